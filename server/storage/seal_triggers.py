"""Database triggers that refuse to change or delete what is sealed; content goes only after an erasure row stands."""

from typing import Any

from server.storage import outbox_texts

# table, event, extra condition: what is refused
RULES = (
    ("sealed_version", "UPDATE", ""),
    ("sealed_version", "DELETE", ""),
    ("erasure", "UPDATE", ""),
    ("erasure", "DELETE", ""),
    ("sealed_content", "UPDATE", ""),
    ("sealed_content", "DELETE", "NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.version_id = OLD.version_id)"),
)
TABLES = ("sealed_version", "sealed_content", "erasure")
FUNCTION = "sealed_is_final"


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def create_statements(dialect: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f'CREATE TRIGGER "{_name(table, event)}" BEFORE {event} ON "{table}" '
            f"{f'WHEN {only_when}' if only_when else ''} BEGIN SELECT RAISE(ABORT, 'sealed'); END"
            for table, event, only_when in RULES
        ]
    rows = [
        f'CREATE TRIGGER "{_name(table, event)}" BEFORE {event} ON "{table}" FOR EACH ROW EXECUTE FUNCTION '
        f"{FUNCTION + '_unless_erased' if only_when else FUNCTION}()"
        for table, event, only_when in RULES
    ]
    truncates = [
        f'CREATE TRIGGER "{_name(table, "TRUNCATE")}" BEFORE TRUNCATE ON "{table}" '
        f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
        for table in TABLES
    ]
    return [*_functions(), *rows, *truncates]


def _functions() -> list[str]:
    refuse = "RAISE EXCEPTION 'sealed' USING ERRCODE = 'restrict_violation';"
    condition = RULES[-1][2]
    return [
        f"CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$",
        f"CREATE OR REPLACE FUNCTION {FUNCTION}_unless_erased() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {condition} THEN {refuse} END IF; RETURN OLD; END $$",
    ]


def drop_statements(dialect: str) -> list[str]:
    names = [(table, _name(table, event)) for table, event, _ in RULES]
    if dialect == "sqlite":
        return [f'DROP TRIGGER IF EXISTS "{name}"' for _, name in names]
    names += [(table, _name(table, "TRUNCATE")) for table in TABLES]
    drops = [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"' for table, name in names]
    return [*drops, *(f"DROP FUNCTION IF EXISTS {FUNCTION}{end}()" for end in ("", "_unless_erased"))]


def _dialect(client: Any) -> str:
    return "sqlite" if client.capabilities.dialect == "sqlite" else "postgres"


async def create(_apps: Any, editor: Any) -> None:
    """For a migration: `ops.RunPython(seal_triggers.create, seal_triggers.drop)`."""
    for statement in create_statements(_dialect(editor.client)):
        await editor.client.execute_query(statement)


async def drop(_apps: Any, editor: Any) -> None:
    """The way back; also the first step of a migration that remakes a sealed table on SQLite."""
    for statement in drop_statements(_dialect(editor.client)):
        await editor.client.execute_query(statement)


async def missing(client: Any) -> list[str]:
    """Names of triggers that ought to stand and do not: a remade table loses its triggers silently on SQLite."""
    sqlite = _dialect(client) == "sqlite"
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'" if sqlite else "SELECT tgname AS name FROM pg_trigger"
    )
    _, rows = await client.execute_query(query)
    standing = {row["name"] for row in rows}
    wanted = [*(_name(table, event) for table, event, _ in RULES), outbox_texts.TRIGGER]
    return [name for name in wanted if name not in standing]

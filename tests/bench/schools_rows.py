"""Schools with classes by plain SQL, as many as wanted in no time: what the panel's pages are measured on.

Each school has 100 classes of 30, the last without a code; 20 of them before their school period, the others long over.
"""

from datetime import date
from typing import Any
from uuid import UUID

from tortoise.connection import get_connections

CLASS, CLASSES = 30, 100
SCHOOL = CLASS * CLASSES
UPCOMING = 20  # classes of a school; one begins each week
AT = "'2026-11-01 09:00:00+00:00'"
MADE_WITH = "'bygningssnedker-2023-08.1'"


def key(kind: int, number: int) -> UUID:
    """The id of the row with that number; the kinds are numbered below."""
    return UUID(f"{kind:08x}-0000-4000-8000-{number:012x}")


PERSON, DECLARATION, TO_SUPERVISOR, TO_SCHOOL, MAIL, OPERATION, SUMMONS, SCHOOLS, STAFF, NAME, REMINDER = range(1, 12)


def class_of(school: int, place: int) -> UUID:
    """The call-up of a school's class, both counted from 0."""
    return key(SUMMONS, school * CLASSES + place)


async def fill(declarations: int, today: date) -> None:
    """So many declarations, school by school. The last school is left with what there is."""
    client: Any = get_connections().get("default")
    sql = _Sqlite(today) if client.capabilities.dialect == "sqlite" else _Postgres(today)
    for statement in _statements(sql, declarations):
        await client.execute_script(statement)
    if isinstance(sql, _Postgres):  # as its autovacuum does by itself; nobody does so on SQLite
        await client.execute_script("ANALYZE")


class _Sqlite:
    """How this database writes an id and a day."""

    def __init__(self, today: date) -> None:
        self.today = today

    def key(self, kind: int, number: str) -> str:
        return f"printf('{kind:08x}-0000-4000-8000-%012x', {number})"

    def day(self, days: str) -> str:
        return f"date('{self.today}', ({days}) || ' days')"


class _Postgres(_Sqlite):
    def key(self, kind: int, number: str) -> str:
        return f"('{kind:08x}-0000-4000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid"

    def day(self, days: str) -> str:
        return f"(date '{self.today}' + ({days}))"


def _statements(sql: _Sqlite, declarations: int) -> list[str]:
    classes, schools = declarations // CLASS, -(-declarations // SCHOOL)
    place, seat = f"((i / {CLASS}) % {CLASSES})", f"(i % {CLASS})"
    upcoming = f"{place} >= {CLASSES - UPCOMING}"
    stage = (
        f"(CASE WHEN {upcoming} THEN CASE WHEN {seat} < 8 THEN 'begun' WHEN {seat} < 18 THEN 'requested' "
        f"WHEN {seat} < 24 THEN 'answered' ELSE 'read' END WHEN {seat} = 0 THEN 'requested' ELSE 'read' END)"
    )
    status = f"(CASE {stage} WHEN 'begun' THEN 'draft' WHEN 'requested' THEN 'requested' ELSE 'submitted' END)"
    starts = sql.day(f"({place} - {CLASSES - UPCOMING}) * 7 + 3")
    ends = sql.day(f"({place} - {CLASSES - UPCOMING}) * 7")
    called = f"(CASE WHEN {place} = {CLASSES - 1} THEN NULL ELSE {sql.key(SUMMONS, f'i / {CLASS}')} END)"
    name = "'Lærling ' || i"

    def insert(number: int, table: str, columns: str, values: str, where: str = "1 = 1") -> str:
        counted = f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {number - 1})"
        return f"{counted} INSERT INTO {table} ({columns}) SELECT {values} FROM n WHERE {where}"

    def recipient(kind: int, address: str, roles: str, school: str) -> str:
        read = f"{AT}, 'Hanne', 1" if kind == TO_SCHOOL else "NULL, NULL, NULL"
        return insert(
            declarations, "recipient",
            "id, declaration_id, address, name, roles, public_id, link_generation, has_pen, school_id, created_at, "
            "read_at, read_by, read_version",
            f"{sql.key(kind, 'i')}, {sql.key(DECLARATION, 'i')}, {address}, 'Navn', '{roles}', '{kind}x' || i, 1, "
            f"FALSE, {school}, {AT}, {read}",
            f"{stage} <> 'begun'",
        )  # fmt: skip

    return [
        insert(schools, "school", "id, name, created_at", f"{sql.key(SCHOOLS, 'i')}, 'Skole ' || i, {AT}"),
        insert(schools, "school_staff", "id, school_id, address, name, created_at",
               f"{sql.key(STAFF, 'i')}, {sql.key(SCHOOLS, 'i')}, 'hanne@s' || i || '.example', 'Hanne', {AT}"),
        insert(classes, "summons",
               "id, school_id, code, programme, main_course, school_class, training_period_ends_on, "
               "school_period_starts_on, contacts, expected, created_by, created_at",
               f"{sql.key(SUMMONS, 'i')}, {sql.key(SCHOOLS, f'i / {CLASSES}')}, 'C' || i, 'bygningssnedker', 2, "
               f"'h2-' || i, {ends.replace(place, f'(i % {CLASSES})')}, {starts.replace(place, f'(i % {CLASSES})')}, "
               f"'[]', 35, 'hanne@s.example', {AT}", f"i % {CLASSES} < {CLASSES - 1}"),
        insert(declarations, "person", "id, address, name, moved_to_new_order, created_at",
               f"{sql.key(PERSON, 'i')}, 'l' || i || '@post.example', {name}, FALSE, {AT}"),
        insert(declarations, "declaration",
               "id, apprentice_id, edition, specialisation, status, revision, created_at, requested_at, submitted_at, "
               "summons_id",
               f"{sql.key(DECLARATION, 'i')}, {sql.key(PERSON, 'i')}, {MADE_WITH}, 'bygningssnedker', {status}, 1, "
               f"{AT}, {AT}, {AT}, {called}"),
        insert(declarations, "listed",
               "declaration_id, apprentice_id, summons_id, stage, apprentice_name, programme, main_course, "
               "final_period, school_class, workplace_name, workplace_cvr, training_period_ends_on, "
               "school_period_starts_on, required, answered, read_by, read_at, search",
               f"{sql.key(DECLARATION, 'i')}, {sql.key(PERSON, 'i')}, {called}, {stage}, {name}, 'bygningssnedker', 2, "
               f"FALSE, 'h2-' || (i / {CLASS}), 'Snedkeriet ' || (i % 50000), '13748136', {ends}, {starts}, 18, 7, "
               f"'Hanne', {AT}, 'laerling ' || i || ' h2'"),
        recipient(TO_SUPERVISOR, "'m' || (i % 50000) || '@v.example'", "supervisor", "NULL"),
        recipient(TO_SCHOOL, f"'kontor@s' || (i / {SCHOOL}) || '.example'", "school",
                  sql.key(SCHOOLS, f"i / {SCHOOL}")),
        insert(declarations, "outbox_message",
               'id, lane, kind, "to", recipient_id, declaration_id, facts, created_at, due_at, attempts, copies, '
               'sent_at',
               f"{sql.key(MAIL, 'i')}, 'mail', 'declaration_requested', 'm' || (i % 50000) || '@v.example', "
               f"{sql.key(TO_SUPERVISOR, 'i')}, {sql.key(DECLARATION, 'i')}, '{{}}', {AT}, {AT}, 1, 1, {AT}",
               f"{stage} <> 'begun'"),
        insert(declarations, "answer_operation",
               "id, declaration_id, field, value, fingerprint, author, recipient_id, device, form_version, typed_at, "
               "received_at, revision, outcome",
               f"{sql.key(OPERATION, 'i')}, {sql.key(DECLARATION, 'i')}, 'supervisor.remarks', '\"\"', '', "
               f"'supervisor', {sql.key(TO_SUPERVISOR, 'i')}, 'd', 1, '', {AT}, 1, 'applied'",
               f"{stage} <> 'begun' AND i % 2 = 0"),
        insert(declarations, "reminder", "id, about_id, step, declaration_id, message_id, at",
               f"{sql.key(REMINDER, 'i')}, {sql.key(TO_SUPERVISOR, 'i')}, 'day_3', {sql.key(DECLARATION, 'i')}, "
               f"{sql.key(MAIL, 'i')}, {AT}", f"{stage} <> 'begun' AND i % 3 = 0"),
        *(
            insert(classes * CLASS, "summons_expected", "id, summons_id, name, folded_name, address",
                   f"{sql.key(NAME, f'i * 2 + {more}')}, {sql.key(SUMMONS, f'i / {CLASS}')}, {called_name}, "
                   f"{called_name}, {address}", f"{upcoming} AND {place} < {CLASSES - 1} AND {wanted}")
            for more, called_name, address, wanted in (
                (0, "'lærling ' || i", "'l' || i || '@post.example'", "1 = 1"),
                (1, "'ny ' || i", "'ny' || i || '@post.example'", f"{seat} < 5"),
            )
        ),
    ]  # fmt: skip

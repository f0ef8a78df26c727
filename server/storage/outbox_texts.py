"""What people write to each other, beside its outbox row and no longer than that: the database itself blanks it.

A trigger deletes the text in the statement that marks its row sent or dead, whoever does that and why
(docs/decisions/0011).
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.connection import get_connections
from tortoise.models import Model

from server.storage.outbox import OutboxMessage

TABLE = "outbox_text"
TRIGGER = "outbox_text_goes"


class OutboxText(Model):
    message_id = fields.UUIDField(primary_key=True)  # the outbox row's
    text = fields.TextField()

    class Meta:
        table = TABLE


async def of(message_id: UUID) -> str | None:
    """The text that goes with an outbox row; None once the row is sent or dead."""
    row = await OutboxText.get_or_none(message_id=message_id)
    return row.text if row else None


async def forget(kind: str, made_before: datetime, now: datetime) -> int:
    """Gives up what is too old, and takes the last traces out of the files. Returns how many were given up."""
    waiting = OutboxMessage.filter(kind=kind, sent_at=None, dead_at=None, created_at__lte=made_before)
    given_up = int(await waiting.update(dead_at=now, claimed_until=None, last_error="too_old"))
    client = get_connections().get("default")
    await client.execute_query("PRAGMA wal_checkpoint(TRUNCATE)" if _sqlite(client) else f"VACUUM FULL {TABLE}")
    return given_up


def _sqlite(client: Any) -> bool:
    return bool(client.capabilities.dialect == "sqlite")


GONE = "NEW.sent_at IS NOT NULL OR NEW.dead_at IS NOT NULL"
DELETE = f"DELETE FROM {TABLE} WHERE message_id = NEW.id;"  # noqa: S608
ON_SQLITE = (f"CREATE TRIGGER {TRIGGER} AFTER UPDATE ON outbox_message WHEN {GONE} BEGIN {DELETE} END",)
ON_POSTGRES = (
    f"CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {DELETE} RETURN NULL; END $$",
    f"CREATE TRIGGER {TRIGGER} AFTER UPDATE ON outbox_message FOR EACH ROW WHEN ({GONE}) EXECUTE FUNCTION {TRIGGER}()",
)


async def create_trigger(_apps: Any, editor: Any) -> None:
    """For a migration; again in one that remakes outbox_message on SQLite, which loses it."""
    for statement in ON_SQLITE if _sqlite(editor.client) else ON_POSTGRES:
        await editor.client.execute_query(statement)


async def drop_trigger(_apps: Any, editor: Any) -> None:
    sqlite = _sqlite(editor.client)
    await editor.client.execute_query(f"DROP TRIGGER IF EXISTS {TRIGGER}{'' if sqlite else ' ON outbox_message'}")
    if not sqlite:
        await editor.client.execute_query(f"DROP FUNCTION IF EXISTS {TRIGGER}()")

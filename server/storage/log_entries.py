"""The running log: what stands, and every edit that ever came."""

import json
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class LogEntry(Model):
    id = fields.UUIDField(primary_key=True)  # made by the client
    person_id = fields.UUIDField()
    value = fields.TextField()  # JSON; null once deleted
    shared_with = fields.UUIDField(null=True, db_index=True)  # the declaration whose supervisor may see it
    revision = fields.BigIntField()
    number = fields.BigIntField()  # of the server's sequence when it last changed

    class Meta:
        table = "log_entry"
        indexes = (("person_id", "number"),)


class LogOperation(Model):
    id = fields.UUIDField(primary_key=True)  # made by the client
    entry_id = fields.UUIDField(db_index=True)
    person_id = fields.UUIDField()
    value = fields.TextField()  # JSON
    fingerprint = fields.CharField(max_length=64)
    device = fields.CharField(max_length=40)
    device_name = fields.CharField(max_length=80)
    typed_at = fields.CharField(max_length=40)  # the device's clock: a label, never compared
    received_at = fields.DatetimeField()
    revision = fields.BigIntField()
    outcome = fields.CharField(max_length=10)

    class Meta:
        table = "log_operation"


async def since(person_id: UUID, after: int) -> list[dict[str, Any]]:
    """Entries that changed after a number, deleted ones with null; from 0, those that stand."""
    rows = await LogEntry.filter(person_id=person_id, number__gt=after).order_by("number")
    told = [{"id": str(row.id), "value": json.loads(row.value), "revision": row.revision} for row in rows]
    return told if after > 0 else [row for row in told if row["value"] is not None]


async def shared(person_id: UUID, declaration_id: UUID) -> list[dict[str, Any]]:
    """What the apprentice lets the supervisor of this declaration see."""
    rows = await LogEntry.filter(person_id=person_id, shared_with=declaration_id)
    entries = [{"id": str(row.id), **json.loads(row.value)} for row in rows]
    return sorted(entries, key=lambda entry: (entry["on"], entry["id"]))

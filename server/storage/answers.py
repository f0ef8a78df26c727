"""Answer operations as they came, kept for ever, and the current answer of each field."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.models import Model

from server.domain.moments import iso
from server.domain.operations import Operation
from server.storage.declarations import Declaration


class AnswerOperation(Model):
    id = fields.UUIDField(primary_key=True)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT, db_index=True
    )
    field = fields.CharField(max_length=200)
    value = fields.TextField()  # JSON: JSONField refuses a plain string
    fingerprint = fields.CharField(max_length=64)
    author = fields.CharField(max_length=10)  # apprentice or supervisor
    recipient_id = fields.UUIDField(null=True)
    door = fields.CharField(max_length=20, null=True)  # the recipient's way in; null from before it was kept
    typing_id = fields.UUIDField(null=True)  # of storage.paper: came from a sheet of paper, by whose hand
    device = fields.CharField(max_length=40)
    device_name = fields.CharField(max_length=80, null=True)  # "iPhone · Safari"; null from before it was kept
    base = fields.BigIntField(null=True)
    form_version = fields.IntField()
    typed_at = fields.CharField(max_length=40)  # the device's clock: a label, never compared
    received_at = fields.DatetimeField()
    revision = fields.BigIntField()
    outcome = fields.CharField(max_length=10)

    declaration_id: UUID

    class Meta:
        table = "answer_operation"


class Answer(Model):
    id = fields.BigIntField(primary_key=True)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT
    )
    field = fields.CharField(max_length=200)
    value = fields.TextField()
    revision = fields.BigIntField()

    declaration_id: UUID

    class Meta:
        table = "answer"
        unique_together = (("declaration", "field"),)


async def behind(declaration_id: UUID, field: str, revision: int) -> AnswerOperation | None:
    """The operation that wrote what stands in a field."""
    rows = AnswerOperation.filter(declaration_id=declaration_id, field=field, revision=revision, outcome="applied")
    return await rows.first()


async def value_at(declaration_id: UUID, field: str, revision: int) -> Any:
    """What stood in the field when the declaration was at that revision; None when it was never answered."""
    rows = AnswerOperation.filter(declaration_id=declaration_id, field=field, outcome="applied")
    row = await rows.filter(revision__lte=revision).order_by("-revision").first()
    return json.loads(row.value) if row else None


async def set_aside(declaration_id: UUID) -> list[AnswerOperation]:
    """What lost on a phone that was handed over and is handed back, or typed in from paper, while the field has not
    moved since."""
    lost = AnswerOperation.filter(declaration_id=declaration_id, outcome="conflict", door__in=["handed_over", "paper"])
    rows = await lost.order_by("received_at")
    stands = await current(declaration_id) if rows else {}
    return [row for row in rows if stands.get(row.field, (None, 0))[1] == row.revision]


async def overwrite(
    declaration: Declaration, field: str, value: Any, *, author: str, recipient_id: UUID | None, now: datetime
) -> None:
    """Writes a field for somebody whose deed changes it, as an operation of its own: the revision goes up."""
    row = await Answer.get_or_none(declaration_id=declaration.id, field=field)
    made = Operation(uuid4(), field, value, row.revision if row else 0, 1, iso(now))
    declaration.revision += 1
    await declaration.save(update_fields=["revision"])
    told = {"value": json.dumps(value, ensure_ascii=False), "revision": declaration.revision}
    await Answer.update_or_create(defaults=told, declaration_id=declaration.id, field=field)
    await AnswerOperation.create(
        id=made.id,
        declaration_id=declaration.id,
        field=field,
        fingerprint=made.fingerprint(),
        author=author,
        recipient_id=recipient_id,
        device="server",
        base=made.base,
        form_version=made.form_version,
        typed_at=made.typed_at,
        received_at=now,
        outcome="applied",
        **told,
    )


async def current(declaration_id: UUID) -> dict[str, tuple[Any, int]]:
    """Every field's value and revision."""
    rows = await Answer.filter(declaration_id=declaration_id).values_list("field", "value", "revision")
    return {field: (json.loads(value), revision) for field, value, revision in rows}


async def values(declaration_id: UUID) -> dict[str, Any]:
    """Every field's value."""
    return {field: value for field, (value, _) in (await current(declaration_id)).items()}

"""Earlier declarations that an apprentice sends on to a new supervisor, for a time."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage.declarations import Declaration
from server.storage.people import Person


class Share(Model):
    id = fields.UUIDField(primary_key=True)  # made by the client
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "logbog.Person", on_delete=fields.RESTRICT, db_index=True
    )
    address = fields.CharField(max_length=254, db_index=True)
    name = fields.CharField(max_length=120)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    person_id: UUID

    class Meta:
        table = "share"


class SharedDeclaration(Model):
    id = fields.UUIDField(primary_key=True)
    share: fields.ForeignKeyRelation[Share] = fields.ForeignKeyField("logbog.Share", on_delete=fields.CASCADE)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT, db_index=True
    )

    share_id: UUID
    declaration_id: UUID

    class Meta:
        table = "shared_declaration"
        unique_together = (("share", "declaration"),)


def standing(address: str, now: datetime) -> dict[str, object]:
    """The filter of the shares that an address may use now."""
    return {"address": address, "ended_at": None, "expires_at__gt": now}

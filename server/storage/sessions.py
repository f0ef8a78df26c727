"""Who is signed in where: a row a device, which can be ended."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage.people import Person


class Session(Model):
    id = fields.UUIDField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "logbog.Person", on_delete=fields.CASCADE, db_index=True
    )
    device = fields.CharField(max_length=80)
    device_hash = fields.CharField(max_length=64, null=True)
    shared_device = fields.BooleanField()
    created_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    person_id: UUID

    class Meta:
        table = "session"

"""How the school follows a declaration up: who owns the case, and the note that goes along to the next period."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class FollowUp(Model):
    declaration_id = fields.UUIDField(primary_key=True)
    owner_address = fields.CharField(max_length=254, null=True, db_index=True)
    owner_name = fields.CharField(max_length=120, null=True)
    note = fields.TextField()  # empty when there is none
    noted_by = fields.CharField(max_length=120, null=True)
    noted_at = fields.DatetimeField(null=True)
    revision = fields.IntField()  # two secretaries at once: who comes second sees the first one's word

    class Meta:
        table = "follow_up"


async def of(declaration_ids: list[UUID]) -> dict[UUID, FollowUp]:
    rows = await FollowUp.filter(declaration_id__in=declaration_ids)
    return {row.declaration_id: row for row in rows}

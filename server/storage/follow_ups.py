"""How the school follows a declaration up: who owns the case, and the note that goes along to the next period."""

from collections.abc import Iterable
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


async def held(declaration_ids: Iterable[UUID]) -> list[FollowUp]:
    """A row each, made where there was none, held until the transaction ends; always in one order."""
    wanted = sorted(declaration_ids)
    empty = [FollowUp(declaration_id=one, note="", revision=0) for one in wanted]
    await FollowUp.bulk_create(empty, ignore_conflicts=True)
    return await FollowUp.filter(declaration_id__in=wanted).order_by("declaration_id").select_for_update()

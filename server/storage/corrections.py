"""Corrections: who opened a sent declaration again, why, and from which answers it began."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage import sealed
from server.storage.declarations import Declaration
from server.storage.sealed import SealedVersion


class Correction(Model):
    id = fields.UUIDField(primary_key=True)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT, db_index=True
    )
    of_version: fields.ForeignKeyRelation[SealedVersion] = fields.ForeignKeyField(
        "logbog.SealedVersion", on_delete=fields.RESTRICT
    )
    recipient_id = fields.UUIDField()
    reason = fields.TextField()
    revision = fields.BigIntField()  # the declaration's, when it began: what stood then is what was sealed
    begun_at = fields.DatetimeField()
    dropped_at = fields.DatetimeField(null=True)

    declaration_id: UUID
    of_version_id: UUID

    class Meta:
        table = "correction"


async def under_way(declaration_id: UUID) -> Correction | None:
    """The correction of the newest released version, until it is released or dropped itself."""
    return await of_newest((await sealed.standing([declaration_id]))[declaration_id])


async def of_newest(standing: list[SealedVersion]) -> Correction | None:
    """The same, of a declaration whose versions that stand are in hand."""
    out = sealed.released(standing)
    return await Correction.get_or_none(of_version_id=out[-1].id, dropped_at=None) if out else None

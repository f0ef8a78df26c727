"""The word "this was not me" of whoever owns an address a sealed version was signed from. The seal stays as it is."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage.declarations import Declaration, Recipient
from server.storage.sealed import SealedVersion


class SignatureDispute(Model):
    id = fields.UUIDField(primary_key=True)  # made by the client
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT, db_index=True
    )
    version: fields.ForeignKeyRelation[SealedVersion] = fields.ForeignKeyField(
        "logbog.SealedVersion", on_delete=fields.RESTRICT
    )
    recipient: fields.ForeignKeyRelation[Recipient] = fields.ForeignKeyField(
        "logbog.Recipient", on_delete=fields.RESTRICT
    )
    text = fields.TextField()
    made_at = fields.DatetimeField()

    declaration_id: UUID
    version_id: UUID
    recipient_id: UUID

    class Meta:
        table = "signature_dispute"
        unique_together = (("version", "recipient"),)


async def since(declaration_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When it was first said of each of their versions, by the version's id."""
    rows = SignatureDispute.filter(declaration_id__in=list(declaration_ids)).order_by("-made_at")
    return dict(await rows.values_list("version_id", "made_at"))

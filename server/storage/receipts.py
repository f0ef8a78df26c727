"""Deeds that were done: a repeated command finds its work already done."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.domain.refusal import Refusal


class Receipt(Model):
    id = fields.UUIDField(primary_key=True)  # made by the client, one a deed
    deed = fields.CharField(max_length=20)
    declaration_id = fields.UUIDField()
    done_at = fields.DatetimeField()

    class Meta:
        table = "receipt"


async def done(deed_id: UUID, deed: str, declaration_id: UUID) -> bool:
    """Whether this very deed was done before. The same id for another deed is refused."""
    receipt = await Receipt.get_or_none(id=deed_id)
    if receipt and (receipt.deed, receipt.declaration_id) != (deed, declaration_id):
        raise Refusal("id_reused")
    return receipt is not None

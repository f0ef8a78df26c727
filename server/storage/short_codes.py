"""Short codes that open a recipient's draft: only a keyed hash of each; the code is derived from the row's id."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage.declarations import Recipient


class ShortCode(Model):
    id = fields.UUIDField(primary_key=True)
    recipient: fields.ForeignKeyRelation[Recipient] = fields.ForeignKeyField(
        "logbog.Recipient", on_delete=fields.CASCADE, db_index=True
    )
    generation = fields.IntField()  # of the recipient's link; a newer link makes it void
    code_hash = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()

    recipient_id: UUID

    class Meta:
        table = "short_code"


async def alive(recipient: Recipient, now: datetime) -> ShortCode | None:
    """The recipient's code that still opens the newest link's draft."""
    rows = ShortCode.filter(recipient_id=recipient.id, generation=recipient.link_generation, expires_at__gt=now)
    return await rows.order_by("-expires_at").first()


async def behind(code_hash: str, now: datetime) -> Recipient | None:
    """Whose draft a code opens: while it lives and the declaration is still to be filled in."""
    row = await ShortCode.get_or_none(code_hash=code_hash, expires_at__gt=now).select_related("recipient__declaration")
    if row is None or row.generation != row.recipient.link_generation or row.recipient.removed_at:
        return None
    return row.recipient if row.recipient.declaration.status == "requested" else None


async def purge(now: datetime) -> int:
    """Forgets codes that are dead."""
    return await ShortCode.filter(expires_at__lt=now).delete()

"""Requests for a code by mail. The code itself is derived when the mail is made, never stored."""

from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class CodeRequest(Model):
    id = fields.UUIDField(primary_key=True)
    purpose = fields.CharField(max_length=20)  # of server.codes.MAILS
    address = fields.CharField(max_length=254)
    person_id = fields.UUIDField(null=True)
    browser_hash = fields.CharField(max_length=64)
    generation = fields.IntField()
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        table = "code_request"
        indexes = (("address", "purpose"),)


async def alive(purpose: str, address: str, browser_hash: str, now: datetime) -> CodeRequest | None:
    """The request this browser made for this address, while its code may still be used."""
    return (
        await CodeRequest.filter(
            purpose=purpose, address=address, browser_hash=browser_hash, used_at=None, expires_at__gt=now
        )
        .order_by("-created_at")
        .first()
    )


async def usable(request_id: UUID, now: datetime) -> bool:
    """Whether its code is worth mailing."""
    return await CodeRequest.exists(id=request_id, used_at=None, expires_at__gt=now)


async def purge(now: datetime) -> int:
    """Forgets requests whose code is dead."""
    return await CodeRequest.filter(expires_at__lt=now).delete()

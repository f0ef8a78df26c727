"""Every opening of a declaration by somebody else than its apprentice: shown to the apprentice, never deleted."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.models import Model


class Opening(Model):
    id = fields.UUIDField(primary_key=True)
    declaration_id = fields.UUIDField(db_index=True)
    address = fields.CharField(max_length=254)
    name = fields.CharField(max_length=120)  # of the person, else of the mailbox
    roles = fields.CharField(max_length=120)  # as what: words of domain.recipients.Role with a blank between
    way = fields.CharField(max_length=10)  # panel, or shared (sent on by the apprentice)
    at = fields.DatetimeField()

    class Meta:
        table = "access_log"


async def write(
    declaration_ids: Iterable[UUID], *, address: str, name: str, roles: Iterable[str], way: str, now: datetime
) -> None:
    """One row a declaration that was opened."""
    told = {"address": address, "name": name, "roles": " ".join(roles), "way": way, "at": now}
    await Opening.bulk_create([Opening(id=uuid4(), declaration_id=one, **told) for one in declaration_ids])


async def stands(declaration_id: UUID, *, address: str, name: str, way: str, since: datetime) -> bool:
    """Whether it is told already that they opened it, at that moment or later."""
    told = {"declaration_id": declaration_id, "address": address, "name": name, "way": way}
    return await Opening.filter(**told, at__gte=since).exists()

"""Earlier declarations that an apprentice sends on to a new supervisor, for a time."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

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


def standing(address: str, now: datetime) -> QuerySet[Share]:
    """The shares that an address may read from now."""
    return Share.filter(address=address, ended_at=None, expires_at__gt=now).order_by("created_at", "id")


async def of_person(person_id: UUID) -> list[Share]:
    """Everything an apprentice has sent on, the newest first."""
    return await Share.filter(person_id=person_id).order_by("-created_at", "id")


async def declarations_of(share_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The declarations of each share."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = SharedDeclaration.filter(share_id__in=list(share_ids)).order_by("declaration__created_at", "id")
    for share_id, declaration_id in await rows.values_list("share_id", "declaration_id"):
        found[share_id].append(declaration_id)
    return found

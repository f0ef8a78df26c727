"""How many photos lie on which device: a number only, so that a loss can be told. The photos never leave the phone."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.models import Model

from server.domain.moments import iso

MOST_DEVICES = 50


class PhotoCount(Model):
    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    device = fields.CharField(max_length=40)
    name = fields.CharField(max_length=80)
    count = fields.IntField()
    seen_at = fields.DatetimeField()

    class Meta:
        table = "photo_count"
        unique_together = (("person_id", "device"),)


async def put(person_id: UUID, device: str, name: str, count: int, now: datetime) -> None:
    """Writes the device's number; of a person's devices the newest 50 are known."""
    mine = PhotoCount.filter(person_id=person_id)
    if await mine.filter(device=device).update(name=name, count=count, seen_at=now):
        return
    await PhotoCount.create(id=uuid4(), person_id=person_id, device=device, name=name, count=count, seen_at=now)
    old = await mine.order_by("-seen_at").offset(MOST_DEVICES).values_list("id", flat=True)
    await PhotoCount.filter(id__in=old).delete()


async def devices(person_id: UUID) -> list[dict[str, Any]]:
    rows = await PhotoCount.filter(person_id=person_id).order_by("-seen_at")
    return [{"device": row.device, "name": row.name, "count": row.count, "seen_at": iso(row.seen_at)} for row in rows]

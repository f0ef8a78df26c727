"""Calendars that are fetched by a secret address: one of an apprentice, one of a mailbox in the panel."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.models import Model

from server.domain.roles import Subscriber


class CalendarFeed(Model):
    id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField(null=True, unique=True)
    address = fields.CharField(max_length=254, null=True, unique=True)
    generation = fields.IntField()  # the address is derived from it: the next one makes the last one dead
    said = fields.TextField()  # JSON: of each day by its uid, a digest of what was said and since when
    made_at = fields.DatetimeField()  # when the address that stands was made
    stopped_at = fields.DatetimeField(null=True)
    fetched_at = fields.DatetimeField(null=True)  # since then, to the hour

    class Meta:
        table = "calendar_feed"

    def subscriber(self) -> Subscriber:
        return Subscriber(person_id=self.person_id, address=self.address)


def _whose(subscriber: Subscriber) -> dict[str, Any]:
    if subscriber.person_id:
        return {"person_id": subscriber.person_id}
    assert subscriber.address  # else a row of everybody's would be found
    return {"address": subscriber.address}


async def of(subscriber: Subscriber) -> CalendarFeed | None:
    """The calendar of somebody, also one that was stopped."""
    return await CalendarFeed.get_or_none(**_whose(subscriber))


async def get_or_make(subscriber: Subscriber, now: datetime) -> tuple[CalendarFeed, bool]:
    """The calendar of somebody, and whether it is new: of two taps at once one makes it."""
    new = {"id": uuid4(), "generation": 1, "said": "{}", "made_at": now}
    return await CalendarFeed.get_or_create(new, **_whose(subscriber))


async def standing(feed_id: UUID) -> CalendarFeed | None:
    return await CalendarFeed.get_or_none(id=feed_id, stopped_at=None)

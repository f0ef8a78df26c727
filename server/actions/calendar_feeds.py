"""The secret address of a calendar: making one, making another in its place, stopping it, and what a fetch leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import F

from server import tokens
from server.domain.refusal import NotFound, TooMany
from server.domain.roles import Subscriber
from server.storage import calendar_feeds, limits
from server.storage.calendar_feeds import CalendarFeed

FETCHES, WINDOW = 300, timedelta(hours=1)  # an office of ten with three devices each, every ten minutes, and more
SEEN_AGAIN = timedelta(hours=1)  # nobody asks more exactly when a calendar was last fetched
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Fetched:
    """A calendar whose address was right. `said` and `fetched_at`: as of the fetch before."""

    id: UUID
    subscriber: Subscriber
    said: str
    fetched_at: datetime | None


async def renew(subscriber: Subscriber, *, now: datetime) -> None:
    """Makes the address, or another one: the one before is dead at once."""
    row, new = await calendar_feeds.get_or_make(subscriber, now)
    if not new:
        fresh = {"generation": F("generation") + 1, "made_at": now, "stopped_at": None, "fetched_at": None}
        await CalendarFeed.filter(id=row.id).update(**fresh)


async def stop(subscriber: Subscriber, *, now: datetime) -> None:
    """The address is dead at once. Again changes nothing."""
    row = await calendar_feeds.of(subscriber)
    if row and row.stopped_at is None:
        await CalendarFeed.filter(id=row.id, stopped_at=None).update(
            generation=F("generation") + 1, stopped_at=now, said="{}"
        )


async def fetch(token: str, *, key: bytes, now: datetime) -> Fetched:
    """Whose calendar an address is. NotFound, the same for one that never was and one that is no more; TooMany."""
    feed_id, secret = tokens.read_calendar_token(token) or (NOBODY, "")
    row = await calendar_feeds.standing(feed_id)
    right = tokens.calendar_secret(key, str(feed_id), row.generation if row else 0)
    if not tokens.same(secret, right) or row is None:
        raise NotFound
    wait = await limits.hit(f"calendar {row.id}", FETCHES, WINDOW, now)
    if wait:
        raise TooMany("too_many_fetches", wait)
    return Fetched(row.id, row.subscriber(), row.said, row.fetched_at)


async def note(of: Fetched, said: str, *, now: datetime) -> None:
    """Remembers what was told, and when somebody fetched last. Nothing to write for most fetches."""
    if said != of.said or of.fetched_at is None or of.fetched_at <= now - SEEN_AGAIN:
        await CalendarFeed.filter(id=of.id, stopped_at=None).update(said=said, fetched_at=now)

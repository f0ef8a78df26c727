"""Taking many documents along at once: so many an hour, for each costs the machine a while."""

from datetime import datetime, timedelta
from uuid import UUID

from server.domain.refusal import TooMany
from server.domain.roles import Reader
from server.storage import limits

HOUR = timedelta(hours=1)
BY_READER, BY_APPRENTICE = 60, 10


async def by_reader(reader: Reader, *, now: datetime) -> None:
    """Counts one. Raises TooMany."""
    await _count(f"zips of panel {reader.session_id}", BY_READER, now)


async def by_apprentice(person_id: UUID, *, now: datetime) -> None:
    """Counts one. Raises TooMany."""
    await _count(f"zips {person_id}", BY_APPRENTICE, now)


async def _count(key: str, most: int, now: datetime) -> None:
    if wait := await limits.hit(key, most, HOUR, now):
        raise TooMany("too_many_downloads", wait)

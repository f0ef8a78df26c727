"""Files that cost the machine a while, many at once or one in a process of its own: so many an hour."""

from datetime import datetime, timedelta
from uuid import UUID

from server.domain.refusal import TooMany
from server.domain.roles import Reader
from server.storage import limits

HOUR = timedelta(hours=1)
BY_READER, BY_APPRENTICE = 60, 10
FORMS_BY_READER, FORMS_BY_APPRENTICE = 200, 40  # a process each (documents/official_form.py), two at once for everybody


async def by_reader(reader: Reader, *, now: datetime) -> None:
    """Counts one. Raises TooMany."""
    await _count(f"zips of panel {reader.session_id}", BY_READER, now)


async def by_apprentice(person_id: UUID, *, now: datetime) -> None:
    """Counts one. Raises TooMany."""
    await _count(f"zips {person_id}", BY_APPRENTICE, now)


async def form_by_reader(reader: Reader, *, now: datetime) -> None:
    """Counts one of the committee's forms. Raises TooMany."""
    await _count(f"forms of panel {reader.session_id}", FORMS_BY_READER, now)


async def form_by_apprentice(person_id: UUID, *, now: datetime) -> None:
    """Counts one of the committee's forms. Raises TooMany."""
    await _count(f"forms {person_id}", FORMS_BY_APPRENTICE, now)


async def _count(key: str, most: int, now: datetime) -> None:
    if wait := await limits.hit(key, most, HOUR, now):
        raise TooMany("too_many_downloads", wait)

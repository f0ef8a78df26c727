"""A person's profile as their phone is told it."""

from datetime import date
from typing import Any
from uuid import UUID

from server.storage import followed_editions
from server.storage.people import Person


async def profile(person_id: UUID, today: date) -> dict[str, Any]:
    """With `edition`: the one that their next declaration is made from, None before there is a programme."""
    person = await Person.get(id=person_id)
    return {**person.profile(), "edition": await _edition(person, today) if person.programme else None}


async def _edition(person: Person, today: date) -> str | None:
    return await followed_editions.of(person, await followed_editions.in_force(person.programme, today))

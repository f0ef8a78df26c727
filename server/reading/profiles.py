"""A person's profile as their phone is told it."""

from typing import Any
from uuid import UUID

from server.storage.people import Person


async def profile(person_id: UUID) -> dict[str, Any]:
    return (await Person.get(id=person_id)).profile()

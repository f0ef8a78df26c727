"""The catalogue as phones keep it."""

from datetime import date
from typing import Any

from server.domain.refusal import NotFound
from server.storage import editions


async def current(today: date) -> dict[str, Any]:
    """The edition of each programme that is in force."""
    return {"editions": [edition.as_json() for edition in await editions.current(today)]}


async def edition(edition_id: str) -> dict[str, Any]:
    """One edition, also an older one; raises NotFound."""
    found = await editions.get(edition_id)
    if found is None:
        raise NotFound
    return found.as_json()

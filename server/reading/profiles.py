"""A person's profile as their phone is told it."""

from datetime import date
from typing import Any
from uuid import UUID

from server.domain.editions import Known, followed
from server.storage.declarations import Declaration
from server.storage.editions import CatalogueEdition
from server.storage.people import Person


async def profile(person_id: UUID, today: date) -> dict[str, Any]:
    """With `edition`: the one that their next declaration is made from, None before there is a programme."""
    person = await Person.get(id=person_id)
    return {**person.profile(), "edition": await _edition(person, today) if person.programme else None}


async def _edition(person: Person, today: date) -> str | None:
    in_force = CatalogueEdition.filter(programme=person.programme, valid_from__lte=today).order_by("loaded_at")
    known = [Known(*row) for row in await in_force.values_list("id", "valid_from")]
    made = Declaration.filter(apprentice_id=person.id, edition__in=[one.id for one in known])
    newest = await made.exclude(status="withdrawn").order_by("-created_at").first()
    return followed(known, person.started_on, newest.edition if newest else None)

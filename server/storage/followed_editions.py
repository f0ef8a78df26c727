"""Which edition somebody's next declaration is made from, by what stands of them."""

from datetime import date
from uuid import UUID

from tortoise.queryset import QuerySet

from server.domain.editions import Known, followed
from server.storage.declarations import Declaration
from server.storage.editions import CatalogueEdition
from server.storage.people import Person


async def in_force(programme: str | None, today: date) -> list[Known]:
    """The programme's; of those from the same day, the one that was loaded last comes last."""
    rows = CatalogueEdition.filter(programme=programme, valid_from__lte=today).order_by("loaded_at", "id")
    return [Known(*row) for row in await rows.values_list("id", "valid_from")]


async def of(person: Person, known: list[Known]) -> str | None:
    """The one they follow, of those in force."""
    return await _followed(person, known, person.moved_to_edition)


async def before_move(person: Person, known: list[Known]) -> str | None:
    """The one they would follow if their school had not moved them the last time."""
    moves = person.moved()[:-1]
    return await _followed(person, known, moves[-1]["moved_to_edition"] if moves else None)


async def _followed(person: Person, known: list[Known], moved_to: str | None) -> str | None:
    made = _made(person.id).filter(edition__in=[one.id for one in known])
    first = await made.order_by("created_at").first()
    return followed(known, person.started_on, first.edition if first else None, moved_to)


async def made_from(person_id: UUID, edition: str) -> bool:
    """Whether a declaration of theirs is: then they follow it, moved or not."""
    return await _made(person_id).filter(edition=edition).exists()


def _made(person_id: UUID) -> QuerySet[Declaration]:
    return Declaration.filter(apprentice_id=person_id).filter(discarded_at=None).exclude(status="withdrawn")

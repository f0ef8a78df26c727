"""What apprentices change about themselves."""

from datetime import date
from typing import Any
from uuid import UUID

from server.domain import profiles, texts
from server.domain.refusal import FieldProblem, InputInvalid
from server.storage import changes, editions
from server.storage.database import transaction
from server.storage.people import Person


async def change(person_id: UUID, values: dict[str, Any], *, today: date) -> None:
    """Writes the fields that are named; refuses them all when one is wrong."""
    known = {
        edition.programme: {item.key for item in edition.specialisations} for edition in await editions.current(today)
    }
    found = profiles.problems(values, known)
    if found:
        raise InputInvalid(found)
    tidy = {field: _tidy(field, value) for field, value in values.items()}
    async with transaction():
        person = await Person.filter(id=person_id).select_for_update().get()
        _demand_matching(
            tidy.get("programme", person.programme), tidy.get("specialisation", person.specialisation), known
        )
        if tidy:
            await Person.filter(id=person_id).update(**tidy)
        await changes.note(person_id, [None])


def _demand_matching(programme: str | None, specialisation: str | None, known: dict[str, set[str]]) -> None:
    if specialisation and specialisation not in known.get(programme or "", set()):
        raise InputInvalid([FieldProblem("profile.specialisation", "specialisation_unknown")])


def _tidy(field: str, value: Any) -> Any:
    if field in profiles.DATES:
        return date.fromisoformat(value) if value else None
    return (texts.tidy(value) or None) if field in profiles.TEXTS and value is not None else value

"""What apprentices change about themselves."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from server.domain import profiles, texts
from server.domain.refusal import FieldProblem, InputInvalid
from server.storage import changes, editions, followed_editions
from server.storage.database import transaction
from server.storage.people import Person


async def change(person_id: UUID, values: dict[str, Any], *, today: date) -> None:
    """Writes the fields that are named; refuses them all when one is wrong."""
    found = profiles.problems(values, await _specialisations(today))
    if found:
        raise InputInvalid(found)
    tidy = {field: _tidy(field, value) for field, value in values.items()}
    async with transaction():
        person = await Person.filter(id=person_id).select_for_update().get()
        person.update_from_dict(tidy)
        if not tidy.keys().isdisjoint(profiles.KEYS):
            await _demand_matching(person, today)
        if tidy:
            await Person.filter(id=person_id).update(**tidy)
        await changes.note(person_id, [None])


async def _specialisations(today: date) -> dict[str, set[str]]:
    """Of each programme in force, also those that only an older edition has."""
    found: dict[str, set[str]] = defaultdict(set)
    for edition in await editions.in_force(today):
        found[edition.programme] |= {item.key for item in edition.specialisations}
    return found


async def _demand_matching(person: Person, today: date) -> None:
    """By the edition that their next declaration is made from: the newest may have others."""
    if not person.specialisation:
        return
    follows = await followed_editions.of(person, await followed_editions.in_force(person.programme, today))
    edition = await editions.get(follows or "")
    if edition is None or person.specialisation not in [item.key for item in edition.specialisations]:
        raise InputInvalid([FieldProblem("profile.specialisation", "specialisation_unknown")])


def _tidy(field: str, value: Any) -> Any:
    if field in profiles.DATES:
        return date.fromisoformat(value) if value else None
    return (texts.tidy(value) or None) if field in profiles.TEXTS and value is not None else value

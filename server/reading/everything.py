"""All that is an apprentice's, to take along: declaration by declaration, so that no more than one lies in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from server.domain.moments import iso
from server.reading import declarations, shares
from server.storage import editions, log_entries, sealed
from server.storage.declarations import Declaration
from server.storage.people import Person
from server.storage.sealed import SealedContent, SealedVersion

Told = dict[str, Any]


@dataclass(frozen=True)
class Outline:
    """Which declarations there are, the oldest first, and how many versions that are out: with content, and without."""

    declarations: list[UUID]
    readable: int
    erased: int


async def outline(person_id: UUID) -> Outline:
    ids = await Declaration.filter(apprentice_id=person_id).order_by("created_at", "id").values_list("id", flat=True)
    found = [UUID(str(one)) for one in ids]
    out = [version.id for all in (await sealed.standing(found)).values() for version in sealed.released(all)]
    kept = await SealedContent.filter(version_id__in=out).count()
    return Outline(found, kept, len(out) - kept)


async def profile(person_id: UUID) -> Told:
    """The profile, and what was sent on to whom."""
    person = await Person.get(id=person_id)
    return {**person.profile(), "created_at": iso(person.created_at), "shares": await shares.of_person(person_id)}


async def log(person_id: UUID) -> list[Told]:
    """The running log as it stands, by day: `{id, on, text, goals, functions, machines, shared_with}`."""
    entries = [{"id": row["id"], **row["value"]} for row in await log_entries.since(person_id, 0)]
    return sorted(entries, key=lambda entry: (entry["on"], entry["id"]))


async def names(person_id: UUID, today: date) -> Mapping[str, str]:
    """What the keys of the log are called: of goals, functions and machines, in whatever edition they stand."""
    used = await Declaration.filter(apprentice_id=person_id).distinct().values_list("edition", flat=True)
    known = [*await editions.current(today), *[await editions.get(str(one)) for one in used]]
    found: dict[str, str] = {}
    for edition in known:
        if edition:
            found |= {goal.key: goal.text for goal in edition.goals}
            found |= {function.key: function.name for area in edition.work_areas for function in area.functions}
            found |= {machine.key: machine.name for machine in edition.machines}
    return found


async def declaration(person_id: UUID, declaration_id: UUID) -> Told:
    """`{told: what the app shows but for what was sealed, course, versions: [{version, seal, payload}]}`. Payload is
    the exact text that was hashed, null once it is erased. Raises NotFound."""
    told = await declarations.one(person_id, declaration_id)
    newest = told.pop("sealed")
    rows = sealed.released((await sealed.standing([declaration_id]))[declaration_id])
    contents = {row.version_id: row for row in await SealedContent.filter(version_id__in=[row.id for row in rows])}
    by_number = {one["number"]: one for one in ([newest, *newest["versions"]] if newest else [])}
    return {
        "told": told,
        "course": await _course(told),
        "versions": [
            {
                "version": by_number[number],
                "seal": _seal(row, number, contents.get(row.id)),
                "payload": contents[row.id].payload if row.id in contents else None,
            }
            for number, row in enumerate(rows, 1)
            if number in by_number
        ],
    }


def _seal(row: SealedVersion, number: int, content: SealedContent | None) -> Told:
    """All that the digest is made of (docs/protocol.md)."""
    return {
        "version": number,
        "sealed_at": iso(row.sealed_at),
        "digest": row.digest,
        "previous_digest": row.previous_digest,
        "declaration_id": str(row.declaration_id),
        "number": row.number,
        "content_digest": row.content_digest,
        "salt": content.salt if content else None,
    }


async def _course(told: Told) -> str:
    edition = await editions.get(told["edition"])
    number = told["answers"].get("details.main_course", {}).get("value")
    return next((course.name for course in edition.main_courses if course.number == number), "") if edition else ""

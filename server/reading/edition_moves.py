"""Which edition an apprentice follows, as their school sees it, and what a newer one would change for them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from server.domain import edition_moves
from server.domain.catalogue import Edition
from server.domain.catalogue_changes import Change
from server.domain.edition_moves import Asked, Mapped
from server.domain.editions import newer
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.reading import final_form
from server.storage import editions, followed_editions, visible
from server.storage.declarations import Declaration
from server.storage.listed import Listed
from server.storage.people import Person


@dataclass(frozen=True)
class Standing:
    """`follows`: what the next declaration is made from; `newer`: those they could be moved to, the newest first;
    `moved_from`: what they followed until their school moved them the last time, None when it has not; `may_undo`:
    nothing is made from it yet."""

    follows: Edition
    newer: list[Edition]
    specialisation: str
    person: Person
    moved_from: Edition | None = None
    may_undo: bool = False


@dataclass(frozen=True)
class Move:
    """From one edition to another, goal by goal. `missing`: the specialisation that the newer one has not."""

    before: Edition
    after: Edition
    goals: dict[str, list[Mapped]]
    besides: list[Change]
    next: Asked | None = None
    main_course: int | None = None  # of the next declaration, as far as is known
    missing: str = ""
    opened: list[UUID] = field(default_factory=list)  # the declarations whose levels are told


async def standing(reader: Reader, declaration_id: UUID, today: date) -> Standing:
    """Raises NotFound for whoever does not decide about it, and where there is nothing to decide."""
    declaration = await visible.decided_by_school(reader, declaration_id)
    person = await Person.get(id=declaration.apprentice_id)
    made_from = await editions.get(declaration.edition)
    if made_from is None or made_from.programme != person.programme:
        raise NotFound
    known = await followed_editions.in_force(person.programme, today)
    follows = await followed_editions.of(person, known)
    if follows is None:
        raise NotFound
    moved = person.moved_to_edition == follows
    used = moved and await followed_editions.made_from(person.id, follows)
    before = await followed_editions.before_move(person, known) if moved and not used else None
    return Standing(
        await _edition(follows),
        [await _edition(one) for one in newer(known, follows)],
        person.specialisation or declaration.specialisation,
        person,
        await _edition(before) if before else await _edition(follows) if moved else None,
        moved and not used,
    )


async def card(reader: Reader, declaration: Declaration, today: date) -> Standing | None:
    """Beside a declaration: only where there is something newer, or their school has moved them."""
    try:
        found = await standing(reader, declaration.id, today)
    except NotFound:
        return None
    return found if found.newer or found.moved_from else None


async def move(reader: Reader, declaration_id: UUID, found: Standing, to: str) -> Move | None:
    """What it would change for them, or has: to the newer edition that is asked for, else the newest; None when there
    is none."""
    wanted = next((one for one in found.newer if one.id == to), found.newer[0] if found.newer else None)
    before, after = (found.follows, wanted) if wanted else (found.moved_from, found.follows)
    if before is None or before.id == after.id:
        return None
    if not edition_moves.has(after, found.specialisation):
        name = edition_moves.specialisation_name(before, found.specialisation)
        return Move(before, after, {}, [], missing=name)
    known = await final_form.to_reader(reader, declaration_id)
    goals = edition_moves.mapped(before, after, found.specialisation, known.payloads)
    course = await _next_course(reader, found.person.id)
    how = {one.key: one.how for one in goals}
    return Move(
        before,
        after,
        {kind: [one for one in goals if one.how == kind] for kind in ("reworded", "added", "dropped", "kept")},
        edition_moves.besides(before, after, found.specialisation),
        edition_moves.asked_next(after, found.specialisation, course, how) if course else None,
        course,
        opened=known.opened,
    )


async def _next_course(reader: Reader, person_id: UUID) -> int | None:
    """After the last one that the reader knows of."""
    rows = Listed.filter(visible.to_reader(reader, key="declaration_id"), apprentice_id=person_id).exclude(stage="gone")
    known: Any = await rows.exclude(main_course=None).order_by("-main_course").first()
    return known.main_course + 1 if known else None


async def _edition(edition_id: str) -> Edition:
    found = await editions.get(edition_id)
    if found is None:
        raise NotFound
    return found

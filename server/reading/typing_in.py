"""The page where a sheet of paper is typed in: what the reader's side typed so far, and nothing else of the draft."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from server.domain import goals, paper, typing_in
from server.domain.addresses import masked
from server.domain.catalogue import Edition, goals_of, machines_of, main_courses_of, work_areas_of
from server.domain.doors import PAPER
from server.domain.recipients import may_fill
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.reading import truth
from server.reading.declarations import moment
from server.storage import answers, editions, readers, visible
from server.storage import paper as stored
from server.storage.declarations import Declaration, Recipient
from server.storage.listed import Listed

Told = dict[str, Any]


async def page(reader: Reader, declaration_id: UUID) -> Told:
    """Raises NotFound for who may not type it in. `shut`: why nothing can be typed, or None."""
    declaration = await visible.declaration_for(reader, declaration_id)
    side = await visible.types_in_as(reader, declaration)
    edition = await editions.get(declaration.edition)
    if edition is None or declaration.requested_at is None:
        raise NotFound
    hands = await stored.sides(declaration.id)
    values = await answers.values(declaration.id)
    typing = await stored.of(declaration.id, reader.address)
    asked = [row for row in await visible.recipients(declaration.id) if _confirms(row)]
    return {
        "id": declaration.id,
        "side": side,
        "revision": declaration.revision,
        **await begun_on_screen(reader, declaration, side),
        "code": paper.code(declaration.id),
        "typist": await _typist(reader, typing, declaration.id),
        "refused": typing.refused_text if typing and typing.refused_at else None,
        "confirmers": [(str(row.id), row.name or masked(row.address)) for row in asked],
        "awaiting": await _awaiting(declaration),
        "values": {field: values.get(field) for field, by in hands.items() if by == side},
        "elsewhere": typing_in.elsewhere(hands, side),
        **await _about(declaration, edition),
        **_questions(declaration, edition, values.get("details.main_course") or 0),
    }


def _confirms(row: Recipient) -> bool:
    return may_fill(row.role_list(), has_pen=row.has_pen) and row.declined_at is None


async def begun_on_screen(reader: Reader, declaration: Declaration, side: typing_in.Side) -> Told:
    """`shut`: why nothing can be typed, or None; `own`: whether the reader is the one who began it on a screen."""
    if declaration.status != "requested":
        return {"shut": "not_open", "own": False}
    hands = await stored.sides(declaration.id)
    if typing_in.is_free(hands, side):
        return {"shut": None, "own": False}
    place = await readers.place_of(reader, declaration.id)
    own = place is not None and _confirms(place) and place.id in await truth.answering([place])
    return {"shut": "answered_elsewhere", "own": own}


async def _typist(reader: Reader, typing: stored.PaperTyping | None, declaration_id: UUID) -> str:
    """The name that the form begins with: never an address."""
    place = await readers.place_of(reader, declaration_id)
    called = await readers.name_of(reader, place)
    return reader.name or (typing.name if typing else "") or (called if called != reader.address else "")


async def _awaiting(declaration: Declaration) -> Told | None:
    """Whom of the workplace it waits for since when."""
    if declaration.awaiting_door != PAPER or declaration.status != "requested":
        return None
    row = await Recipient.get_or_none(id=declaration.awaiting_recipient)
    return {"name": row.name or masked(row.address), "since": moment(declaration.awaiting_since)} if row else None


async def _about(declaration: Declaration, edition: Edition) -> Told:
    listed = await Listed.get(declaration_id=declaration.id)
    courses = {course.number: course.name for course in main_courses_of(edition, declaration.specialisation)}
    return {
        "name": listed.apprentice_name,
        "workplace_name": listed.workplace_name,
        "course": courses.get(listed.main_course or 0, ""),
        "school_class": listed.school_class,
    }


def _questions(declaration: Declaration, edition: Edition, main_course: int) -> Told:
    """In the order of the paper: the goals by work area, those asked about first; functions by area; machines."""
    asked = set(goals.required(edition, declaration.specialisation, main_course))
    all_goals = goals_of(edition, declaration.specialisation)
    areas = work_areas_of(edition, declaration.specialisation)
    return {
        "scale": [(level.key, level.name) for level in edition.scale],
        "areas": [(area.name, mine) for area in areas if (mine := _of_area(all_goals, area.key, asked))],
        "later": [(f"supervisor.goal.{goal.key}", goal.text) for goal in all_goals if goal.key not in asked],
        "functions": [(area.name, _named("function", area.functions)) for area in areas],
        "machines": _named("machine", machines_of(edition, declaration.specialisation)),
    }


def _named(kind: str, things: Iterable[Any]) -> list[tuple[str, str]]:
    return [(f"supervisor.{kind}.{thing.key}", thing.name) for thing in things]


def _of_area(all_goals: Any, area: str, asked: set[str]) -> list[tuple[str, str]]:
    return [
        (f"supervisor.goal.{goal.key}", goal.text) for goal in all_goals if goal.work_area == area and goal.key in asked
    ]

"""What a declaration's form on paper is made from: an edition's goals, and what is known of one that was asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from server.domain import goals
from server.domain.catalogue import Edition, Goal, goals_of, main_courses_of
from server.domain.recipients import may_fill
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.storage import answers, editions, readers, visible
from server.storage.declarations import Declaration, Recipient

COPIED = ("training_period_ends_on", "school_period_starts_on", "school_class", "workplace_name", "workplace_cvr")


@dataclass(frozen=True)
class Form:
    """`known`: what is printed on it already, by name; `own`: the level that the apprentice gave, by goal;
    `declaration_id`: of the one whose code is printed."""

    edition: Edition
    specialisation: str
    main_course: int
    known: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    declaration_id: UUID | None = None

    def goals(self) -> list[Goal]:
        asked = goals.required(self.edition, self.specialisation, self.main_course)
        return [goal for goal in goals_of(self.edition, self.specialisation) if goal.key in asked]

    def main_course_name(self) -> str:
        courses = main_courses_of(self.edition, self.specialisation)
        return next(course.name for course in courses if course.number == self.main_course)

    def specialisation_name(self) -> str:
        return next(one.name for one in self.edition.specialisations if one.key == self.specialisation)


async def choices(today: date) -> list[dict[str, Any]]:
    """Every blank form there is: `{edition, programme, key, name, courses}` of each specialisation."""
    return [
        {
            "edition": edition.id,
            "programme": edition.name,
            "key": one.key,
            "name": one.name,
            "courses": [(course.number, course.name) for course in main_courses_of(edition, one.key)],
        }
        for edition in await editions.current(today)
        for one in edition.specialisations
    ]


async def blank(edition_id: str, specialisation: str, main_course: str) -> Form:
    """Raises NotFound for what is not in the catalogue."""
    edition = await editions.get(edition_id)
    if edition is None:
        raise NotFound
    courses = {str(course.number): course.number for course in main_courses_of(edition, specialisation)}
    known = specialisation in [one.key for one in edition.specialisations]
    if not known or main_course not in courses:
        raise NotFound
    return Form(edition, specialisation, courses[main_course])


async def of_person(person_id: UUID, declaration_id: UUID) -> Form:
    """The apprentice's own, before it is filled in. Raises NotFound; Refusal while nobody knows which goals it asks."""
    declaration = await visible.declaration(person_id, declaration_id)
    if declaration.status not in ("draft", "requested") or declaration.discarded_at:
        raise NotFound
    values = await answers.values(declaration.id)
    supervisors, schools = (values.get(f"details.{who}") or [] for who in ("supervisors", "school_contacts"))
    people = {
        "supervisor_name": _named(supervisors, "name"),
        "supervisor_address": _named(supervisors, "address"),
        "school": _named(schools, "address"),
    }
    person = await declaration.apprentice
    return await _form(declaration, values, {"apprentice_name": person.name or "", **people}, own=True)


async def to_reader(reader: Reader, declaration_id: UUID) -> Form:
    """One that waits to be filled in. Addresses only for a school, and one's own; what the apprentice said of themself
    only for who fills in. Raises NotFound."""
    declaration = await visible.declaration_for(reader, declaration_id)
    if declaration.status != "requested":
        raise NotFound
    place = await readers.place_of(reader, declaration.id)
    fills = place is not None and may_fill(place.role_list(), has_pen=place.has_pen)
    at_school = await visible.at_school(reader, declaration)
    rows = await visible.recipients(declaration.id)
    asked = [row for row in rows if may_fill(row.role_list(), has_pen=row.has_pen)]
    seen = [row.address for row in asked if at_school or row.address == reader.address]
    person = await declaration.apprentice
    people = {
        "apprentice_name": person.name or "",
        "supervisor_name": ", ".join(row.name for row in asked if row.name),
        "supervisor_address": ", ".join(seen),
        "school": ", ".join(_school(row, at_school) for row in rows if "school" in row.role_list()),
    }
    return await _form(declaration, await answers.values(declaration.id), people, own=fills)


async def _form(declaration: Declaration, values: Mapping[str, Any], people: dict[str, str], *, own: bool) -> Form:
    if values.get("details.final_period"):
        raise Refusal("final_on_paper")
    edition, course = await editions.get(declaration.edition), values.get("details.main_course")
    courses = main_courses_of(edition, declaration.specialisation) if edition else []
    if edition is None or course not in [one.number for one in courses]:
        raise Refusal("main_course_missing")
    known = {name: values.get(f"details.{name}") or "" for name in COPIED}
    levels = {goal.key: values.get(f"self.goal.{goal.key}") or "" for goal in edition.goals} if own else {}
    asked_for = declaration.id if declaration.status == "requested" else None
    return Form(edition, declaration.specialisation, course, {**known, **people}, levels, asked_for)


def _named(people: Iterable[Mapping[str, str]], name: str) -> str:
    return ", ".join(one[name] for one in people if one[name])


def _school(row: Recipient, whole: bool) -> str:
    return row.address if whole else row.name

"""Call-ups as the school's staff sees them: the list, the choices of the form, and what stands in the letter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tortoise.expressions import Q
from tortoise.functions import Count

from server.domain.call_ups import shown
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.storage import editions, visible
from server.storage.listed import Listed
from server.storage.schools import School
from server.storage.summonses import Expected, Summons

A_PAGE = 50
GONE = "gone"  # of domain.stages: withdrawn, or thrown away


def demand_school(reader: Reader) -> None:
    """The pages of call-ups are for staff; for everybody else they are not there."""
    if not reader.schools:
        raise NotFound


async def choices(reader: Reader, today: date) -> dict[str, Any]:
    """What the form lets one choose between, as pairs of value and words."""
    demand_school(reader)
    schools = await School.filter(id__in=list(reader.schools)).order_by("name")
    programmes = sorted(await editions.current(today), key=lambda edition: edition.name)
    in_force = await editions.in_force(today)
    courses = {course.number: course.name for edition in in_force for course in edition.main_courses}
    return {
        "schools": [(str(school.id), school.name) for school in schools],
        "programmes": [(edition.programme, edition.name) for edition in programmes],
        "main_courses": [(str(number), name) for number, name in sorted(courses.items())],
    }


@dataclass(frozen=True)
class Position:
    """Where a page of the list ends: the next one goes on after it."""

    starts_on: date
    id: UUID


async def listed(reader: Reader, after: Position | None, today: date) -> dict[str, Any]:
    """Fifty call-ups, the latest school period first: `{classes, next}`. The statements do not grow with them."""
    demand_school(reader)
    rows = Summons.filter(school_id__in=list(reader.schools)).order_by("-school_period_starts_on", "-id")
    if after:
        earlier = Q(school_period_starts_on__lt=after.starts_on)
        rows = rows.filter(earlier | Q(school_period_starts_on=after.starts_on, id__lt=after.id))
    found = await rows.limit(A_PAGE + 1).select_related("school")
    page = found[:A_PAGE]
    ids = [row.id for row in page]
    used, named = await _used(ids), await _named(ids)
    names = await _names(today)
    classes = [
        {**_facts(row, names), "expected": row.expected or named[row.id] or None, "used": used[row.id]} for row in page
    ]
    return {
        "classes": classes,
        "next": Position(page[-1].school_period_starts_on, page[-1].id) if found[A_PAGE:] else None,
    }


async def whole(reader: Reader, today: date) -> list[dict[str, Any]]:
    """All of them, for an export."""
    rows: list[dict[str, Any]] = []
    found = await listed(reader, None, today)
    while found["next"]:
        rows += found["classes"]
        found = await listed(reader, found["next"], today)
    return rows + list(found["classes"])


async def _used(ids: list[UUID]) -> Counter[UUID]:
    rows = (
        Listed.filter(summons_id__in=ids).exclude(stage=GONE).group_by("summons_id").annotate(n=Count("declaration_id"))
    )
    return Counter({UUID(str(one)): n for one, n in await rows.values_list("summons_id", "n")} if ids else {})


async def _named(ids: list[UUID]) -> Counter[UUID]:
    rows = Expected.filter(summons_id__in=ids, removed_at=None).group_by("summons_id").annotate(n=Count("id"))
    return Counter({UUID(str(one)): n for one, n in await rows.values_list("summons_id", "n")} if ids else {})


Names = Mapping[str, tuple[str, Mapping[int, str]]]


async def _names(today: date) -> Names:
    """Programme → its name, and the names of its main courses, by the newest edition that has them."""
    found: dict[str, tuple[str, dict[int, str]]] = {}
    for edition in await editions.in_force(today):
        _, courses = found.get(edition.programme, ("", {}))
        found[edition.programme] = edition.name, {**courses, **{c.number: c.name for c in edition.main_courses}}
    return found


def _facts(row: Summons, names: Names) -> dict[str, Any]:
    programme, courses = names.get(row.programme, (row.programme, {}))
    return {
        "id": row.id,
        "code": row.code,
        "code_shown": shown(row.code),
        "school": row.school.name,
        "programme_name": programme,
        "main_course_name": courses.get(row.main_course, f"H{row.main_course}"),
        "school_class": row.school_class,
        "training_period_ends_on": row.training_period_ends_on,
        "school_period_starts_on": row.school_period_starts_on,
        "school_period_ends_on": row.school_period_ends_on,
        "contacts": row.contact_list(),
        "closed": row.closed_at is not None,
    }


async def one(reader: Reader, summons_id: UUID, today: date) -> dict[str, Any]:
    """What stands in the letter; raises NotFound."""
    row = await visible.summons(reader, summons_id)
    await row.fetch_related("school")
    return _facts(row, await _names(today))

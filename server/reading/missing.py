"""*Mangler*, the page a school lives on: class by class what is missing before the school period, the nearest first.

Paged by key, whole classes at a time; what was sent to the school without a summons code is a class of its own. The
number of statements is the same for any school. In an address stands the last row's id, never a name.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.domain import missing as rules
from server.domain.missing import Counts
from server.domain.roles import Reader
from server.domain.stages import MISSING
from server.reading import classes, missing_rows
from server.storage import missing, school_reminders
from server.storage.listed import Listed
from server.storage.summonses import Summons
from server.storage.visible import to_school

ROWS = 50  # about so many on a page
CLASSES = 10
KEY = "declaration_id"


@dataclass(frozen=True)
class Place:
    """Which part: `after` a class, or what has no class, after one of its declarations. `older`: also long ago."""

    after: UUID | None = None
    loose_after: UUID | None = None
    older: bool = False


async def page(reader: Reader, place: Place, today: date) -> dict[str, Any]:
    """`{sections, next_class, next_loose}`; a section is `{class_: None or facts, counts, unknown, rows}`."""
    since = None if place.older else rules.oldest(today)
    of = await _classes(reader, since)
    known = await classes.counts(of)
    chosen, more = ([], False) if place.loose_after else _cut(_behind(of, place.after), known)
    sections = await _sections(chosen, known, today)
    loose, next_loose = await _loose(reader, place, since, today)
    if loose:
        sections.append({"class_": None, "counts": None, "unknown": 0, "rows": loose})
    return {
        "sections": sorted(sections, key=_begins_on),
        "next_class": chosen[-1].id if more else None,
        "next_loose": next_loose,
        "any_class": bool(of),
    }


async def whole(reader: Reader, today: date, *, older: bool) -> list[dict[str, Any]]:
    """The sections of every page, for an export."""
    sections: list[dict[str, Any]] = []
    ways = [Place(older=older)]
    while ways:
        found = await page(reader, ways.pop(), today)
        sections += found["sections"]
        if found["next_class"]:
            ways.append(Place(after=found["next_class"], older=older))
        if found["next_loose"]:
            ways.append(Place(loose_after=found["next_loose"], older=older))
    return sorted(sections, key=_begins_on)


async def outcome(reader: Reader, deed_id: UUID) -> dict[str, Any] | None:
    """`{by_row, numbers, goes_at}` of a reminding that was done from the reader's mailbox."""
    done = await school_reminders.of(deed_id, reader.address)
    if done is None:
        return None
    by_row = done.by_row()
    codes = list(by_row.values())
    return {"by_row": by_row, "numbers": {code: codes.count(code) for code in codes}, "goes_at": done.goes_at}


def _begins_on(section: Mapping[str, Any]) -> date:
    """A class by its school period, what has none by the nearest of its rows."""
    rows = [section["class_"]] if section["class_"] else section["rows"]
    nearest: date = min(row["starts_on"] for row in rows)
    return nearest


async def _classes(reader: Reader, since: date | None) -> list[Summons]:
    rows = Summons.filter(school_id__in=list(reader.schools))
    if since:
        rows = rows.filter(school_period_starts_on__gte=since)
    return await rows.order_by("school_period_starts_on", "school_class", "id")


def _behind(of: list[Summons], after: UUID | None) -> list[Summons]:
    place = next((number for number, one in enumerate(of) if one.id == after), -1)
    return of[place + 1 :]


def _cut(of: list[Summons], known: Mapping[UUID, Counts]) -> tuple[list[Summons], bool]:
    """As many whole classes as fit on a page, at least one; and whether any come after them."""
    rows, number = 0, 0
    while number < len(of) and number < CLASSES:
        rows += known[of[number].id].missing
        if number and rows > ROWS:
            break
        number += 1
    return of[:number], number < len(of)


async def _sections(chosen: Collection[Summons], known: Mapping[UUID, Counts], today: date) -> list[dict[str, Any]]:
    ids = [one.id for one in chosen]
    waiting = Listed.filter(summons_id__in=ids, stage__in=MISSING).order_by("search").limit(classes.MOST)
    rows = await missing_rows.of_declarations(await waiting, today)
    names = await missing.not_begun(ids)
    rows += await missing_rows.of_names([row for found in names.values() for row in found], _by_id(chosen), today)
    return [
        {
            "class_": classes.facts(one, today),
            "counts": known[one.id],
            "unknown": rules.unknown(known[one.id], len(names.get(one.id, []))),
            "rows": missing_rows.in_order(row for row in rows if row["summons_id"] == one.id),
        }
        for one in chosen
    ]


def _by_id(of: Collection[Summons]) -> dict[UUID, Summons]:
    return {one.id: one for one in of}


async def _loose(
    reader: Reader, place: Place, since: date | None, today: date
) -> tuple[list[missing_rows.Row], UUID | None]:
    """What was asked for and belongs to no class of the reader's; with what the following page comes after."""
    wanted = without_class(reader, since)
    last = await Listed.get_or_none(wanted, declaration_id=place.loose_after) if place.loose_after else None
    if place.after:  # the following classes: what has none stood on the first page
        return [], None
    order = ("school_period_starts_on", "search", KEY)
    found = await Listed.filter(wanted & _after(last)).order_by(*order).limit(ROWS + 1)
    rows = missing_rows.in_order(await missing_rows.of_declarations(found[:ROWS], today))
    return rows, found[ROWS - 1].declaration_id if len(found) > ROWS else None


def without_class(reader: Reader, since: date | None) -> Q:
    """The final one is made on paper and goes elsewhere: no school misses it."""
    found = to_school(reader, key=KEY) & Q(stage="requested", final_period=False, school_period_starts_on__isnull=False)
    if since:
        found &= Q(school_period_starts_on__gte=since)
    if reader.schools:
        ours = Summons.filter(school_id__in=list(reader.schools)).values("id")
        found &= Q(summons_id__isnull=True) | ~Q(summons_id__in=Subquery(ours))
    return found


def _after(last: Listed | None) -> Q:
    if last is None:
        return Q()
    day, search = last.school_period_starts_on, last.search
    return (
        Q(school_period_starts_on__gt=day)
        | Q(school_period_starts_on=day, search__gt=search)
        | Q(school_period_starts_on=day, search=search, declaration_id__gt=last.declaration_id)
    )

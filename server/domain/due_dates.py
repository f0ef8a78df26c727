"""Which days stand in the calendar of an apprentice, a workplace and a school, and what is said of it.

Calendars are fetched by other people's servers and often shared: docs/decisions/0018-calendars.md says who is told
what.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal
from uuid import UUID, uuid5

from server.domain import reminders
from server.domain.answers import day
from server.domain.missing import LATE, Counts

MOST = 500  # days; a calendar of more is read by nobody
Facts = Mapping[str, str | int]
Kind = Literal[
    "due", "final_due", "school", "school_ready", "workplace_due", "workplace_school", "workplace_school_ready",
    "class_due", "class_all_there", "class_nobody", "class_file", "class_school", "loose_due",
]  # fmt: skip


@dataclass(frozen=True)
class Period:
    """A declaration as calendars know it. `open`: it is still to be filled in."""

    id: UUID
    name: str  # the apprentice's
    course: int | None
    ends_on: date | None
    starts_on: date | None
    open: bool
    final: bool = False

    @property
    def due_on(self) -> date | None:
        """The declaration is issued when the training period ends (§ 88), and is there when school begins."""
        return min((on for on in (self.ends_on, self.starts_on) if on), default=None)


@dataclass(frozen=True)
class Class:
    """A class that was called up."""

    id: UUID
    name: str
    course: int
    ends_on: date
    starts_on: date
    counts: Counts


@dataclass(frozen=True)
class Day:
    """One whole day in a calendar. `uid` stays when the day is moved; the words are `calendar_title.<kind>` and
    `calendar_more.<kind>`, their gaps `facts`. `about`: the declaration or the class it leads to."""

    uid: UUID
    kind: Kind
    on: date
    facts: Facts
    about: UUID | None = None
    private: bool = True  # who looks into a shared calendar is not to read it


def of_apprentice(person_id: UUID, periods: Collection[Period], next_school_on: date | None, today: date) -> list[Day]:
    """The apprentice's own. `next_school_on`, of their profile, counts when no declaration knows that school period."""
    days = [found for one in periods for found in _own(one)]
    known = [one.starts_on for one in periods if one.starts_on]
    if next_school_on and not reminders.same_school_period(next_school_on, known):
        days.append(Day(uuid5(person_id, "school"), "school", next_school_on, {"course": 0}))
    return _kept(days, today)


def _own(one: Period) -> Iterable[Day]:
    facts: Facts = {"course": one.course or 0}
    if one.open and one.due_on:
        yield Day(_due(one.id), "final_due" if one.final else "due", one.due_on, facts, one.id)
    if one.starts_on and not one.final:
        yield Day(_school(one.id), "school" if one.open else "school_ready", one.starts_on, facts, one.id)


def of_workplace(periods: Collection[Period], today: date) -> list[Day]:
    """Those of a workplace's apprentices, by their first names."""
    called = first_names(one.name for one in periods)
    days = []
    for one in periods:
        facts: Facts = {"name": called[one.name], "course": one.course or 0}
        if one.open and one.due_on:
            days.append(Day(_due(one.id), "workplace_due", one.due_on, facts, one.id))
        if one.starts_on:
            kind: Kind = "workplace_school" if one.open else "workplace_school_ready"
            days.append(Day(_school(one.id), kind, one.starts_on, facts, one.id))
    return _kept(days, today)


def of_request(id: UUID, name: str, ends_on: str | None, starts_on: str | None) -> list[Day]:
    """The one day of a declaration that a workplace is asked for."""
    one = Period(id, name, None, day(ends_on), day(starts_on), open=True)
    facts: Facts = {"name": first_names([name])[name], "course": 0}
    return [Day(_due(id), "workplace_due", one.due_on, facts)] if one.due_on else []


def of_classes(classes: Collection[Class], today: date) -> list[Day]:
    """A school's classes, in numbers: no apprentice is named."""
    return _kept([found for one in classes for found in of_class(one)], today)


def of_class(one: Class) -> list[Day]:
    counts = one.counts
    of: Facts = {"class_": one.name, "course": one.course}
    known: Facts = {**of, "answered": counts.answered, "whole": counts.whole, "missing": counts.missing}
    there: Kind = "class_due" if counts.missing else "class_all_there" if counts.whole else "class_nobody"
    return [
        Day(_due(one.id), there, one.ends_on, known, one.id, private=False),
        Day(_school(one.id), "class_school", one.starts_on, of, one.id, private=False),
    ]


def of_class_file(one: Class) -> list[Day]:
    """The same without numbers: a file that was saved is never brought up to date."""
    first, *others = of_class(one)
    return [replace(first, kind="class_file", facts={"class_": one.name, "course": one.course}), *others]


def of_loose(reader_id: UUID, periods: Collection[Period], today: date) -> list[Day]:
    """What a school misses without a class: how many on each day. `reader_id`: any id of the calendar's own."""
    on = Counter(one.due_on for one in periods if one.open and not one.final)
    days = [
        Day(uuid5(reader_id, f"loose {due_on}"), "loose_due", due_on, {"missing": number}, private=False)
        for due_on, number in on.items()
        if due_on
    ]
    return _kept(days, today)


def first_names(names: Iterable[str]) -> dict[str, str]:
    """Each name by what it is called in a calendar: the first name; beside another of it the last one's letter too."""
    whole = {name: name.split() for name in names}
    found = {name: parts[0] if parts else "" for name, parts in whole.items()}
    alike = _by(found, lambda name: found[name])
    return {
        name: f"{first} {whole[name][-1][0]}." if len(alike[first]) > 1 and len(whole[name]) > 1 else first
        for name, first in found.items()
    }


def _by(names: Iterable[str], key: Callable[[str], str]) -> Mapping[str, list[str]]:
    found = defaultdict(list)
    for name in names:
        found[key(name)].append(name)
    return found


def _due(of: UUID) -> UUID:
    return uuid5(of, "due")


def _school(of: UUID) -> UUID:
    return uuid5(of, "school")


def _kept(days: Iterable[Day], today: date) -> list[Day]:
    """In order, and none from long ago."""
    standing = [one for one in days if one.on >= today - LATE]
    return sorted(standing, key=lambda one: (one.on, str(one.uid)))[:MOST]

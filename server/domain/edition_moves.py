"""Moving an apprentice to a newer edition: whether it can be done, and what each of their goals becomes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from server.domain import catalogue_changes, goals
from server.domain.catalogue import Edition, goals_of, main_courses_of, work_areas_of
from server.domain.catalogue_changes import Change
from server.domain.levels import Payload, Reached, last_reached
from server.domain.refusal import Refusal

How = Literal["kept", "reworded", "added", "dropped"]


@dataclass(frozen=True)
class Mapped:
    """A goal by its key. `before`: its words until now, where they are others; `was_expected`: the main course it was
    expected before until now, where that is another."""

    how: How
    key: str
    text: str
    expected_before: int
    before: str = ""
    was_expected: int | None = None
    reached: Reached | None = None  # the level last given, whatever the edition it was given in


@dataclass(frozen=True)
class Asked:
    """What the next declaration asks about: how many goals, and how many of them were not there."""

    main_course: int
    goals: int
    added: int


def demand_move(newer: Collection[str], before: Edition, to: Edition, specialisation: str) -> None:
    """Refuses what is no `newer` edition in force of the programme, or has no such specialisation."""
    if to.id not in newer:
        raise Refusal("edition_not_newer")
    if not has(to, specialisation):
        name = specialisation_name(before, specialisation)
        raise Refusal("edition_without_specialisation", edition=to.version, specialisation=name)


def specialisation_name(edition: Edition, key: str) -> str:
    return next((one.name for one in edition.specialisations if one.key == key), key)


def has(edition: Edition, specialisation: str) -> bool:
    return specialisation in [one.key for one in edition.specialisations]


def mapped(before: Edition, after: Edition, specialisation: str, payloads: Sequence[Payload]) -> list[Mapped]:
    """In the order of the new edition, what is dropped last. `payloads`: what was sealed of theirs, in order."""
    given = {one.key: one for one in last_reached(None, specialisation, payloads)}
    old = {goal.key: goal for goal in goals_of(before, specialisation)}
    found = []
    for goal in goals_of(after, specialisation):
        was = old.pop(goal.key, None)
        one = Mapped("added", goal.key, goal.text, goal.expected_before, reached=given.get(goal.key))
        if was:
            how: How = "kept" if was.text == goal.text else "reworded"
            expected = was.expected_before if was.expected_before != goal.expected_before else None
            one = replace(one, how=how, before=was.text if how == "reworded" else "", was_expected=expected)
        found.append(one)
    gone = [
        Mapped("dropped", one.key, one.text, one.expected_before, reached=given.get(one.key)) for one in old.values()
    ]
    return [*found, *gone]


def besides(before: Edition, after: Edition, specialisation: str) -> list[Change]:
    """What else is another for them: work areas, functions, machines, main courses, the scale."""
    found = catalogue_changes.changes(_limited(before, specialisation), _limited(after, specialisation))
    return [one for one in found if one.kind not in ("goals", "specialisations") and _seen(one)]


def _seen(change: Change) -> bool:
    """Who else shares a thing is nothing to them, nor in which order things stand."""
    if change.how == catalogue_changes.MOVED:
        return False
    return not change.fields or any(name != "specialisations" for name, _, _ in change.fields)


def _limited(edition: Edition, specialisation: str) -> Edition:
    return replace(
        edition,
        goals=tuple(goals_of(edition, specialisation)),
        work_areas=tuple(work_areas_of(edition, specialisation)),
        main_courses=tuple(main_courses_of(edition, specialisation)),
    )


def asked_next(after: Edition, specialisation: str, main_course: int, known: Mapping[str, How]) -> Asked | None:
    """At the next declaration; None when the edition has no such main course for them."""
    if main_course not in [one.number for one in main_courses_of(after, specialisation)]:
        return None
    keys = goals.required(after, specialisation, main_course)
    return Asked(main_course, len(keys), sum(known.get(key) == "added" for key in keys))

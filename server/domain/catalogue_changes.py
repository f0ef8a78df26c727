"""What one edition changes of another, thing by thing: the same for the command and the committee's page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain import catalogue_order
from server.domain.catalogue import Edition, MainCourse

KINDS = ("specialisations", "main_courses", "scale", "work_areas", "functions", "goals", "machines")
ADDED, CHANGED, DROPPED, MOVED = "added", "changed", "dropped", "moved"


@dataclass(frozen=True)
class Change:
    """`kind`: one of KINDS; `how`: added, changed, dropped or moved; `fields`: of what was changed, name, before and
    after; `above`: of what was moved, the name of what it now stands after, empty where it is the first."""

    kind: str
    how: str
    key: str
    name: str
    fields: tuple[tuple[str, Any, Any], ...] = ()
    above: str = ""


def changes(before: Edition | None, after: Edition) -> list[Change]:
    """In the order of the new edition, what was dropped and what was moved last; all is added when there was none
    before."""
    return [change for kind in KINDS for change in _of_kind(kind, _things(before, kind), _things(after, kind))]


def _things(edition: Edition | None, kind: str) -> dict[str, dict[str, Any]]:
    """Things of a kind by key, as `as_json` writes them, without what they hold of another kind."""
    if edition is None:
        return {}
    told = edition.as_json()
    if kind == "functions":
        found = [{**one, "work_area": area["key"]} for area in told["work_areas"] for one in area["functions"]]
    else:
        found = [{name: value for name, value in one.items() if name != "functions"} for one in told[kind]]
    return {str(one["number"] if kind == "main_courses" else one["key"]): one for one in found}


def _of_kind(
    kind: str, before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> Iterator[Change]:
    for key, thing in after.items():
        if key not in before:
            yield Change(kind, ADDED, key, _name(thing))
        elif fields := tuple(_fields(before[key], thing)):
            yield Change(kind, CHANGED, key, _name(thing), fields)
    for key, thing in before.items():
        if key not in after:
            yield Change(kind, DROPPED, key, _name(thing))
    for key, above in catalogue_order.by_group(_groups(before), _groups(after)).items():
        yield Change(kind, MOVED, key, _name(after[key]), above=_name(after[above]) if above else "")


def _groups(things: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The list that each stands in: goals and functions in that of their work area."""
    return {key: str(one.get("work_area", "")) for key, one in things.items()}


def _name(thing: Mapping[str, Any]) -> str:
    return str(thing.get("text") or thing["name"])


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)


def expected_last(before: Edition | None, after: Edition) -> tuple[int, str]:
    """How many goals that were not in `before` are expected before no earlier main course than the last one, and what
    that is called: a subject table says no main course, so they may be expected too late. (0, "") where none are."""
    known = {goal.key for goal in before.goals} if before else set()
    new = [(goal, _last(after, goal.specialisations)) for goal in after.goals if goal.key not in known]
    late = [last.name for goal, last in new if last and goal.expected_before == last.number]
    return len(late), "/".join(dict.fromkeys(late))


def _last(edition: Edition, specialisations: Sequence[str]) -> MainCourse | None:
    """The last of several main courses that all those specialities have; one alone can not be too late."""
    wanted = set(specialisations or [one.key for one in edition.specialisations])
    found = [one for one in edition.main_courses if not one.specialisations or wanted <= set(one.specialisations)]
    return max(found, key=lambda one: one.number) if len(found) > 1 else None

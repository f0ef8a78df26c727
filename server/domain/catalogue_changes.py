"""What one edition changes of another, thing by thing: the same for the command and the committee's page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from server.domain.catalogue import Edition

KINDS = ("specialisations", "main_courses", "scale", "work_areas", "functions", "goals", "machines")
ADDED, CHANGED, DROPPED = "added", "changed", "dropped"


@dataclass(frozen=True)
class Change:
    """`kind`: one of KINDS; `how`: added, changed or dropped; `fields`: of what was changed, name, before and after."""

    kind: str
    how: str
    key: str
    name: str
    fields: tuple[tuple[str, Any, Any], ...] = ()


def changes(before: Edition | None, after: Edition) -> list[Change]:
    """In the order of the new edition, what was dropped last; all is added when there was none before."""
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


def _name(thing: Mapping[str, Any]) -> str:
    return str(thing.get("text") or thing["name"])


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*after, *before]):
        if before.get(name) != after.get(name):
            yield name, before.get(name), after.get(name)

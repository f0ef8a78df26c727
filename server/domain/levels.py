"""How far an apprentice has come with each goal: the level last given, over all periods, by the goal's key."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.catalogue import Edition, goals_of

Payload = Mapping[str, Any]


@dataclass(frozen=True)
class Reached:
    """A goal with its last level; `level` and `period` are empty and `reached` None where nobody has given one."""

    key: str
    text: str
    area: str
    level: str = ""
    period: str = ""
    reached: bool | None = None


def in_order(payloads: Iterable[Payload]) -> list[Payload]:
    """Sealed payloads as their periods came after each other."""
    return sorted(payloads, key=lambda known: (known["period"]["training_period_ends_on"] or "", known["sealed_at"]))


def last_reached(edition: Edition | None, specialisation: str, payloads: Sequence[Payload]) -> list[Reached]:
    """Every goal of the edition in its order, then those that only the payloads know. `payloads` are `in_order`."""
    given = {goal["key"]: _reached(goal, payload) for payload in payloads for goal in payload["goals"] if _rated(goal)}
    areas = {area.key: area.name for area in edition.work_areas} if edition else {}
    asked = goals_of(edition, specialisation) if edition else []
    known = [given.pop(goal.key, Reached(goal.key, goal.text, areas[goal.work_area])) for goal in asked]
    return [*known, *given.values()]


def _rated(goal: Payload) -> bool:
    return goal["supervisor"] is not None


def _reached(goal: Payload, payload: Payload) -> Reached:
    names = {step["key"]: step["name"] for step in payload["scale"]}
    level, period = names.get(goal["supervisor"], ""), payload["period"]["main_course_name"]
    return Reached(goal["key"], goal["text"], goal["work_area_name"], level, period, bool(goal["reached"]))

"""What differs between two sealed versions, in words of their own: from the payloads alone, no catalogue needed."""

from collections.abc import Iterator, Mapping
from typing import Any

Payload = Mapping[str, Any]
Difference = dict[str, str]

# Answers that stand in the payload under their own name; `goals_reached` is a key, `…_on` a date.
PLAIN = ("goals_reached", "goals_reached_why", "remarks", "special_needs", "talked_through_on")


def differences(before: Payload, after: Payload) -> list[Difference]:
    """`{field, name, before, after}` in the order of the form; `name`: which goal or work area, else empty."""
    return [
        *_goals(before, after),
        *_named("work_area", _functions(before), _functions(after)),
        *_named("machines", {"": ", ".join(before["machines"])}, {"": ", ".join(after["machines"])}),
        *_plain(before, after),
        *_named("supervisor", {"": _who(before)}, {"": _who(after)}),
    ]


def _goals(before: Payload, after: Payload) -> Iterator[Difference]:
    texts = {goal["key"]: goal["text"] for payload in (before, after) for goal in payload["goals"]}
    old, new = _levels(before), _levels(after)
    for key, text in texts.items():
        yield from _named("goal", {text: old.get(key, "")}, {text: new.get(key, "")})


def _levels(payload: Payload) -> dict[str, str]:
    names = {step["key"]: step["name"] for step in payload["scale"]}
    return {goal["key"]: names.get(goal["supervisor"], "") for goal in payload["goals"]}


def _functions(payload: Payload) -> dict[str, str]:
    return {area["name"]: ", ".join(area["functions"]) for area in payload["work_areas"]}


def _plain(before: Payload, after: Payload) -> Iterator[Difference]:
    for field in PLAIN:
        yield from _named(field, {"": before[field] or ""}, {"": after[field] or ""})


def _who(payload: Payload) -> str:
    """Who filled in, as it is read: an address that stands in for another only when it differs from the link's."""
    by, stand_in = payload["supervisor"], payload.get("filled_by") or {}
    return ", ".join(text for text in (by["name"], by["title"], stand_in.get("address") or by["address"]) if text)


def _named(field: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    for name in {**before, **after}:
        old, new = before.get(name, ""), after.get(name, "")
        if old != new:
            yield {"field": field, "name": name, "before": old, "after": new}

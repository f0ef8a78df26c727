"""What an apprentice says about themself: which values each field takes."""

from collections.abc import Mapping
from typing import Any

from server.domain import texts
from server.domain.answers import NAME, day
from server.domain.refusal import FieldProblem

TEXTS = ("name", "transition_school")
DATES = ("started_on", "next_school_period_on", "transition_agreed_on")
KEYS = ("programme", "specialisation")
UNKNOWN = {"programme": "programme_unknown", "specialisation": "specialisation_unknown"}
FIELDS = (*TEXTS, *DATES, *KEYS, "moved_to_new_order")


def problems(changes: Mapping[str, Any], programmes: Mapping[str, set[str]]) -> list[FieldProblem]:
    """What is wrong with the changes. `programmes`: key → keys of its specialisations."""
    found = []
    for field, value in changes.items():
        code = _problem(field, value, programmes)
        if code:
            found.append(FieldProblem(f"profile.{field}", code))
    return found


def _problem(field: str, value: Any, programmes: Mapping[str, set[str]]) -> str | None:
    if field not in FIELDS:
        return "field_unknown"
    if field == "moved_to_new_order":
        return None if isinstance(value, bool) else "value_wrong_type"
    if value is None:
        return None
    if field in TEXTS:
        return texts.problem(value, NAME)
    if field in DATES:
        return None if day(value) or _before_2000(value) else "date_wrong"
    allowed = programmes if field == "programme" else {key for keys in programmes.values() for key in keys}
    return None if isinstance(value, str) and value in allowed else UNKNOWN[field]


def _before_2000(value: Any) -> bool:
    """An apprentice may have begun long ago and come back; nobody before 1980."""
    return isinstance(value, str) and value[:2] == "19" and value >= "1980" and day(f"20{value[2:]}") is not None

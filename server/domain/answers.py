"""The fields of a declaration: who may write which, what each may hold, and what becomes of one operation."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from server.domain import addresses, texts
from server.domain.catalogue import Edition, goals_of, machines_of, work_areas_of

Owner = Literal["apprentice", "supervisor"]
Outcome = Literal["applied", "duplicate", "conflict", "late", "unplaced", "rejected"]

FIELD_NAME = re.compile(r"(details|self|supervisor)(\.[a-z0-9_]{1,80}){1,2}")
SHORT, NAME, LONG = 80, 120, 4000
SCHOOL_CONTACTS = 10


def owner(field: str) -> Owner | None:
    """Who may write the field; None when its name is no field name at all."""
    if not FIELD_NAME.fullmatch(field):
        return None
    return "supervisor" if field.startswith("supervisor.") else "apprentice"


def known(field: str, edition: Edition, specialisation: str) -> bool:
    """Whether this server can place the field: its name, and for a goal, function or machine its key."""
    if field in PLAIN_FIELDS:
        return True
    parts = field.split(".")
    return len(parts) == 3 and parts[0] != "details" and parts[2] in _keys(parts[1], edition, specialisation)


def problem(field: str, value: Any, edition: Edition) -> str | None:
    """The code of what is wrong with the value of a known field, or None. `null` clears any field."""
    if value is None:
        return None
    check = PLAIN_FIELDS.get(field)
    if check:
        return check(value)
    if ".goal." in field:
        return None if value in [level.key for level in edition.scale] else "level_unknown"
    return _yes_no(value)


@dataclass(frozen=True)
class Decision:
    """What becomes of an operation, and the field's revision afterwards."""

    outcome: Outcome
    code: str | None = None


def decide(*, closed: bool, base: int | None, current_revision: int, same_value: bool) -> Decision:
    """Compare-and-set of one field: server order decides, the losing value is kept (offline.md 2.3, rule 6).

    `base` is the revision the writer had seen; None when the operation it builds on was not applied.
    """
    if same_value:
        return Decision("duplicate")
    if closed:
        return Decision("late", "declaration_closed")
    return Decision("applied") if base == current_revision else Decision("conflict")


def _keys(kind: str, edition: Edition, specialisation: str) -> set[str]:
    if kind == "goal":
        return {goal.key for goal in goals_of(edition, specialisation)}
    if kind == "machine":
        return {machine.key for machine in machines_of(edition, specialisation)}
    if kind == "function":
        return {function.key for area in work_areas_of(edition, specialisation) for function in area.functions}
    return set()


def _text(limit: int, *, lines: bool = False) -> Callable[[Any], str | None]:
    return lambda value: texts.problem(value, limit, lines=lines)


def _yes_no(value: Any) -> str | None:
    return None if isinstance(value, bool) else "value_wrong_type"


def _main_course(value: Any) -> str | None:
    return None if type(value) is int and 1 <= value <= 12 else "value_wrong_type"


def _date(value: Any) -> str | None:
    return None if day(value) else "date_wrong"


def day(value: Any) -> date | None:
    """The date written as YYYY-MM-DD between 2000 and 2100, or None."""
    if not isinstance(value, str) or not re.fullmatch(r"20\d\d-\d\d-\d\d", value, re.ASCII):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _one_of(*values: str) -> Callable[[Any], str | None]:
    return lambda value: None if isinstance(value, str) and value in values else "value_wrong_type"


def _people(limit: int) -> Callable[[Any], str | None]:
    """A list of {name, address}. Half-written addresses are kept: the form is judged before the request."""

    def check(value: Any) -> str | None:
        if not isinstance(value, list) or not all(_is_person(item) for item in value):
            return "value_wrong_type"
        if len(value) > limit:
            return "too_many_people"
        found = (texts.problem(item["name"], NAME) or texts.problem(item["address"], 254) for item in value)
        return next((code for code in found if code), None)

    return check


def _filled_by(value: Any) -> str | None:
    """Who fills in by a forwarded link: `{name, address}`, whole."""
    if not _is_person(value):
        return "value_wrong_type"
    code = texts.problem(value["name"], NAME) or (None if value["name"].strip() else "your_name_missing")
    return code or addresses.problem(value["address"])


def _is_person(item: Any) -> bool:
    return (
        isinstance(item, dict) and set(item) == {"name", "address"} and all(isinstance(x, str) for x in item.values())
    )


PLAIN_FIELDS: Mapping[str, Callable[[Any], str | None]] = {
    "details.summons_code": _text(12),
    "details.main_course": _main_course,
    "details.final_period": _yes_no,
    "details.training_period_ends_on": _date,
    "details.school_period_starts_on": _date,
    "details.school_class": _text(SHORT),
    "details.school_contacts": _people(SCHOOL_CONTACTS),
    "details.training_centre": _yes_no,
    "details.workplace_cvr": _text(20),
    "details.workplace_name": _text(NAME),
    "details.supervisors": _people(5),
    "details.workplace_contacts": _people(10),
    "details.others": _people(10),
    "self.remarks": _text(LONG, lines=True),
    "self.talked_through_on": _date,
    "supervisor.functions_confirmed": _yes_no,
    "supervisor.machines_confirmed": _yes_no,
    "supervisor.goals_reached": _one_of("yes", "partly", "no"),
    "supervisor.goals_reached_why": _text(LONG, lines=True),
    "supervisor.remarks": _text(LONG, lines=True),
    "supervisor.special_needs": _text(LONG, lines=True),
    "supervisor.talked_through_on": _date,
    "supervisor.apprentice_talked_through_on": _date,
    "supervisor.name": _text(NAME),
    "supervisor.title": _text(NAME),
    "supervisor.filled_by": _filled_by,
}

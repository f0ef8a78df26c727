"""What whoever prints one of the committee's forms says of the agreement. Nothing of it is kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from server.domain.answers import day
from server.domain.refusal import FieldProblem, InputInvalid

KINDS = ("final", "partly_completed")
WHY = ("part", "early")  # it was for a part of the programme, or was ended before its time


@dataclass(frozen=True)
class Agreement:
    """`why` it ends: one of WHY, or empty."""

    started_on: date | None = None
    ended_on: date | None = None
    why: str = ""


def told(kind: Any, started_on: Any, ended_on: Any, why: Any) -> Agreement:
    """From what was sent: days as YYYY-MM-DD; what is empty or None was not said. Raises InputInvalid."""
    said = {"agreement_started_on": started_on, "agreement_ended_on": ended_on}
    found = [FieldProblem(name, "date_wrong") for name, value in said.items() if value and not day(value)]
    if kind not in KINDS:
        found.append(FieldProblem("kind", "value_wrong_type"))
    if why and why not in WHY:
        found.append(FieldProblem("why", "value_wrong_type"))
    started, ended = day(started_on), day(ended_on)
    if started and ended and ended < started:
        found.append(FieldProblem("agreement_ended_on", "agreement_ends_before_start"))
    if found:
        raise InputInvalid(found)
    return Agreement(started, ended, (why or "") if kind == "partly_completed" else "")

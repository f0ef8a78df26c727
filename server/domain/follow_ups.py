"""The school's follow-up note: what it may be, and on which declaration it is shown to apprentice and supervisor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from server.domain import texts

LONGEST = 2000  # characters


@dataclass(frozen=True)
class Period:
    """What tells which period a declaration is of; what is not filled in yet is None."""

    id: UUID
    main_course: int | None
    school_period_starts_on: date | None
    created_at: datetime


def problem(note: str) -> str | None:
    return texts.problem(note, LONGEST, lines=True)


def following(one: Period, others: Sequence[Period]) -> list[Period]:
    """Those of the next period: several, when there are several workplaces in it. `others`: of the same apprentice,
    without what was withdrawn or thrown away."""
    later = [other for other in others if _later(one, other)]
    return [other for other in later if not any(_later(between, other) for between in later)]


def _later(one: Period, other: Period) -> bool:
    """Whether `other` is of a period after that of `one`. The first thing that both know and differ in tells it."""
    if one.id == other.id:
        return False
    if one.main_course and other.main_course and one.main_course != other.main_course:
        return other.main_course > one.main_course
    if one.school_period_starts_on and other.school_period_starts_on:
        return other.school_period_starts_on > one.school_period_starts_on
    if one.main_course and other.main_course:  # beside each other, until the dates say more
        return False
    return other.created_at > one.created_at

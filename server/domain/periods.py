"""The half-years that figures are told of: each once, when it is over and late answers have come."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SETTLES = timedelta(weeks=8)  # after its end: so long answers to its last requests may come
KEY = re.compile(r"(20\d\d)-([12])", re.ASCII)


@dataclass(frozen=True, order=True)
class Period:
    """A half of a calendar year; `half` is 1 or 2."""

    year: int
    half: int

    @property
    def key(self) -> str:
        return f"{self.year}-{self.half}"

    @property
    def starts_on(self) -> date:
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def ends_on(self) -> date:
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def told_on(self) -> date:
        return self.ends_on + SETTLES

    def next(self) -> "Period":
        return Period(self.year, 2) if self.half == 1 else Period(self.year + 1, 1)


def of(day: date) -> Period:
    return Period(day.year, 1 if day.month < 7 else 2)


def next_told(today: date) -> Period:
    """The one that is told of next, after today."""
    period = of(today - SETTLES)
    while period.told_on <= today:
        period = period.next()
    return period


def from_key(key: str) -> Period | None:
    """Of "2026-1"; None for anything else."""
    found = KEY.fullmatch(key)
    return Period(int(found[1]), int(found[2])) if found else None


def settled(first: date, today: date) -> Iterator[Period]:
    """Those that may be told of today, from the one that `first` lies in."""
    period = of(first)
    while period.told_on <= today:
        yield period
        period = period.next()

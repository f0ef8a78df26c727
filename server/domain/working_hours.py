"""When people are written to unasked: between 8 and 16 Danish time, on no weekend and no holiday."""

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta

from server.domain.moments import DENMARK

OPENS, CLOSES = time(8), time(16)


def is_open(moment: datetime, holidays: Container[date]) -> bool:
    """Whether the moment lies in a Danish working hour. `holidays` are days on which nobody is written to."""
    here = moment.astimezone(DENMARK)
    return _works(here.date(), holidays) and OPENS <= here.time() < CLOSES


def next_open(moment: datetime, holidays: Container[date]) -> datetime:
    """The moment itself (UTC) when it lies in a working hour, else the next time one begins."""
    here = moment.astimezone(DENMARK)
    if is_open(moment, holidays):
        return moment.astimezone(UTC)
    day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    while not _works(day, holidays):
        day += timedelta(days=1)
    return opening_of(day)


def opening_of(day: date) -> datetime:
    """8 o'clock in Denmark on that day, in UTC."""
    return datetime.combine(day, OPENS, DENMARK).astimezone(UTC)


def days_after(moment: datetime, days: int) -> datetime:
    """The same time of the day in Denmark so many days later, also when the clocks were changed between."""
    here = moment.astimezone(DENMARK)
    return datetime.combine(here.date() + timedelta(days=days), here.time(), DENMARK).astimezone(UTC)


def _works(day: date, holidays: Container[date]) -> bool:
    return day.weekday() < 5 and day not in holidays

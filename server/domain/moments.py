"""How moments and days are written, and which day it is in Denmark."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")


def iso(moment: datetime) -> str:
    """UTC, to the millisecond, with Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def danish_day(moment: datetime) -> date:
    """The date in Europe/Copenhagen at that moment."""
    return moment.astimezone(DENMARK).date()

"""Dates and times as a Dane writes them: dates and moments as they are, or as the text we send and keep them as."""

from datetime import date, datetime

from server.domain.moments import DENMARK, danish_day

DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
UNCUT = ("marts", "maj", "juni", "juli")

Day = date | datetime | str | None


def in_words(day: Day) -> str:
    """ "2026-12-04" → "fredag den 4. december 2026"; nothing for nothing."""
    known = _day(day)
    return f"{DAYS[known.weekday()]} den {plain(known)}" if known else ""


def plain(day: Day) -> str:
    """ "4. december 2026"; of a moment its day in Denmark."""
    known = _day(day)
    return f"{known.day}. {MONTHS[known.month - 1]} {known.year}" if known else ""


def short(day: Day) -> str:
    """ "4. dec."; for tables, where the year is plain."""
    known = _day(day)
    if not known:
        return ""
    month = MONTHS[known.month - 1]
    return f"{known.day}. {month if month in UNCUT else f'{month[:3]}.'}"


def clock(moment: datetime | str | None) -> str:
    """ "2026-12-04T13:05:00Z" → "kl. 14.05"; nothing for nothing."""
    return f"kl. {time_of_day(moment)}" if moment else ""


def time_of_day(moment: datetime | str | None) -> str:
    """ "2026-12-04T13:05:00Z" → "14.05", for a sentence that says "kl." itself; nothing for nothing."""
    if not moment:
        return ""
    known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return f"{known.astimezone(DENMARK):%H.%M}"


def _day(day: Day) -> date | None:
    if not day:
        return None
    known = (datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)) if isinstance(day, str) else day
    return danish_day(known) if isinstance(known, datetime) else known

"""Dates and times as a Dane writes them."""

from datetime import date, datetime

from server.domain.moments import DENMARK

DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


def in_words(day: str | None) -> str:
    """ "2026-12-04" → "fredag den 4. december 2026"; nothing for nothing."""
    if not day:
        return ""
    known = date.fromisoformat(day)
    return f"{DAYS[known.weekday()]} den {known.day}. {MONTHS[known.month - 1]} {known.year}"


def clock(moment: str | None) -> str:
    """ "2026-12-04T13:05:00Z" → "kl. 14.05"; nothing for nothing."""
    return f"kl. {datetime.fromisoformat(moment).astimezone(DENMARK):%H.%M}" if moment else ""

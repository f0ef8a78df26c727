"""The filters of the panel's lists, as they stand in the address bar: read kindly, and written back one way only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from server.domain import cvr, texts
from server.domain.case_owners import NOBODY
from server.domain.stages import MISSING, OUT

LONGEST = 80  # letters of a class
MOST_COURSES = 20
MISSING_STAGES = "missing"  # begun and requested: what the school waits for
STAGES = (MISSING_STAGES, *MISSING, *OUT, "gone")
MINE = "mine"
PROGRAMME = re.compile(r"[a-z0-9_]{1,80}")
COURSE = re.compile(r"[hH]?\s*([0-9]{1,2})")
PERIOD = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
OWNER = re.compile(rf"{MINE}|{NOBODY}|[0-9a-f]{{16}}")
SEARCH_LONGEST = 120  # letters


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None: not by that."""

    school_class: str | None = None
    main_course: int | None = None
    period: str | None = None  # when the school period starts: a year, a month or a day
    programme: str | None = None
    stage: str | None = None  # one of STAGES
    workplace: str | None = None  # its CVR number: a workplace's name may be a person's, and stays out of addresses
    owner: str | None = None  # mine, nobody, or the key of an owner

    def query(self, **more: str) -> str:
        """The query string, always in the same order; only what filters."""
        named = {**asdict(self), **more}
        return urlencode({name: value for name, value in named.items() if value not in (None, "")})

    def narrow(self) -> bool:
        """Whether any of them is set."""
        return self != Filters()


def read(query: Iterable[tuple[str, str]]) -> tuple[Filters, list[str]]:
    """The filters in a query string's pairs, and the names of those whose value nobody can understand: they are left
    out, and told. Empty ones and other names are no filters; of a repeated one the last counts, as in a form."""
    given = {name: value.strip() for name, value in query if name in READERS}
    values: dict[str, Any] = {name: READERS[name](value) for name, value in given.items() if value}
    return Filters(**values), [name for name, value in values.items() if value is None]


def _school_class(value: str) -> str | None:
    return None if texts.problem(value, LONGEST) or not texts.storable(value) else texts.tidy(value)


def _main_course(value: str) -> int | None:
    found = COURSE.fullmatch(value)
    return int(found[1]) if found and 1 <= int(found[1]) <= MOST_COURSES else None


def _period(value: str) -> str | None:
    return value if PERIOD.fullmatch(value) and span(value) else None


def _workplace(value: str) -> str | None:
    number = cvr.normal(value)
    return number if re.fullmatch("[0-9]{8}", number) else None


READERS: Mapping[str, Any] = {
    "school_class": _school_class,
    "main_course": _main_course,
    "period": _period,
    "programme": lambda value: value if PROGRAMME.fullmatch(value) else None,
    "stage": lambda value: value if value in STAGES else None,
    "workplace": _workplace,
    "owner": lambda value: value if OWNER.fullmatch(value) else None,
}


def span(period: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day; None when there is no such."""
    year, *rest = (int(part) for part in period.split("-"))
    try:
        if len(rest) == 2:
            return date(year, *rest), date(year, *rest)
        for month in rest:
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), date.fromordinal(following.toordinal() - 1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def stages(stage: str | None) -> tuple[str, ...]:
    """The stages a list shows: without a filter, all but what was withdrawn."""
    if stage is None:
        return (*MISSING, *OUT)
    return MISSING if stage == MISSING_STAGES else (stage,)


def search_words(text: str) -> list[str]:
    """What each row shall hold, all of them."""
    return list(dict.fromkeys(texts.searchable(text[:SEARCH_LONGEST]).split()))


def same_class(wanted: str, known: Iterable[str]) -> list[str]:
    """How a class is spelled by the apprentices who typed it: case and blanks differ."""
    return [one for one in known if texts.folded(one) == texts.folded(wanted)]

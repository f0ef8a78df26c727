"""The panel's list of declarations: what a reader may see, narrowed and searched, 50 rows at a time.

Paged by key: the newest school period first, then by name. In an address stands the last row's id, never its name.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.domain import panel_filters
from server.domain.case_owners import NOBODY, Owner
from server.domain.panel_filters import MINE, Filters
from server.domain.roles import Reader
from server.reading import panel_choices, panel_expected
from server.reading.panel_choices import Choices
from server.storage import case_owners, follow_ups
from server.storage.declarations import Declaration
from server.storage.follow_ups import FollowUp
from server.storage.listed import Listed
from server.storage.visible import to_reader, to_school

PAGE = 50
WHOLE_AT_ONCE = 500  # rows of an export that are fetched together
KEY = "declaration_id"
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ORDER = ("-school_period_starts_on", "search", KEY)
SHOWN = (
    KEY, "stage", "apprentice_name", "programme", "main_course", "final_period", "school_class", "workplace_name",
    "workplace_cvr", "training_period_ends_on", "school_period_starts_on", "required", "answered", "read_by", "read_at",
)  # fmt: skip
NOT_ASKED_YET: dict[str, Any] = {"workplace_name": "", "workplace_cvr": "", "required": 0, "answered": 0}

Row = dict[str, Any]  # SHOWN, for_school, owner: Owner | None


@dataclass(frozen=True)
class Asked:
    """What a list is asked for: filters, names of filters nobody understands, and what was searched for."""

    filters: Filters
    not_understood: list[str]
    search: str = ""

    @property
    def query(self) -> str:
        return self.filters.query()


def asked(query: Iterable[tuple[str, str]], search: str = "") -> Asked:
    """From the pairs of a query string or a form."""
    filters, not_understood = panel_filters.read(query)
    return Asked(filters, not_understood, search.replace("\0", ""))  # no database takes that one


async def shown(reader: Reader, wanted: Asked, after: str, now: datetime) -> dict[str, Any]:
    """All that the page tells: `{asked, choices, colleagues, rows, count, next, first, expected}`. `after`: the last
    row's id; `colleagues`: key and name of whom the reader can give a case to; `expected`: names not begun."""
    choices = await panel_choices.of(reader)
    rows = narrowed(reader, wanted.filters, panel_filters.search_words(wanted.search), choices)
    others = (await case_owners.colleagues(reader, now))[1:] if "school" in reader.sides else []
    colleagues = [(one.key, one.shown) for one in others]
    found = await page(reader, rows, UUID(after) if ID.fullmatch(after) else None)
    expected = await panel_expected.found(reader, wanted.search)
    return {"asked": wanted, "choices": choices, "colleagues": colleagues, "expected": expected, **found}


async def exported(reader: Reader, wanted: Asked) -> tuple[list[Row], dict[str, str]]:
    """All rows, and what each programme is called."""
    choices = await panel_choices.of(reader)
    rows = narrowed(reader, wanted.filters, panel_filters.search_words(wanted.search), choices)
    return await whole(reader, rows), dict(choices.programmes)


def narrowed(reader: Reader, filters: Filters, words: Sequence[str], choices: Choices) -> Q:
    """The rows of Listed that a list consists of. A declaration nobody was asked about has no workplace yet."""
    found = to_reader(reader, key=KEY) & Q(stage__in=panel_filters.stages(filters.stage))
    if filters.stage == "gone":  # withdrawn; a draft that was thrown away is nobody's business
        found &= Q(declaration_id__in=Subquery(Declaration.filter(status="withdrawn").values("id")))
    if filters.school_class:
        found &= Q(school_class__in=panel_filters.same_class(filters.school_class, choices.spellings))
    if filters.main_course:
        found &= Q(main_course=filters.main_course)
    if filters.period and (span := panel_filters.span(filters.period)):
        found &= Q(school_period_starts_on__gte=span[0], school_period_starts_on__lte=span[1])
    if filters.programme:
        found &= Q(programme=filters.programme)
    if filters.workplace:
        found &= Q(workplace_cvr=filters.workplace) & ~Q(stage="begun")
    if filters.owner:
        found &= to_school(reader, key=KEY) & _owned(filters.owner, choices)
    for word in words:
        found &= Q(search__contains=word)
    return found


def _owned(key: str, choices: Choices) -> Q:
    if key == NOBODY:
        taken = FollowUp.filter(owner_address__isnull=False).values(KEY)
        return ~Q(declaration_id__in=Subquery(taken))
    wanted = choices.me.key if key == MINE else key
    theirs = [one for one in choices.owners if one.key == wanted]
    return Q(declaration_id__in=Subquery(FollowUp.filter(case_owners.owned_by(theirs)).values(KEY)))


async def page(reader: Reader, wanted: Q, after: UUID | None) -> dict[str, Any]:
    """`{rows, count, next}`: `next` is what the following page comes after, null on the last one."""
    last = await Listed.get_or_none(wanted, declaration_id=after) if after else None
    found = await _rows(wanted, last, PAGE + 1)
    more = found[PAGE - 1].declaration_id if len(found) > PAGE else None
    return {
        "rows": await _shown(reader, found[:PAGE]),
        "count": await Listed.filter(wanted).count(),
        "next": more,
        "first": last is None,
    }


async def whole(reader: Reader, wanted: Q) -> list[Row]:
    """All rows, for an export."""
    rows: list[Row] = []
    last: Listed | None = None
    while found := await _rows(wanted, last, WHOLE_AT_ONCE):
        rows += await _shown(reader, found)
        last = found[-1]
    return rows


async def _rows(wanted: Q, last: Listed | None, number: int) -> list[Listed]:
    """The following rows: those with a date, then those without, since databases differ on where nothing belongs."""
    found: list[Listed] = []
    if last is None or last.school_period_starts_on:
        dated = Listed.filter(wanted & _dated_after(last)).order_by(*ORDER)
        found = await dated.limit(number)
        last = None
    if len(found) < number:
        undated = Listed.filter(wanted & Q(school_period_starts_on=None) & _after(last)).order_by(*ORDER[1:])
        found += await undated.limit(number - len(found))
    return found


def _dated_after(last: Listed | None) -> Q:
    if last is None:
        return Q(school_period_starts_on__isnull=False)
    day = last.school_period_starts_on
    return Q(school_period_starts_on__lt=day) | (Q(school_period_starts_on=day) & _after(last))


def _after(last: Listed | None) -> Q:
    if last is None:
        return Q()
    return Q(search__gt=last.search) | Q(search=last.search, declaration_id__gt=last.declaration_id)


async def _shown(reader: Reader, found: list[Listed]) -> list[Row]:
    """Who has a case is the school's own business: told only of what the reader sees for a school."""
    ids = [one.declaration_id for one in found]
    ours = Listed.filter(to_school(reader, key=KEY), declaration_id__in=ids)
    for_school = {UUID(str(one)) for one in await ours.values_list(KEY, flat=True)}
    owners = {key: _owner(row) for key, row in (await follow_ups.of(ids)).items() if key in for_school}
    return [_row(one, one.declaration_id in for_school, owners.get(one.declaration_id)) for one in found]


def _owner(row: FollowUp) -> Owner | None:
    return Owner(row.owner_address, row.owner_name or "") if row.owner_address else None


def _row(one: Listed, for_school: bool, owner: Owner | None) -> Row:
    hidden = NOT_ASKED_YET if one.stage == "begun" else {}
    return {**{name: getattr(one, name) for name in SHOWN}, **hidden, "for_school": for_school, "owner": owner}

"""What a school's reminder says to an apprentice: what was done meanwhile falls out, with nothing left it dies."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from server.domain import missing as rules
from server.domain.missing import Asked
from server.storage import missing
from server.storage.missing import Waiting
from server.storage.summonses import Expected

Item = dict[str, Any]  # missing: of domain.missing.REASONS; asked: names; what a link is made from; the period


async def declarations(ids: Iterable[UUID]) -> list[Item]:
    """Those that still wait for their apprentice."""
    rows = await missing.waiting(Q(declaration_id__in=list(ids)))
    return [_of_declaration(one) for one in rows if one.turn == "apprentice"]


async def names(ids: Iterable[UUID]) -> list[Item]:
    """Those that have still not begun, with the code of their class."""
    rows = await Expected.filter(id__in=list(ids), removed_at=None, summons__closed_at=None).select_related("summons")
    left = {row.id for found in (await missing.not_begun({row.summons_id for row in rows})).values() for row in found}
    return [_of_name(row) for row in rows if row.id in left]


def _of_declaration(one: Waiting) -> Item:
    asked = [Asked(declined=row.declined_at is not None, dead=row.bounced_at is not None) for row in one.asked]
    code = rules.reason(one.declaration.status, final_period=False, awaiting=False, asked=asked)
    starts_on = one.listed.school_period_starts_on
    return {
        "missing": code,
        "asked": [row.name or row.address for row in one.asked],
        "recipient": None,
        "declaration_id": str(one.declaration.id),
        "summons_code": "",
        "school_class": one.listed.school_class,
        "main_course": one.listed.main_course,
        "school_period_starts_on": starts_on.isoformat() if starts_on else None,
    }


def _of_name(row: Expected) -> Item:
    of = row.summons
    return {
        "missing": "not_begun",
        "asked": [],
        "recipient": None,
        "declaration_id": None,
        "summons_code": of.code,
        "school_class": of.school_class,
        "main_course": of.main_course,
        "school_period_starts_on": of.school_period_starts_on.isoformat(),
    }

"""A class as the school sees it: how far it is, and every apprentice of it with what is missing."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tortoise.functions import Count

from server.domain import missing as rules
from server.domain.missing import Counts
from server.domain.roles import Reader
from server.domain.stages import MISSING
from server.reading import missing_rows
from server.storage import missing, visible
from server.storage.declarations import Declaration
from server.storage.listed import Listed
from server.storage.summonses import Expected, Summons

SHOWN = ("missing", "answered", "read", "all")
MOST = 500  # rows; whoever knows the code can use it, so no page may trust that a class is small


async def page(reader: Reader, summons_id: UUID, today: date) -> dict[str, Any]:
    """`{class_, counts, unknown, missing: [Row], sent: [row of what was sent], cut}`: the most urgent first, those that
    nobody has read before those that were."""
    of = await visible.summons(reader, summons_id)
    known = (await counts([of]))[of.id]
    listed = await Listed.filter(summons_id=of.id).exclude(stage="gone").order_by("search").limit(MOST + 1)
    names = (await missing.not_begun([of.id])).get(of.id, [])
    rows = await missing_rows.of_declarations([row for row in listed[:MOST] if row.stage in MISSING], today)
    rows += await missing_rows.of_names(names, {of.id: of}, today)
    return {
        "class_": facts(of, today),
        "counts": known,
        "unknown": rules.unknown(known, len(names)),
        "missing": missing_rows.in_order(rows),
        "sent": await _sent([row for row in listed[:MOST] if row.stage not in MISSING]),
        "cut": len(listed) > MOST,
    }


async def _sent(listed: Collection[Listed]) -> list[dict[str, Any]]:
    kept = Declaration.filter(id__in=[row.declaration_id for row in listed])
    sent_at = dict(await kept.values_list("id", "submitted_at"))
    return [
        {
            "id": row.declaration_id,
            "name": row.apprentice_name,
            "workplace": row.workplace_name,
            "stage": row.stage,
            "sent_at": sent_at.get(row.declaration_id),
            "read_by": row.read_by,
            "read_at": row.read_at,
        }
        for row in sorted(listed, key=lambda row: row.stage == "read")
    ]


async def counts(of: Collection[Summons]) -> Mapping[UUID, Counts]:
    """How far each class is, in two statements."""
    ids = [one.id for one in of]
    stages: dict[UUID, dict[str, int]] = defaultdict(dict)
    listed = Listed.filter(summons_id__in=ids).annotate(number=Count("declaration_id")).group_by("summons_id", "stage")
    for row in await listed.values("summons_id", "stage", "number"):
        stages[row["summons_id"]][row["stage"]] = row["number"]
    named = Expected.filter(summons_id__in=ids, removed_at=None).annotate(number=Count("id")).group_by("summons_id")
    names = {row["summons_id"]: row["number"] for row in await named.values("summons_id", "number")}
    return {one.id: rules.counts(stages[one.id], said=one.expected, names=names.get(one.id, 0)) for one in of}


def facts(of: Summons, today: date) -> dict[str, Any]:
    starts_on = of.school_period_starts_on
    return {
        "id": of.id,
        "code": of.code,
        "school_class": of.school_class,
        "main_course": of.main_course,
        "starts_on": starts_on,
        "days": (starts_on - today).days,
        "nearness": rules.nearness(starts_on, today),
        "closed": of.closed_at is not None,
    }

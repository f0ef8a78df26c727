"""Whom a school expects and who has not begun, as a search in the list of declarations finds them by name."""

from typing import Any

from tortoise.expressions import Q

from server.domain import texts
from server.domain.panel_filters import SEARCH_LONGEST
from server.domain.roles import Reader
from server.storage import missing
from server.storage.summonses import Expected

MOST = 20


async def found(reader: Reader, search: str) -> list[dict[str, Any]]:
    """`{name, summons_id, school_class}`, the newest school period first. A name that has begun is a declaration."""
    words = dict.fromkeys(texts.folded(search[:SEARCH_LONGEST]).split())
    if not words or not reader.schools:
        return []
    wanted = Q(removed_at=None, summons__school_id__in=list(reader.schools))
    for word in words:
        wanted &= Q(folded_name__contains=word)
    order = ("-summons__school_period_starts_on", "folded_name", "id")
    rows = await Expected.filter(wanted).order_by(*order).limit(MOST).select_related("summons")
    left = {one.id for of in (await missing.not_begun({row.summons_id for row in rows})).values() for one in of}
    return [
        {"name": row.name, "summons_id": row.summons_id, "school_class": row.summons.school_class}
        for row in rows
        if row.id in left
    ]

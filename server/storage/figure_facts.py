"""What figures are counted from: the declarations of a programme whose school period begins in a period, some at once.

Read without a lock and without a person: no name, address or text leaves this file. Figures hide people, so each
apprentice counts once, however many declarations they have in the period: that of the last workplace that answered.
"""

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from server.domain.meeting_pack import UNKNOWN, Fact
from server.domain.periods import Period
from server.storage import editions, sealed
from server.storage.declarations import Declaration, Recipient
from server.storage.listed import Listed
from server.storage.sealed import SealedContent
from server.storage.summonses import Summons

AT_ONCE = 500  # declarations in memory, or all of one apprentice
ASKED = ("requested", "answered", "read")  # of domain.stages: withdrawn ones and drafts count nowhere


async def programmes(period: Period) -> list[str]:
    """Those with declarations in it."""
    rows = _listed(period).distinct().values_list("programme", flat=True)
    return sorted(str(one) for one in await rows if one)


async def first_day() -> date | None:
    """The earliest beginning of a school period there is."""
    row = await Listed.filter(stage__in=ASKED, school_period_starts_on__isnull=False).order_by(
        "school_period_starts_on"
    ).first()  # fmt: skip
    return row.school_period_starts_on if row else None


def _listed(period: Period) -> Any:
    between = {"school_period_starts_on__gte": period.starts_on, "school_period_starts_on__lte": period.ends_on}
    return Listed.filter(stage__in=ASKED, **between)


async def of(programme: str, period: Period) -> AsyncIterator[list[tuple[Fact, Mapping[str, Any] | None]]]:
    """Chunk by chunk each fact with the sealed payload behind it, for the words of its goals."""
    rows: Any = await _listed(period).filter(programme=programme).values_list("apprentice_id", "declaration_id")
    of_each: dict[str, list[UUID]] = defaultdict(list)
    for person, declaration in rows:
        of_each[str(person)].append(UUID(str(declaration)))
    chunk: list[UUID] = []
    for person in sorted(of_each):
        if chunk and len(chunk) + len(of_each[person]) > AT_ONCE:
            yield await _chunk(chunk)
            chunk = []
        chunk += of_each[person]
    if chunk:
        yield await _chunk(chunk)


async def _chunk(ids: list[UUID]) -> list[tuple[Fact, Mapping[str, Any] | None]]:
    """All declarations of some apprentices; one fact for each of them."""
    declarations = await Declaration.filter(id__in=ids).order_by("requested_at", "created_at", "id")
    standing = await sealed.standing(ids)
    released = {key: out for key, versions in standing.items() if (out := sealed.released(versions))}
    counted = {one.apprentice_id: one for one in sorted(declarations, key=lambda one: one.id in released)}
    payloads = await _payloads(released[one.id][-1].id for one in counted.values() if one.id in released)
    schools = await _schools(counted.values())
    found: list[tuple[Fact, Mapping[str, Any] | None]] = []
    for one in counted.values():
        out = released.get(one.id, [])
        payload = payloads.get(out[-1].id) if out else None
        after = out[0].sealed_at - one.requested_at if out and one.requested_at else None
        fact = Fact(schools.get(one.id, UNKNOWN), after, **(await _content(payload) if payload else {}))
        found.append((fact, payload))
    return found


async def _payloads(version_ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = await SealedContent.filter(version_id__in=list(version_ids)).values_list("version_id", "payload")
    return {UUID(str(key)): json.loads(text) for key, text in rows}


async def _content(payload: Mapping[str, Any]) -> dict[str, Any]:
    edition = await editions.get(payload["programme"]["edition"])
    used = set(payload["machines"])
    machines = [machine.name for machine in edition.machines] if edition else []
    return {
        "has_content": True,
        "special_needs": bool(payload["special_needs"]),
        "goals": {goal["key"]: bool(goal["reached"]) for goal in payload["goals"] if goal["required"]},
        "machines": {name: name in used for name in machines},
    }


async def _schools(declarations: Iterable[Declaration]) -> dict[UUID, str]:
    """Whose each is: of the school that called up, else of the first known school it was sent to."""
    ids = [one.id for one in declarations]
    called_by = {one.id: one.summons_id for one in declarations if one.summons_id}
    rows: Any = await Summons.filter(id__in=list(set(called_by.values()))).values_list("id", "school_id")
    owners = {UUID(str(key)): str(school) for key, school in rows}
    sent = Recipient.filter(declaration_id__in=ids, removed_at=None, school_id__isnull=False).order_by(
        "-created_at", "-id"
    )
    rows = await sent.values_list("declaration_id", "school_id")
    found = {UUID(str(key)): str(school) for key, school in rows}
    return found | {key: owners[summons] for key, summons in called_by.items() if summons in owners}

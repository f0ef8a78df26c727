"""Which declarations a school's staff see by its domains: brought in line when a domain is verified or taken away, and
when somebody is staff no more."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.domain import addresses
from server.storage import recipients, schools
from server.storage.answers import Answer
from server.storage.declarations import Declaration, Recipient
from server.storage.summonses import Summons

Whose = set[tuple[UUID, UUID]]  # person and declaration
AT_SCHOOL = Q(roles__contains="school")
CONTACTS = "details.school_contacts"


async def give(school_id: UUID, domain: str) -> Whose:
    """All that was sent to the domain is the school's to see. Returns what it was."""
    return await _set(AT_SCHOOL & Q(address__endswith=f"@{domain}"), school_id)


async def take(school_id: UUID, domain: str | None = None) -> Whose:
    """It is no longer: of one domain, or of all."""
    at = Q(address__endswith=f"@{domain}") if domain else Q()
    return await _set(Q(school_id=school_id) & at, None)


async def _set(which: Q, school_id: UUID | None) -> Whose:
    found = await _whose(which)
    await Recipient.filter(which).update(school_id=school_id)
    return found


async def of_school(school_id: UUID) -> Whose:
    return await _whose(Q(school_id=school_id))


async def asked() -> Whose:
    """Every open request with a school's contact: what the apprentice is asked about it changes, once schools are
    known at all."""
    return await _whose(AT_SCHOOL & Q(declaration__status="requested", removed_at=None))


async def _whose(which: Q) -> Whose:
    rows = Recipient.filter(which).values_list("declaration__apprentice_id", "declaration_id")
    return {(UUID(str(by)), UUID(str(key))) for by, key in await rows}


async def leave(left: Iterable[str], now: datetime) -> Whose:
    """Of these addresses, who stands on a declaration only because they handled it as staff is taken off it, unless
    another school of theirs has it too. Whom the apprentice named stays. Returns what it was."""
    gone: list[Recipient] = []
    for address in sorted(set(left)):
        rows = await Recipient.filter(address=address, roles="school", removed_at=None)
        ids = [row.declaration_id for row in rows]
        kept = await _named(address, ids) | await _reached(address, ids)
        gone += [row for row in rows if row.declaration_id not in kept]
    for row in gone:
        await recipients.close(row, now)
    return await _whose(Q(id__in=[row.id for row in gone])) if gone else set()


async def _named(address: str, ids: Collection[UUID]) -> set[UUID]:
    """Those of the declarations whose apprentice wrote the address as the school's, or the call-up did."""
    rows = Answer.filter(declaration_id__in=ids, field=CONTACTS).values_list("declaration_id", "value")
    return {
        UUID(str(key))
        for key, value in await rows
        if any(addresses.normal(one["address"]) == address for one in json.loads(value) or [])
    }


async def _reached(address: str, ids: Collection[UUID]) -> set[UUID]:
    """Those of them that another school has, whose staff the address still is."""
    still = await schools.worked_for(address)
    if not still:
        return set()
    others = Recipient.filter(declaration_id__in=ids, removed_at=None, school_id__in=still).exclude(address=address)
    called = Declaration.filter(id__in=ids, summons_id__in=Subquery(Summons.filter(school_id__in=still).values("id")))
    found = [*await others.values_list("declaration_id", flat=True), *await called.values_list("id", flat=True)]
    return {UUID(str(one)) for one in found}

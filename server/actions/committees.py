"""Keeping the registry of committees and their members: only the operator does. Members see figures, never names."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from server.domain import addresses, texts
from server.domain import committees as rules
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.storage import committees, edition_drafts, schools
from server.storage.committees import LOCAL, Committee, CommitteeMember
from server.storage.database import transaction
from server.storage.schools import School


async def add(
    committee_id: UUID, kind: str, name: str, programmes: Sequence[str], school_id: UUID | None, *, now: datetime
) -> None:
    """The same id again: nothing more happens. A local committee follows one school, a trade committee none."""
    async with transaction():
        await schools.hold(to_change=True)  # of two at once, one sees what the other gave away
        if await Committee.exists(id=committee_id):
            return
        facts = await _demanded(committee_id, kind, name, programmes, school_id)
        await Committee.create(id=committee_id, kind=kind, created_at=now, **facts)


async def change(committee_id: UUID, name: str, programmes: Sequence[str], school_id: UUID | None) -> None:
    """Another name, other programmes, another school; what kind it is stays."""
    async with transaction():
        await schools.hold(to_change=True)
        row = await _held(committee_id)
        facts = await _demanded(committee_id, row.kind, name, programmes, school_id)
        await Committee.filter(id=committee_id).update(**facts)


async def _demanded(
    committee_id: UUID, kind: str, name: str, programmes: Sequence[str], school_id: UUID | None
) -> dict[str, Any]:
    school = school_id if kind == LOCAL else None
    known = bool(school) and await School.exists(id=school)
    rules.demand(kind, name, programmes, known, await committees.owned(committee_id))
    keys = " ".join(dict.fromkeys(programmes))
    return {"name": texts.tidy(name), "programmes": keys, "school_id": school}


async def add_member(committee_id: UUID, address: str, name: str, *, now: datetime) -> None:
    """Sees the committee's pages from now on. An address that was removed comes back; one that stands there is told."""
    async with transaction():
        await _held(committee_id)
        rules.demand_member(address, name)
        named, whose = texts.tidy(name), addresses.normal(address)
        known = CommitteeMember.filter(committee_id=committee_id, address=whose)
        if await known.filter(removed_at=None).exists():
            raise InputInvalid([FieldProblem("address", "member_there")])
        if not await known.update(name=named, removed_at=None):
            await CommitteeMember.create(
                id=uuid4(), committee_id=committee_id, address=whose, name=named, created_at=now
            )


async def remove_member(committee_id: UUID, member_id: UUID, *, now: datetime) -> None:
    """Sees nothing of it from this moment."""
    async with transaction():
        await _held(committee_id)
        row = await CommitteeMember.get_or_none(id=member_id, committee_id=committee_id)
        if row is None:
            raise NotFound
        await CommitteeMember.filter(id=member_id, removed_at=None).update(removed_at=now)


async def remove(committee_id: UUID) -> None:
    """Leaves the registry with its members; what it published stands. Not while it works on something."""
    async with transaction():
        row = await _held(committee_id)
        if await edition_drafts.standing_of(committee_id).exists():
            raise Refusal("committee_has_draft")
        await edition_drafts.dropped_of(committee_id).delete()
        await row.delete()


async def _held(committee_id: UUID) -> Committee:
    row = await Committee.filter(id=committee_id).select_for_update().first()
    if row is None:
        raise NotFound
    return row

"""The registry of committees as its operator sees it, and a reader's seats on them."""

from typing import Any
from uuid import UUID

from server.domain import texts
from server.domain.refusal import NotFound
from server.domain.roles import Seat
from server.storage import committees, editions, schools
from server.storage.committees import Committee, CommitteeMember


async def all_committees() -> list[dict[str, Any]]:
    """By name: `{id, kind, name, school, programmes: [name], members: how many}`."""
    rows = await Committee.all()
    members = await CommitteeMember.filter(removed_at=None).values_list("committee_id", flat=True)
    named = await schools.names([row.school_id for row in rows if row.school_id])
    programmes = await editions.programme_names()
    return [
        {
            "id": row.id,
            "kind": row.kind,
            "name": row.name,
            "school": named.get(row.school_id, "") if row.school_id else "",
            "programmes": [programmes.get(key, key) for key in row.programme_list()],
            "members": sum(key == row.id for key in members),
        }
        for row in sorted(rows, key=lambda row: texts.folded(row.name))
    ]


async def one(committee_id: UUID) -> dict[str, Any]:
    """`{id, kind, name, school_id, programmes: [key], members: [{id, name, address}]}`. Raises NotFound."""
    row = await Committee.get_or_none(id=committee_id)
    if row is None:
        raise NotFound
    members = CommitteeMember.filter(committee_id=committee_id, removed_at=None).order_by("address")
    return {
        "id": row.id,
        "kind": row.kind,
        "name": row.name,
        "school_id": row.school_id,
        "programmes": row.programme_list(),
        "members": await members.values("id", "name", "address"),
    }


async def choices() -> dict[str, Any]:
    """What an operator chooses among: `{schools: [(id, name)], programmes: [(key, name)]}`, by name."""
    known = await schools.School.all().values_list("id", "name")
    programmes = await editions.programme_names()
    return {
        "schools": sorted(((str(key), name) for key, name in known), key=lambda one: texts.danish_order(one[1])),
        "programmes": sorted(programmes.items(), key=lambda one: texts.danish_order(one[1])),
    }


async def seats(address: str) -> tuple[Seat, ...]:
    """The committees that the mailbox sits on."""
    return tuple(
        Seat(row.id, row.kind, row.name, row.school_id, tuple(row.programme_list()))
        for row in await committees.seats(address)
    )

"""From the panel's cookie to who reads: their schools, whether they run the server, and what there is for them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from server.domain.moments import iso
from server.domain.roles import Reader
from server.reading import committees
from server.storage import schools, shares, visible
from server.storage.declarations import Recipient
from server.storage.panel_sessions import PanelSession

WORKPLACE = {"supervisor", "workplace_contact"}


async def reader(token_hash: str, operators: Collection[str], now: datetime) -> tuple[Reader, datetime]:
    """Who reads, and when the session was last noted as used. SignedOut when it has ended or is too old."""
    session = await visible.panel_session(token_hash, now)
    worked_for = await schools.worked_for(session.address)
    found = Reader(
        session.id,
        session.address,
        session.name,
        schools=worked_for,
        operator=session.address in operators,
        seats=await committees.seats(session.address),
        sides=await _sides(session.address, bool(worked_for), now),
    )
    return found, session.last_seen_at


async def knows(address: str, now: datetime) -> bool:
    """Whether there is anything in the panel for an address, beside what the operator may do."""
    if await schools.worked_for(address) or await committees.seats(address):
        return True
    return bool(await _sides(address, False, now))


async def _sides(address: str, works_at_school: bool, now: datetime) -> frozenset[str]:
    standing = Recipient.filter(address=address, removed_at=None).distinct()
    roles = {role for text in await standing.values_list("roles", flat=True) for role in str(text).split()}
    found = {
        "school": works_at_school or "school" in roles,
        "workplace": bool(roles & WORKPLACE),
        "other": bool(roles - WORKPLACE - {"school"}),
        "shared": await shares.standing(address, now).exists(),
    }
    return frozenset(side for side, there in found.items() if there)


async def sessions(reader: Reader, now: datetime) -> list[dict[str, Any]]:
    """Where the mailbox is signed in: of all who share it, the newest seen first."""
    rows = PanelSession.filter(address=reader.address, ended_at=None, expires_at__gt=now).order_by("-last_seen_at")
    return [
        {
            "id": row.id,
            "name": row.name,
            "device": row.device,
            "own_machine": row.own_machine,
            "current": row.id == reader.session_id,
            "created_at": iso(row.created_at),
            "last_seen_at": iso(row.last_seen_at),
        }
        for row in await rows
    ]

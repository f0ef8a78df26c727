"""What waits to be filled in at one mailbox, and what of it a browser may open already."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from tortoise.expressions import Q

from server.domain import doors
from server.storage.declarations import Grant, Recipient
from server.storage.listed import Listed

FILLS = Q(roles__contains="supervisor") | Q(has_pen=True)  # domain.recipients.may_fill, as a filter
MOST = 100


@dataclass(frozen=True)
class Waiting:
    """An open request to a mailbox, with what a list of them shows."""

    row: Recipient
    listed: Listed


async def asked(address: str) -> list[Recipient]:
    """The open requests to exactly this address."""
    return await Recipient.filter(
        FILLS, address=address, removed_at=None, declined_at=None, declaration__status="requested"
    ).limit(MOST)


async def listed(rows: Collection[Recipient]) -> list[Waiting]:
    """With what lists show; whose school period begins first on top."""
    shown = {one.declaration_id: one for one in await Listed.filter(declaration_id__in=_declarations(rows))}
    found = [Waiting(row, shown[row.declaration_id]) for row in rows if row.declaration_id in shown]
    return sorted(found, key=_order)


def _declarations(rows: Collection[Recipient]) -> list[UUID]:
    return [row.declaration_id for row in rows]


def _order(one: Waiting) -> tuple[date, str, str]:
    return one.listed.school_period_starts_on or date.max, one.listed.apprentice_name, one.row.public_id


async def held(visitor_id: UUID, rows: Collection[Recipient]) -> set[UUID]:
    """Those of the rows that a browser may open as they stand."""
    grants = await Grant.filter(visitor_id=visitor_id, recipient_id__in=[row.id for row in rows], closed_at=None)
    generations = {grant.recipient_id: grant.generation for grant in grants if grant.closes_at is None}
    return {row.id for row in rows if generations.get(row.id) == row.link_generation}


async def sent_since(grant: Grant, since: datetime) -> int:
    """How many others of the mailbox, open in the same browser, were sent after a moment."""
    gone = Q(recipient__declaration__status="releasing") | Q(recipient__declaration__submitted_at__gt=since)
    fills = Q(recipient__roles__contains="supervisor") | Q(recipient__has_pen=True)
    mine = Grant.filter(fills, gone, visitor_id=grant.visitor_id, closed_at=None, closes_at=None)
    here = {"recipient__address": grant.recipient.address, "recipient__removed_at": None}
    return await mine.filter(**here).exclude(recipient_id=grant.recipient_id).count()


async def open_all(
    visitor_id: UUID, rows: Collection[Recipient], now: datetime, *, panel_session_id: UUID | None = None
) -> None:
    """The browser may open them, as if each had been opened by its mailed link: the mailbox was proved. What a session
    of the panel lets in goes with it, unless it was open here already by a link or a code."""
    known = await _by_mail(visitor_id, rows)
    grants = [
        Grant(
            id=uuid4(),
            visitor_id=visitor_id,
            recipient_id=row.id,
            generation=row.link_generation,
            door=doors.MAILED,
            panel_session_id=panel_session_id,
            created_at=now,
        )
        for row in rows
        if not (panel_session_id and row.id in known)
    ]
    if grants:
        raised = ["generation", "door", "panel_session_id"]
        await Grant.bulk_create(grants, on_conflict=["visitor_id", "recipient_id"], update_fields=raised)


async def _by_mail(visitor_id: UUID, rows: Collection[Recipient]) -> set[UUID]:
    """Those that the browser may open by a link or a code."""
    own = Grant.filter(visitor_id=visitor_id, recipient_id__in=[row.id for row in rows], panel_session_id=None)
    generations = {one.recipient_id: one.generation for one in await own.filter(door=doors.MAILED, closed_at=None)}
    return {row.id for row in rows if generations.get(row.id) == row.link_generation}


async def close_of(session_ids: Collection[UUID]) -> None:
    """What these sessions of the panel let in is open no more. A mailed link opens it again, with what was typed."""
    if session_ids:
        await Grant.filter(panel_session_id__in=list(session_ids)).delete()

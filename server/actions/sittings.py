"""Several declarations filled in one after the other: all that waits at one mailbox is opened in one browser.

A link is forwarded easily, so the others' names are told only to who also types a code from that mailbox, or signs in
to the panel with it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from server import codes, visitors
from server.codes import Asker
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader, Visitor
from server.storage import sittings, visible
from server.storage.database import transaction
from server.storage.declarations import Grant, Recipient
from server.storage.panel_sessions import PanelSession


async def ask_for_code(visitor: Visitor, client: str, *, key: bytes, now: datetime) -> datetime:
    """Mails a code to the address that was asked; the moment it dies."""
    held = await visible.sitter(visitor, now)
    if not await _closed_to(held):
        raise Refusal("nothing_else_waits")
    asker = Asker(visitor.token_hash, None, client)
    return await codes.ask(held.recipient.address, asker, purpose="sitting", key=key, now=now)


async def open_others(visitor: Visitor, code: str, client: str, *, key: bytes, now: datetime) -> None:
    """All that waits at the mailbox is open here. Where that is so already, the code is not looked at: sent twice."""
    held = await visible.sitter(visitor, now)
    if not await _closed_to(held):
        return
    asker = Asker(visitor.token_hash, None, client)  # judged before the transaction, so that a wrong try stays counted
    proof = await codes.right(held.recipient.address, code, asker, purpose="sitting", key=key, now=now)
    async with transaction():
        held = await visible.sitter(visitor, now)
        await codes.use(proof, now)
        await sittings.open_all(held.visitor_id, await sittings.asked(proof.address), now)


@dataclass(frozen=True)
class Seat:
    """A browser that all that waits is open in: its token, for how long, and the public id to begin with."""

    token: str
    lives: timedelta
    public_id: str


async def sit_down(reader: Reader, declaration_id: UUID | None, visitor_token: str | None, *, now: datetime) -> Seat:
    """From the panel, whose code proved the mailbox. On a machine that others use too, no longer than the session."""
    async with transaction():
        session = await PanelSession.get(id=reader.session_id)
        rows = [one.row for one in await sittings.listed(await sittings.asked(reader.address))]
        chosen = [row for row in rows if declaration_id in (None, row.declaration_id)]
        if not chosen:
            raise await _why_none(reader, declaration_id)
        lives = visitors.LIVES if session.own_machine else session.expires_at - now
        known = visitor_token if session.own_machine else None
        visitor, token = await visitors.of(known, now, own=True, lives=lives)
        await sittings.open_all(visitor.id, rows, now, panel_session_id=session.id)
    return Seat(token, lives, chosen[0].public_id)


async def _why_none(reader: Reader, declaration_id: UUID | None) -> Refusal:
    if declaration_id is None:
        return Refusal("nothing_else_waits")
    theirs = Recipient.filter(declaration_id=declaration_id, address=reader.address, removed_at=None)
    return Refusal("not_to_fill_now") if await theirs.exists() else NotFound()


async def _closed_to(held: Grant) -> list[Recipient]:
    """What waits at the mailbox and is not open in this browser."""
    rows = await sittings.asked(held.recipient.address)
    known = await sittings.held(held.visitor_id, rows)
    return [row for row in rows if row.id not in known]

"""Opening a link: the secret tells the door and becomes a grant, any number of times; only "opened" changes."""

from datetime import datetime, timedelta
from uuid import uuid4

from server import tokens, visitors
from server.domain import doors
from server.domain.refusal import NotFound, TooMany
from server.domain.roles import Visitor as Holder
from server.storage import changes, limits, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Grant, Recipient, Visitor

WRONG_LINKS, WRONG_LINKS_WINDOW = 60, timedelta(minutes=10)


async def open_link(
    public_id: str, secret: str, visitor_token: str | None, client: str, *, key: bytes, now: datetime
) -> str:
    """The visitor's token (a new one when there was none). A wrong, cut or old link: `link_unknown`."""
    row, door = await _demand_right_link(public_id, secret, client, key, now)
    async with transaction():
        visitor, token = await visitors.of(visitor_token, now)
        await _grant(visitor, row, door, now)
        await _note_opened(row, now)
    return token


async def open_held(holder: Holder, *, now: datetime) -> None:
    """Without a secret: what this browser was let in to already, from the panel or beside another declaration."""
    async with transaction():
        await _note_opened((await visible.grant(holder, now)).recipient, now)


async def _note_opened(row: Recipient, now: datetime) -> None:
    if row.opened_at is None:
        await Recipient.filter(id=row.id).update(opened_at=now)
        declaration = await Declaration.get(id=row.declaration_id)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def _grant(visitor: Visitor, row: Recipient, door: str, now: datetime) -> None:
    fresh = {"id": uuid4(), "generation": row.link_generation, "door": door, "created_at": now}
    grant, new = await Grant.get_or_create(defaults=fresh, visitor_id=visitor.id, recipient_id=row.id)
    if new:
        return
    current = grant.generation == row.link_generation  # what an older link proved counts no more
    raised = doors.standing(grant.door, door) if current else door
    session_id = None if door == doors.MAILED else grant.panel_session_id  # the link holds without the panel
    if (grant.generation, grant.door, grant.panel_session_id) != (row.link_generation, raised, session_id):
        changed = {"generation": row.link_generation, "door": raised, "panel_session_id": session_id}
        await Grant.filter(id=grant.id).update(**changed)


async def _demand_right_link(
    public_id: str, secret: str, client: str, key: bytes, now: datetime
) -> tuple[Recipient, str]:
    """Only wrong links are counted: an office that opens many right ones is never held up."""
    tries = tokens.pseudonym(key, "links_from", client)
    wait = await limits.full(tries, WRONG_LINKS, now)
    if wait:
        raise TooMany("too_many_links", wait)
    row = await Recipient.get_or_none(public_id=public_id, removed_at=None)
    door = _door(row, secret, key) if row else None
    if row is None or door is None:
        await limits.hit(tries, WRONG_LINKS, WRONG_LINKS_WINDOW, now)
        raise NotFound("link_unknown")
    return row, door


def _door(row: Recipient, secret: str, key: bytes) -> str | None:
    """The door whose secret it is. Every one is compared, so that the time tells nothing."""
    expected = {door: tokens.link_secret(key, str(row.id), row.link_generation, door) for door in doors.LINKS}
    found = [door for door, right in expected.items() if tokens.same(secret, right)]
    return found[0] if found else None

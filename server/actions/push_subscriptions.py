"""Turning pushes on and off: a browser says where it can be told, and counts once it has shown that it hears."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from server import tokens
from server.domain import doors, push_endpoints
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal, TooMany
from server.domain.roles import SignedIn, Visitor
from server.storage import limits, outbox, push_subscriptions, visible
from server.storage.database import transaction
from server.storage.push_subscriptions import Owner, PushSubscription
from server.storage.sessions import Session

MOST = 10
ECHOES_A_DAY = 30


@dataclass(frozen=True)
class Browser:
    """Where a browser can be told, in its own words, and what people call the device."""

    endpoint: str
    p256dh: str
    auth: str
    device: str


async def subscribe(
    who: SignedIn | Visitor, browser: Browser, own_hosts: frozenset[str], *, key: bytes, now: datetime
) -> tuple[UUID, bool]:
    """The subscription's id, and whether it counts already. Any number of times; mends what has changed."""
    _demand_right(browser, own_hosts)
    async with transaction():
        owner = await _owner(who, now)
        row, new = await _row(owner, browser, now)
        if not new:
            await _mend(row, owner, browser, now)
        if row.confirmed_at is None:
            await _send_echo(row, owner, key, now)
    return row.id, row.confirmed_at is not None


def _demand_right(browser: Browser, own_hosts: frozenset[str]) -> None:
    problems = []
    if push_endpoints.parse(browser.endpoint, own_hosts) is None:
        problems.append(FieldProblem("endpoint", "push_service_unknown"))
    if not push_endpoints.is_key(browser.p256dh):
        problems.append(FieldProblem("p256dh", "push_key_wrong"))
    if not push_endpoints.is_auth(browser.auth):
        problems.append(FieldProblem("auth", "push_key_wrong"))
    if problems:
        raise InputInvalid(problems)


async def _owner(who: SignedIn | Visitor, now: datetime) -> Owner:
    """A device that several share tells nobody; and only who came by the mailed link stands for its address."""
    if isinstance(who, SignedIn):
        if await Session.filter(id=who.session_id, shared_device=True).exists():
            raise Refusal("push_shared_device")
        return Owner(person_id=who.person_id, session_id=who.session_id)
    grant = await visible.grant(who, now)
    if not doors.may_sign(grant.door):
        raise Refusal("push_needs_mailed_link")
    return Owner(address=grant.recipient.address, visitor_id=grant.visitor_id)


async def _row(owner: Owner, browser: Browser, now: datetime) -> tuple[PushSubscription, bool]:
    """Each owner has a row of their own for an endpoint: nobody takes another's away by knowing it."""
    endpoint_hash = push_subscriptions.hash_endpoint(browser.endpoint)
    known = await owner.all().get_or_none(endpoint_hash=endpoint_hash)
    if known:
        return known, False
    await _demand_room(owner, now)
    fresh = {
        "id": uuid4(), **owner.place(), "endpoint": browser.endpoint, "p256dh": browser.p256dh, "auth": browser.auth,
        "device": browser.device, "generation": 1, "created_at": now, "seen_at": now, "refusals": 0,
    }  # fmt: skip
    return await PushSubscription.get_or_create(
        defaults=fresh, person_id=owner.person_id, address=owner.address, endpoint_hash=endpoint_hash
    )


async def _demand_room(owner: Owner, now: datetime) -> None:
    """Ten browsers; of more, the one that has been dead longest makes room."""
    rows = await owner.all().order_by("seen_at")
    if len(rows) < MOST:
        return
    good = await push_subscriptions.standing(rows, now)
    dead = [row for row in rows if row not in good or row.confirmed_at is None or row.refusals]
    if not dead:
        raise Refusal("push_too_many_devices", most=MOST)
    await push_subscriptions.gone(dead[0].id)


async def _mend(row: PushSubscription, owner: Owner, browser: Browser, now: datetime) -> None:
    changed = (row.p256dh, row.auth) != (browser.p256dh, browser.auth)
    row.session_id, row.visitor_id, row.device, row.seen_at = owner.session_id, owner.visitor_id, browser.device, now
    if changed:
        row.p256dh, row.auth, row.confirmed_at = browser.p256dh, browser.auth, None
        row.generation, row.refusals = row.generation + 1, 0
    await row.save()


async def _send_echo(row: PushSubscription, owner: Owner, key: bytes, now: datetime) -> None:
    """A token that only this push carries; it comes back when the browser has really got it."""
    whose = tokens.pseudonym(key, "push_echoes", owner.address or str(owner.person_id))
    wait = await limits.hit(whose, ECHOES_A_DAY, timedelta(days=1), now)
    if wait:
        raise TooMany("push_too_often", wait)
    await outbox.put_all([push_subscriptions.message(row, "echo", "", now)])


async def confirm(subscription_id: UUID, token: str, *, key: bytes, now: datetime) -> None:
    """The token of the push came back. It alone is proof: the worker that brings it may have no cookie."""
    async with transaction():
        row = await PushSubscription.get_or_none(id=subscription_id)
        expected = tokens.push_echo(key, str(row.id), row.generation) if row else tokens.new_token()
        if row is None or not tokens.same(token, expected):
            raise NotFound
        await PushSubscription.filter(id=row.id, confirmed_at=None).update(confirmed_at=now)


async def forget(who: SignedIn | Visitor, subscription_id: UUID, *, now: datetime) -> None:
    """One's own only: a person's on any of their devices, a visitor's in this browser."""
    async with transaction():
        if isinstance(who, SignedIn):
            mine = PushSubscription.filter(person_id=who.person_id)
        else:
            grant = await visible.grant(who, now)
            mine = PushSubscription.filter(address=grant.recipient.address, visitor_id=grant.visitor_id)
        if not await mine.filter(id=subscription_id).delete():
            raise NotFound

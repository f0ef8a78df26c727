"""The only door to what belongs to somebody: what is not theirs is "not found", the same as what is not there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from server.domain import committees
from server.domain.doors import may_sign
from server.domain.recipients import may_fill
from server.domain.refusal import NotFound, Refusal, SignedOut
from server.domain.roles import Reader, Visitor
from server.domain.typing_in import Side
from server.domain.typing_in import side as side_of
from server.storage import edition_drafts
from server.storage import shares as stored_shares
from server.storage.declarations import Declaration, Grant, Recipient
from server.storage.edition_drafts import CommitteeDraft
from server.storage.panel_sessions import PanelSession
from server.storage.sessions import Session
from server.storage.shares import Share
from server.storage.summonses import Summons
from server.storage.unions import Union


async def session(token_hash: str, now: datetime) -> Session:
    """The session behind a cookie with its person, while it is neither ended nor too old."""
    found = await Session.get_or_none(token_hash=token_hash, ended_at=None, expires_at__gt=now).select_related("person")
    if found is None:
        raise SignedOut
    return found


async def declaration(person_id: UUID, declaration_id: UUID | None, *, lock: bool = False) -> Declaration:
    """The person's own declaration. With `lock`, nobody else changes it until the transaction ends."""
    rows = Declaration.filter(id=declaration_id, apprentice_id=person_id)
    found = await (rows.select_for_update().first() if lock else rows.first())
    if found is None:
        raise NotFound
    return found


async def grant(visitor: Visitor, now: datetime) -> Grant:
    """What a visitor holds, with its recipient: the link that was opened is the newest, the address still stands."""
    found = await _held(visitor, now)
    shut = found.closed_at or (found.closes_at and found.closes_at <= now)
    if shut or found.recipient.removed_at or found.generation != found.recipient.link_generation:
        raise SignedOut("grant_missing")
    return found


async def _held(visitor: Visitor, now: datetime) -> Grant:
    """The grant, whatever became of the link since."""
    rows = Grant.filter(
        recipient__public_id=visitor.public_id,
        visitor__token_hash=visitor.token_hash,
        visitor__expires_at__gt=now,
    )
    found = await rows.select_related("recipient").first()
    if found is None:
        raise SignedOut("grant_missing")
    return found


async def once_held(visitor: Visitor, now: datetime) -> Recipient:
    """The recipient of a link that was opened with this cookie, also after it was closed: only to know a deed again."""
    return (await _held(visitor, now)).recipient


async def filling(visitor: Visitor, now: datetime) -> Grant:
    """What a visitor holds, when the recipient may also fill in."""
    found = await grant(visitor, now)
    if not may_fill(found.recipient.role_list(), has_pen=found.recipient.has_pen):
        raise Refusal("reading_only")
    return found


async def filler(visitor: Visitor, now: datetime) -> Recipient:
    """The recipient of such a grant."""
    return (await filling(visitor, now)).recipient


async def signer(visitor: Visitor, now: datetime) -> Recipient:
    """The same, when it came from the mailbox itself: not by a door that the apprentice opened."""
    found = await filling(visitor, now)
    if not may_sign(found.door):
        raise Refusal("mailbox_needed")
    return found.recipient


async def sits(held: Grant) -> bool:
    """Whether what else waits at the mailbox may be told: it was proved, and in a browser of their own, for nothing of
    it belongs on the apprentice's phone."""
    fills = may_fill(held.recipient.role_list(), has_pen=held.recipient.has_pen)
    if not (fills and may_sign(held.door)):
        return False
    return not await Grant.filter(visitor_id=held.visitor_id, closes_at__isnull=False).exists()


async def sitter(visitor: Visitor, now: datetime) -> Grant:
    """What such a visitor holds."""
    found = await filling(visitor, now)
    if not await sits(found):
        raise Refusal("mailbox_needed")
    return found


async def declaration_of(found: Recipient, *, lock: bool = False) -> Declaration:
    """The declaration a recipient belongs to. With `lock`, the recipient still stands as it was found: whoever held the
    declaration a moment ago may have taken the address off it."""
    rows = Declaration.filter(id=found.declaration_id)
    declaration = await (rows.select_for_update().first() if lock else rows.first())
    if declaration is None:
        raise NotFound
    as_found = {name: getattr(found, name) for name in ("id", "removed_at", "link_generation", "roles", "has_pen")}
    if lock and not await Recipient.filter(**as_found).exists():
        raise SignedOut("grant_missing")
    return declaration


async def recipients(declaration_id: UUID) -> list[Recipient]:
    """The recipients of a declaration that stand now."""
    return await Recipient.filter(declaration_id=declaration_id, removed_at=None).order_by("created_at", "address")


async def panel_session(token_hash: str, now: datetime) -> PanelSession:
    """The panel's session behind a cookie, while it is neither ended nor too old."""
    found = await PanelSession.get_or_none(token_hash=token_hash, ended_at=None, expires_at__gt=now)
    if found is None:
        raise SignedOut
    return found


def to_reader(reader: Reader, *, key: str = "id") -> Q:
    """The declarations a reader of the panel may see, as a filter on the column `key` of any table: those with their
    address, those sent to a verified domain of their school, and those made with its summons code."""
    return _any(key, Recipient.filter(removed_at=None, address=reader.address), reader)


def to_school(reader: Reader, *, key: str = "id") -> Q:
    """Those of them that the reader sees for a school: as its contact there, or as staff of a school they belong to."""
    as_contact = Recipient.filter(removed_at=None, address=reader.address, roles__contains="school")
    return _any(key, as_contact, reader)


def _any(key: str, theirs: QuerySet[Recipient], reader: Reader) -> Q:
    found = [theirs.values("declaration_id")]
    if reader.schools:
        schools = list(reader.schools)
        found.append(Recipient.filter(removed_at=None, school_id__in=schools).values("declaration_id"))
        called = Summons.filter(school_id__in=schools).values("id")
        found.append(Declaration.filter(summons_id__in=Subquery(called)).values("id"))
    wanted: Any = Union(*found)
    return Q(**{f"{key}__in": wanted})


async def declaration_for(reader: Reader, declaration_id: UUID, *, lock: bool = False) -> Declaration:
    """One that a reader of the panel may see."""
    rows = Declaration.filter(to_reader(reader), id=declaration_id)
    found = await (rows.select_for_update().first() if lock else rows.first())
    if found is None:
        raise NotFound
    return found


async def sees(reader: Reader, declaration: Declaration) -> bool:
    """Whether a reader of the panel may see this one."""
    return await Declaration.filter(to_reader(reader), id=declaration.id).exists()


async def at_school(reader: Reader, declaration: Declaration) -> bool:
    """Whether the reader sees this one for a school."""
    return await Declaration.filter(to_school(reader), id=declaration.id).exists()


async def decided_by_school(reader: Reader, declaration_id: UUID) -> Declaration:
    """One whose apprentice the reader's school decides about: it sees this one, and no later one went to another school
    alone, which would have them now. It is a school that the operator knows: an apprentice can write any address."""
    found = await Declaration.filter(to_school(reader), id=declaration_id, discarded_at=None).first()
    if found is None or found.status == "withdrawn" or not await _of_known_school(reader, found):
        raise NotFound
    asked = Declaration.filter(apprentice_id=found.apprentice_id, requested_at__isnull=False)
    newest = await asked.exclude(status="withdrawn").order_by("-created_at").first()
    if newest and newest.created_at > found.created_at and not await at_school(reader, newest):
        raise NotFound
    return found


async def _of_known_school(reader: Reader, declaration: Declaration) -> bool:
    place = Recipient.filter(declaration_id=declaration.id, address=reader.address, removed_at=None)
    return bool(reader.schools) or await place.filter(school_id__isnull=False).exists()


async def types_in_as(reader: Reader, declaration: Declaration) -> Side:
    """As what a reader may type in what was filled in on paper; NotFound for who only has it to read."""
    place = await Recipient.get_or_none(declaration_id=declaration.id, address=reader.address, removed_at=None)
    return side_of(place.role_list() if place else [], at_school=await at_school(reader, declaration))


async def summons(reader: Reader, summons_id: UUID, *, lock: bool = False) -> Summons:
    """A call-up of the reader's school."""
    rows = Summons.filter(id=summons_id, school_id__in=list(reader.schools))
    found = await (rows.select_for_update().first() if lock else rows.first())
    if found is None:
        raise NotFound
    return found


async def shares_of(address: str, apprentice_id: UUID, now: datetime) -> list[Share]:
    """What an apprentice sends on to an address, while it may be read."""
    return await stored_shares.standing(address, now).filter(person_id=apprentice_id)


async def share(reader: Reader, share_id: UUID, now: datetime) -> Share:
    """One that was sent on to the reader of the panel."""
    found = await stored_shares.standing(reader.address, now).filter(id=share_id).select_related("person").first()
    if found is None:
        raise NotFound
    return found


async def draft(reader: Reader, programme: str) -> CommitteeDraft:
    """The edition that the reader's committee works on, while it owns the programme."""
    found = await edition_drafts.standing(committees.owner(reader, programme).committee_id, programme).first()
    if found is None:
        raise NotFound
    return found


async def draft_to_change(reader: Reader, programme: str) -> CommitteeDraft:
    """The same, and nobody else changes it until the transaction ends; Refusal "draft_gone" when a colleague has
    dropped or published it."""
    rows = edition_drafts.standing(committees.owner(reader, programme).committee_id, programme)
    found = await rows.select_for_update().first()
    if found is None:
        raise Refusal("draft_gone")
    return found

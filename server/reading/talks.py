"""What both sides see while they talk it through: one plain query each two seconds, answers only when they moved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain.refusal import NotFound, Refusal, SignedOut
from server.domain.roles import Visitor
from server.reading.declarations import as_answers, moment, required
from server.storage import answers, plain_reads
from server.storage.declarations import Declaration

OF_APPRENTICE = """
    SELECT declaration.revision, declaration.talk_until, declaration.status, declaration.id, session.expires_at
    FROM session JOIN declaration ON declaration.apprentice_id = session.person_id
    WHERE session.token_hash = {0} AND session.ended_at IS NULL AND declaration.id = {1}
"""
OF_VISITOR = """
    SELECT declaration.revision, declaration.talk_until, declaration.status, declaration.id, visitor.expires_at,
           grant_held.closes_at
    FROM grant_held
    JOIN visitor ON visitor.id = grant_held.visitor_id
    JOIN recipient ON recipient.id = grant_held.recipient_id
    JOIN declaration ON declaration.id = recipient.declaration_id
    WHERE visitor.token_hash = {0} AND recipient.public_id = {1} AND recipient.removed_at IS NULL
      AND grant_held.closed_at IS NULL AND grant_held.generation = recipient.link_generation
"""


@dataclass(frozen=True)
class Talk:
    """How far the answers are, and until when both may look."""

    revision: int
    until: datetime
    declaration_id: UUID

    @property
    def etag(self) -> str:
        return f'"{self.revision} {moment(self.until)}"'


async def of_apprentice(token_hash: str, declaration_id: UUID, now: datetime) -> Talk:
    """Another's declaration is not there; one's own is closed to the apprentice outside talk mode."""
    row = await plain_reads.first(OF_APPRENTICE, token_hash, str(declaration_id))
    if row is None:
        raise NotFound
    if _over(row[4], now):
        raise SignedOut
    return _open(row, now)


async def of_visitor(visitor: Visitor, now: datetime) -> Talk:
    """The same for who fills in; what is behind it they read by the view."""
    row = await plain_reads.first(OF_VISITOR, visitor.token_hash, visitor.public_id)
    if row is None or _over(row[4], now) or _over(row[5], now):
        raise SignedOut("grant_missing")
    return _open(row, now)


def _over(at: Any, now: datetime) -> bool:
    return bool(at) and plain_reads.moment(at) <= now


def _open(row: Any, now: datetime) -> Talk:
    revision, until, status, declaration_id = row[:4]
    if until is None or _over(until, now) or status != "requested":
        raise Refusal("talk_closed")
    return Talk(revision, plain_reads.moment(until), UUID(str(declaration_id)))


async def beside(talk: Talk) -> dict[str, Any]:
    """Both sides' answers, for the apprentice."""
    declaration = await Declaration.get(id=talk.declaration_id)
    values = await answers.current(declaration.id)
    return {
        "revision": talk.revision,
        "until": moment(talk.until),
        "answers": as_answers(values, ("self.", "supervisor.")),
        "required": await required(declaration, values),
    }

"""Who is asking, as plain values: a signed-in apprentice, or the holder of a mailed link. Never both in one deed."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class SignedIn:
    """An apprentice with a session."""

    person_id: UUID
    session_id: UUID


@dataclass(frozen=True)
class Visitor:
    """The holder of a link: which one, and the hash of the cookie that the grant hangs on."""

    public_id: str
    token_hash: str

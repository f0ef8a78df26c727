"""Who is asking, as plain values: a signed-in apprentice, the holder of a mailed link, or a reader of
the panel. Never two of them in one deed."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class SignedIn:
    """An apprentice with a session."""

    person_id: UUID
    session_id: UUID


@dataclass(frozen=True)
class Seat:
    """On a committee: `kind` is "trade", which owns the programmes, or "local", which follows them at a school."""

    committee_id: UUID
    kind: str
    name: str
    school_id: UUID | None
    programmes: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """Whoever is signed in to the panel: a mailbox, the person at it, and the schools whose staff it is."""

    session_id: UUID
    address: str
    name: str  # empty when they did not say
    schools: tuple[UUID, ...] = ()
    operator: bool = False
    seats: tuple[Seat, ...] = ()  # on committees: they see figures, and no declaration by it
    sides: frozenset[str] = frozenset()  # of "school", "workplace", "shared": what there is to read, and as what

    @property
    def at_declarations(self) -> bool:
        """Whether the pages of declarations are theirs: not of whoever only sits on committees or runs the server."""
        return bool(self.schools or self.sides) or not (self.seats or self.operator)


@dataclass(frozen=True)
class Visitor:
    """The holder of a link: which one, and the hash of the cookie that the grant hangs on."""

    public_id: str
    token_hash: str


@dataclass(frozen=True)
class Subscriber:
    """Whose a calendar is: an apprentice's, or that of a mailbox in the panel. One of the two."""

    person_id: UUID | None = None
    address: str | None = None

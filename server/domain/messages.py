"""Messages between the receivers of a declaration: who may be written to, and what a message must be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from server.domain import texts
from server.domain.refusal import FieldProblem, InputInvalid

KIND = "message"  # of its mail
LONGEST = 4000  # characters
LIVES = timedelta(hours=23)  # what has not gone by then is dead at the next hour, and its text forgotten
A_WRITER_A_DAY = 40  # mails
AN_ADDRESS_A_DAY = 50
APPRENTICE = "apprentice"  # the receiver's id of the apprentice, who is no recipient before the declaration is sent


@dataclass(frozen=True)
class Receiver:
    """Somebody on a declaration: writes, or is written to. `id`: the recipient's, or APPRENTICE."""

    id: str
    address: str
    name: str
    roles: tuple[str, ...]
    opens: bool  # has a link of its own by now, so that a mail may hold it


def receivers(standing: Sequence[Receiver], apprentice: Receiver) -> list[Receiver]:
    """Everybody on the declaration, the apprentice last and once, however the own address stands there."""
    others = [one for one in standing if "apprentice" not in one.roles and one.address != apprentice.address]
    return [*others, apprentice]


def demand_right(text: Any, to: Sequence[Any], known: Collection[str]) -> None:
    """Raises InputInvalid. `known`: ids of those who may be written to."""
    found = []
    code = texts.problem(text, LONGEST, lines=True) or ("message_empty" if not text.strip() else None)
    if code:
        found.append(FieldProblem("text", code))
    if not to:
        found.append(FieldProblem("to", "receivers_none"))
    elif not all(isinstance(one, str) and one in known for one in to):
        found.append(FieldProblem("to", "receiver_unknown"))
    if found:
        raise InputInvalid(found)

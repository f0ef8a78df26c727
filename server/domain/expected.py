"""Whom a school expects in a class, and who of the names is whom when the list is written anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from server.domain import texts
from server.domain.pasted import Pasted


@dataclass(frozen=True)
class Known:
    """A name the school wrote before."""

    id: UUID
    name: str
    address: str
    removed: bool


@dataclass(frozen=True)
class Kept:
    """What becomes of the names: who keeps the row, written as now, who is new, and who is expected no more."""

    same: dict[UUID, Pasted]
    new: list[Pasted]
    gone: list[UUID]


def keep(known: Sequence[Known], names: Sequence[Pasted]) -> Kept:
    """Each name keeps its row: by the address, else by the name. Who was taken off and comes again gets the old row."""
    left = sorted(known, key=lambda one: one.removed)  # whoever stands now comes first
    same: dict[UUID, Pasted] = {}
    new: list[Pasted] = list(names)
    for match in (_by_address, _by_name):
        rest = []
        for name in new:
            row = next((one for one in left if match(one, name)), None)
            if row is None:
                rest.append(name)
            else:
                left.remove(row)
                same[row.id] = name
        new = rest
    return Kept(same, new, [one.id for one in left if not one.removed])


def _by_address(row: Known, name: Pasted) -> bool:
    return bool(row.address) and row.address == name.address


def _by_name(row: Known, name: Pasted) -> bool:
    return bool(row.name) and texts.folded(row.name) == texts.folded(name.name)

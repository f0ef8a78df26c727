"""Which edition of the catalogue an apprentice's next declaration is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Known:
    """An edition that is in force."""

    id: str
    valid_from: date


def followed(editions: Sequence[Known], started_on: date | None, last: str | None) -> str | None:
    """Of the programme's editions: the one they follow already, else the one that held when they began, else the first.

    An apprentice keeps the rules (*uddannelsesordning*) they began under. `last`: what their newest declaration was
    made from.
    """
    in_order = sorted(editions, key=lambda one: one.valid_from)
    if last in [one.id for one in in_order]:
        return last
    begun = [one for one in in_order if started_on is None or one.valid_from <= started_on]
    return begun[-1].id if begun else in_order[0].id if in_order else None

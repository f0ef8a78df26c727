"""Which edition of the catalogue an apprentice's next declaration is made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Known:
    """An edition that is in force."""

    id: str
    valid_from: date


def in_order(editions: Sequence[Known]) -> list[str]:
    """Their ids, the oldest first; of those from the same day, the one that came last is the newer."""
    return [one.id for one in sorted(editions, key=lambda one: one.valid_from)]


def followed(
    editions: Sequence[Known], started_on: date | None, first: str | None, moved_to: str | None = None
) -> str | None:
    """Of the programme's editions: the one they follow already, else the one that held when they began, else the first;
    or the newer one that their school moved them to.

    An apprentice keeps the rules (*uddannelsesordning*) they began under. `first`: what their first declaration was
    made from; a later one made from a newer edition moves nobody.
    """
    ids = in_order(editions)
    held = [ids.index(one) for one in (first, moved_to) if one in ids]
    if held:
        return ids[max(held)]
    begun = [one for one in editions if started_on is None or one.valid_from <= started_on]
    return in_order(begun)[-1] if begun else ids[0] if ids else None


def newer(editions: Sequence[Known], than: str) -> list[str]:
    """Those that came after it, the newest first."""
    ids = in_order(editions)
    return ids[ids.index(than) + 1 :][::-1] if than in ids else []

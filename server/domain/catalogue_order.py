"""What stands elsewhere in a list than before: as few things as explain the new order, whatever came or went."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def moved(before: Sequence[str], after: Sequence[str]) -> dict[str, str | None]:
    """By key, in the new order: the key that each now stands after, None where it is the first."""
    places = {key: place for place, key in enumerate(before)}
    stayed = _stayed([places[key] for key in after if key in places])
    above = dict(zip(after, [None, *after], strict=False))
    return {key: above[key] for key in after if key in places and places[key] not in stayed}


def by_group(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str | None]:
    """The same of several lists; keys to groups. What went to another group is not told as moved in its list."""
    found: dict[str, str | None] = {}
    for group in dict.fromkeys(after.values()):
        now = [key for key, its in after.items() if its == group]
        found |= moved([key for key, its in before.items() if its == group], now)
    return found


def _stayed(places: Sequence[int]) -> set[int]:
    """The most of them that still follow each other as they did (a longest rising run, read from the end: of two
    neighbours that changed places it is the upper one that moved down)."""
    lowest: list[int] = []  # the best end of a run of each length
    behind: dict[int, int | None] = {}
    for place in reversed(places):
        at = bisect_left(lowest, -place)
        behind[place] = -lowest[at - 1] if at else None
        lowest[at : at + 1] = [-place]
    found: set[int] = set()
    one: int | None = -lowest[-1] if lowest else None
    while one is not None:
        found.add(one)
        one = behind[one]
    return found

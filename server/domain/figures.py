"""What may be told of groups of apprentices, so that nobody can be told apart, not even by subtraction.

A count is never told. A size is told in steps of five people, and not below five; a share in steps of percent that
leave room for at least three counts. Parts and the whole they make up are told together: the whole in the finest steps
that leave every part the same room, whatever the truth is. So what is held back depends only on what is told: that
something is missing tells nothing either.

Methods: the threshold rule, rounding, and interval protection of tables with totals, as in A. Hundepool et al.,
"Statistical Disclosure Control" (Wiley, 2012), chapter 4.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

LEAST = 5  # people: a smaller group is not told of
ROOM = 3  # so many counts are left open, at least
PEOPLE_STEPS = (5, 10, 20, 50, 100, 200, 500)
PERCENT_STEPS = (5, 10, 20, 25, 50)  # divisors of 100
PART_STEPS = 4  # of those for a part: halves tell too little to be worth a line

Group = TypeVar("Group")


@dataclass(frozen=True)
class Size:
    """About `people`, to the nearest `step`."""

    people: int
    step: int


@dataclass(frozen=True)
class Share:
    """From `least` up to `most` percent; to 100 percent means that all are in it too."""

    least: int
    most: int


@dataclass(frozen=True)
class Open:
    """What a reader knows of a count: it lies from `least` to `most`."""

    least: int
    most: int


def size(people: int, step: int = PEOPLE_STEPS[0]) -> Size | None:
    """How large a group is; None for one too small."""
    return Size(max(step, step * ((people + step // 2) // step)), step) if people >= LEAST else None


def open_size(told: Size | None) -> Open:
    if told is None:
        return Open(0, LEAST - 1)
    least = told.people - told.step // 2
    return Open(LEAST if told.people == told.step else least, told.people + (told.step - 1) // 2)


def share(count: int, people: int) -> Share | None:
    """`count` of `people`; None where no step leaves room. The step follows from the told size, not from the size."""
    step = _step(open_size(size(people)).least)
    return _share(count, people, step) if step else None


def _step(people: int) -> int | None:
    return next((step for step in PERCENT_STEPS[:PART_STEPS] if step * people >= 100 * ROOM), None)


def _share(count: int, people: int, step: int) -> Share:
    least = min(100 * count // people // step * step, 100 - step)
    return Share(least, least + step)


def open_share(told: Share | None, people: int) -> Open:
    """What a share leaves open even for whoever knows how many people there are."""
    if told is None:
        return Open(0, people)
    most = people if told.most == 100 else _over(told.most, people) - 1
    return Open(_over(told.least, people), most)


def _over(percent: int, people: int) -> int:
    """The smallest count that is so many percent."""
    return -(-percent * people // 100)


def keeps_apart(parts: Sequence[Open], whole: Open) -> bool:
    """Whether subtracting the others from the whole leaves each part `ROOM`, or all it had."""
    least, most = sum(one.least for one in parts), sum(one.most for one in parts)
    for one in parts:
        lower = max(one.least, whole.least - (most - one.most))
        upper = min(one.most, whole.most - (least - one.least))
        if upper - lower + 1 < min(ROOM, one.most - one.least + 1):
            return False
    return True


def sizes(parts: Mapping[Group, int]) -> tuple[dict[Group, Size | None], Size | None]:
    """The told size of each part and of the whole; None for the whole where no step hides the parts, also from somebody
    who knows that there is somebody in each of them."""
    told = {group: size(people) for group, people in parts.items()}
    opened = [open_size(one) for one in told.values()]
    there = [Open(max(1, one.least), one.most) for one in opened]
    step = next(
        (step for step in PEOPLE_STEPS if all(_hides(known, _size_steps(known, step)) for known in (opened, there))),
        None,
    )
    return told, size(sum(parts.values()), step) if step else None


def _size_steps(parts: Sequence[Open], step: int) -> Iterator[Open]:
    """Everything that could be told of the whole, as far as the parts tell."""
    yield open_size(None)
    for people in range(step, sum(one.most for one in parts) + 2 * step, step):
        yield open_size(Size(people, step))


def shares(parts: Mapping[Group, tuple[int, int]]) -> tuple[dict[Group, Share | None], Share | None]:
    """The told share of each part, given as (count, people), and of the whole; None where no step hides the parts."""
    told = {group: share(count, people) for group, (count, people) in parts.items()}
    opened = [open_share(told[group], people) for group, (_, people) in parts.items()]
    count, people = (sum(one[place] for one in parts.values()) for place in (0, 1))
    finest = _step(open_size(size(people)).least)
    coarser = [step for step in PERCENT_STEPS if finest and step >= finest]
    step = next((step for step in coarser if _hides(opened, _share_steps(people, step))), None)
    return told, _share(count, people, step) if step else None


def _share_steps(people: int, step: int) -> Iterator[Open]:
    for least in range(0, 100, step):
        yield open_share(Share(least, least + step), people)


def _hides(parts: Sequence[Open], steps: Iterable[Open]) -> bool:
    """Whether each step in which the whole could lie keeps the parts apart."""
    least, most = sum(one.least for one in parts), sum(one.most for one in parts)
    possible = (one for one in steps if one.least <= most and one.most >= least)
    return all(keeps_apart(parts, one) for one in possible)

"""Figures without names: an attacker who has all that was told, and knows how it was made, finds nobody."""

import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import product

import pytest

from server.domain import figures
from server.domain.figures import LEAST, ROOM, Open, Share, Size, keeps_apart, open_share, open_size, share, size

SIZES = [(0, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (248, 250)]


@pytest.mark.parametrize(("people", "told"), SIZES)
def test_a_size_is_told_to_the_nearest_five_and_not_below(people: int, told: int | None) -> None:
    assert size(people) == (Size(told, 5) if told else None)


@pytest.mark.parametrize("people", range(400))
def test_a_told_size_leaves_open_what_it_says(people: int) -> None:
    for step in figures.PEOPLE_STEPS:
        told = size(people, step)
        known = open_size(told)
        assert known.least <= people <= known.most
        assert all(size(n, step) == told for n in range(known.least, known.most + 1))


SHARES = [
    (0, 12, None), (6, 12, None),  # too few for any step to leave room
    (0, 13, Share(0, 25)), (13, 13, Share(75, 100)), (3, 13, Share(0, 25)), (4, 13, Share(25, 50)),
    (4, 25, Share(0, 20)), (5, 25, Share(20, 40)), (3, 40, Share(0, 10)), (100, 100, Share(95, 100)),
]  # fmt: skip


@pytest.mark.parametrize(("count", "people", "told"), SHARES)
def test_a_share_is_told_in_the_finest_steps_that_leave_room(count: int, people: int, told: Share | None) -> None:
    assert share(count, people) == told


@pytest.mark.parametrize("people", range(130))
def test_a_told_share_leaves_three_counts_open_also_for_whoever_knows_how_many_there_are(people: int) -> None:
    for count in range(people + 1):
        told = share(count, people)
        known = open_share(told, people)
        assert known.least <= count <= known.most
        assert all(share(n, people) == told for n in range(known.least, known.most + 1))
        assert known.most - known.least + 1 >= min(ROOM, people + 1)


def test_parts_are_kept_apart_or_not() -> None:
    assert keeps_apart([Open(0, 4), Open(0, 4)], Open(3, 7))
    assert not keeps_apart([Open(0, 4), Open(0, 4)], Open(7, 9)), "each would be 3 or 4"
    assert not keeps_apart([Open(0, 4), Open(6, 6)], Open(8, 8)), "exactly 2"
    assert keeps_apart([Open(2, 3)], Open(2, 3)), "all it had"


# The attacker: every world that there could be, sorted by what is told of it. What all worlds of one telling have in
# common is found out; so knowing the rules, and that something is held back, helps as far as it can help.
World = tuple[int, ...]


def told_apart(worlds: Iterable[tuple[World, Hashable]]) -> Iterator[set[int]]:
    """For each telling and each number in its worlds: the values it could have."""
    by_telling: dict[Hashable, list[World]] = defaultdict(list)
    for world, telling in worlds:
        by_telling[telling].append(world)
    for alike in by_telling.values():
        yield from (set(values) for values in zip(*alike, strict=True))


def sizes_told(world: World) -> Hashable:
    parts, whole = figures.sizes(dict(enumerate(world)))
    return tuple(parts.values()), whole


def shares_told(counts: World, people: World) -> Hashable:
    parts, whole = figures.shares(dict(enumerate(zip(counts, people, strict=True))))
    return tuple(parts.values()), whole


@pytest.mark.parametrize(("schools", "most"), [(1, 60), (2, 42), (3, 22)])
def test_no_size_is_worked_out(schools: int, most: int) -> None:
    worlds = ((world, sizes_told(world)) for world in product(range(most + 1), repeat=schools))
    for values in told_apart(worlds):
        if max(values) < most:  # where the attacker's worlds end, there would be more
            assert len(values) >= ROOM


@pytest.mark.parametrize(("schools", "most"), [(2, 32), (3, 12), (4, 7), (6, 4), (7, 3)])
def test_no_size_is_worked_out_by_who_knows_that_there_is_somebody_in_each(schools: int, most: int) -> None:
    """Seven schools with one each would else be told of as about five: each has exactly one."""
    worlds = ((world, sizes_told(world)) for world in product(range(1, most + 1), repeat=schools))
    for values in told_apart(worlds):
        if max(values) < most:
            assert len(values) >= ROOM


PEOPLE = [
    *((a, b) for a in range(1, 26, 2) for b in range(a, 26, 3)),
    (12, 12, 12), (12, 13, 15), (13, 13, 13), (15, 15, 15), (4, 12, 12), (4, 4, 13), (20, 12, 7), (1, 1, 30),
    (2, 33, 16),
]  # fmt: skip


@pytest.mark.parametrize("people", PEOPLE, ids=str)
def test_no_share_is_worked_out_not_even_by_who_knows_all_sizes(people: World) -> None:
    worlds = ((counts, shares_told(counts, people)) for counts in product(*(range(n + 1) for n in people)))
    smallest = min(people)
    for values in told_apart(worlds):
        assert len(values) >= min(ROOM, smallest + 1)


def test_what_hangs_together_gives_no_count_away() -> None:
    """Asked, answered, and of those with special needs, at one school: also what lies between two of them."""
    most = 40
    worlds = [
        ((answered, special, asked - answered, answered - special), _told(asked, answered, special))
        for asked in range(most + 1)
        for answered in range(asked + 1)
        for special in range(answered + 1)
    ]
    for values in told_apart(worlds):
        if max(values) < most - 5:
            assert len(values) >= ROOM


def _told(asked: int, answered: int, special: int) -> Hashable:
    return size(asked), size(answered), share(special, answered)


def narrowed(parts: list[Open], whole: Open) -> list[Open]:
    """What subtracting leaves of each part, again and again until nothing moves."""
    while True:
        least, most = sum(one.least for one in parts), sum(one.most for one in parts)
        after = [
            Open(max(one.least, whole.least - most + one.most), min(one.most, whole.most - least + one.least))
            for one in parts
        ]
        if after == parts:
            return parts
        parts = after


@pytest.mark.parametrize("seed", range(300))
def test_no_count_of_a_large_country_is_worked_out_by_subtracting(seed: int) -> None:
    chance = random.Random(seed)
    people = [chance.choice([chance.randrange(6), chance.randrange(60), chance.randrange(400)]) for _ in range(14)]
    counts = [chance.choice([0, n, chance.randrange(n + 1), min(n, chance.randrange(6))]) for n in people]
    parts, whole = figures.shares(dict(enumerate(zip(counts, people, strict=True))))
    if whole:
        opened = [open_share(parts[place], n) for place, n in enumerate(people)]
        for before, after in zip(opened, narrowed(opened, open_share(whole, sum(people))), strict=True):
            assert after.most - after.least + 1 >= min(ROOM, before.most - before.least + 1)
    sizes, all_people = figures.sizes(dict(enumerate(people)))
    if all_people:
        opened = [open_size(one) for one in sizes.values()]
        for after in narrowed(opened, open_size(all_people)):
            assert after.most - after.least + 1 >= ROOM


def test_a_country_of_ordinary_schools_is_told_of() -> None:
    """Protection that tells nothing protects nobody's work either."""
    people = dict(zip("abcdefghij", (24, 31, 18, 42, 9, 27, 66, 15, 33, 3), strict=True))
    sizes, whole = figures.sizes(people)
    assert whole in (Size(270, 5), Size(270, 10))
    assert [one for one in sizes.values() if one is None] == [None]
    shares, all_of_them = figures.shares({school: (n // 6, n) for school, n in people.items()})
    assert all_of_them in (Share(10, 15), Share(10, 20), Share(15, 20))
    assert sum(one is not None for one in shares.values()) >= 7


def test_the_smallest_group_is_five() -> None:
    assert LEAST == 5

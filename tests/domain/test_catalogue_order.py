"""A new order is told by as few things as explain it, and never where things only came or went."""

from dataclasses import replace

import pytest

from server.domain import catalogue_changes, catalogue_order
from server.domain.catalogue import Edition
from tests.example import EDITION

# Before, after, and what moved: each with what it now stands after ("" for none).
ORDERS = [
    ("", "", {}), ("abc", "abc", {}), ("", "abc", {}), ("abc", "", {}),
    ("ab", "ba", {"a": "b"}), ("abcd", "acbd", {"b": "c"}), ("abcd", "bcda", {"a": "d"}), ("abcd", "dabc", {"d": ""}),
    ("abcd", "acd", {}), ("abcd", "xaybzcdw", {}), ("abcd", "xacyw", {}), ("ab", "cd", {}),
    ("abcd", "axcbd", {"b": "c"}), ("abcd", "acxbd", {"b": "x"}), ("abcd", "cb", {"b": "c"}),
    ("abcdef", "bacdfe", {"a": "b", "e": "f"}), ("abc", "cba", {"b": "c", "a": "b"}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "found"), ORDERS)
def test_what_moved(before: str, after: str, found: dict[str, str]) -> None:
    assert {key: above or "" for key, above in catalogue_order.moved(before, after).items()} == found


# As keys with their groups.
GROUPS = [
    ("a1 b1 c2 d2", "b1 a1 c2 d2", {"a": "b"}),
    ("a1 b1 c2 d2", "b1 a1 d2 c2", {"a": "b", "c": "d"}),
    ("a1 b1 c2 d2", "c2 d2 a1 b1", {}),  # only the lists stand the other way round
    ("a1 b1 c2 d2", "a1 c2 d2 b2", {}),  # went to the other list
]


@pytest.mark.parametrize(("before", "after", "found"), GROUPS)
def test_what_moved_in_its_own_list(before: str, after: str, found: dict[str, str]) -> None:
    first, then = ({one[0]: one[1] for one in told.split()} for told in (before, after))
    assert catalogue_order.by_group(first, then) == found


def turned(edition: Edition, kind: str) -> Edition:
    """With the first two of a kind the other way round."""
    first, second, *rest = getattr(edition, kind)
    return replace(edition, **{kind: (second, first, *rest)})


@pytest.mark.parametrize("kind", ["goals", "work_areas", "machines", "scale", "main_courses"])
def test_every_kinds_order_is_a_change(kind: str) -> None:
    after = turned(EDITION, kind)
    [told] = catalogue_changes.changes(EDITION, after)
    second, first, *_ = getattr(after, kind)
    assert (told.kind, told.how, told.fields) == (kind, "moved", ())
    assert told.name == (first.text if kind == "goals" else first.name)
    assert told.above == (second.text if kind == "goals" else second.name)


def test_functions_move_within_their_work_area() -> None:
    area = EDITION.work_areas[0]
    [first, second, *rest] = area.functions
    changed = replace(area, functions=(second, first, *rest))
    [told] = catalogue_changes.changes(EDITION, replace(EDITION, work_areas=(changed, *EDITION.work_areas[1:])))
    assert (told.kind, told.how, told.name, told.above) == ("functions", "moved", first.name, second.name)

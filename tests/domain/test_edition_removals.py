"""A thing taken out of a draft and put back: all as it was, whatever went along, and what others did stands."""

from collections.abc import Sequence
from itertools import combinations, permutations
from typing import Any

import pytest

from server.domain import edition_things
from server.domain.edition_removals import along, going, inserted, last_seen, put_back, removal, removed
from server.domain.edition_things import KINDS, key_of
from server.domain.refusal import NotFound, Refusal
from tests.example import EDITION, EDITIONS

CONTENT: dict[str, Any] = EDITION.as_json()
TWO: dict[str, Any] = next(one for one in EDITIONS if len(one.specialisations) > 1).as_json()


def everything(content: dict[str, Any]) -> list[tuple[str, str]]:
    return [(kind, key_of(one)) for kind in KINDS for one in content[kind]]


@pytest.mark.parametrize("content", [CONTENT, TWO], ids=["one speciality", "several"])
def test_whatever_can_be_taken_out_is_put_back_as_it_was(content: dict[str, Any]) -> None:
    tried = 0
    for kind, key in everything(content):
        told = removal(content, kind, key)
        try:
            after = removed(content, kind, key)
        except Refusal:
            continue
        assert after != content
        assert put_back(after, told) == content, (kind, key)
        tried += 1
    assert tried > len(content["goals"])


def test_with_a_speciality_comes_back_what_was_its_alone_and_what_it_shared() -> None:
    key = TWO["specialisations"][-1]["key"]
    told = removal(TWO, "specialisations", key)
    assert along(told)
    assert told["narrowed"] or all(len(one["thing"].get("specialisations", [])) <= 1 for one in told["gone"])
    kept = removed(TWO, "specialisations", key)
    machines = [{**kept["machines"][0], "name": "Ny sav"}, *kept["machines"][1:]]
    back = put_back({**kept, "machines": machines}, told)
    assert back == {**TWO, "machines": machines}, "what a colleague wrote meanwhile stands"


def test_what_others_did_meanwhile_stands_and_what_is_missing_is_named() -> None:
    area = {"key": "nyt", "name": "Nyt", "functions": [{"key": "x", "name": "X"}]}
    content = {**CONTENT, "work_areas": [*CONTENT["work_areas"], area]}
    goal = {"key": "kan_nyt", "text": "Kan nyt", "plain": "", "example": "", "work_area": "nyt", "expected_before": 1}
    content = {**content, "goals": [*content["goals"], goal]}
    without_goal, told_goal = removed(content, "goals", "kan_nyt"), removal(content, "goals", "kan_nyt")
    without_both, told_area = removed(without_goal, "work_areas", "nyt"), removal(without_goal, "work_areas", "nyt")
    assert refused(without_both, told_goal) == "ground_gone"
    assert put_back(put_back(without_both, told_area), told_goal) == content
    other = inserted(without_goal, "goals", 0, {**goal, "text": "Et andet med samme nøgle"})
    assert refused(other, told_goal) == "thing_there"


def shared_by_three() -> dict[str, Any]:
    """Three specialities and a goal for each group of them."""
    keys = ("a", "b", "c")
    groups = [list(group) for size in (1, 2, 3) for group in combinations(keys, size)]
    goals = [{**CONTENT["goals"][0], "key": "_".join(group), "specialisations": group} for group in groups]
    return {**CONTENT, "specialisations": [{"key": key, "name": key} for key in keys], "goals": goals}


@pytest.mark.parametrize("out", list(permutations("abc", 2)))
def test_two_specialities_come_back_whole_in_whichever_order(out: tuple[str, str]) -> None:
    content, told = shared_by_three(), []
    for key in out:
        told = [removal(content, "specialisations", key), *told]
        content = removed(content, "specialisations", key)
    first, last = told[1], told[0]
    assert refused(content, first, [last]) == "ground_gone", "a goal of these two alone went with the last one"
    content = put_back(put_back(content, last, [first]), first)
    assert content == shared_by_three()


def test_what_three_share_is_shared_by_all_again_whoever_comes_back_first() -> None:
    content = shared_by_three()
    content = {**content, "goals": [content["goals"][0], content["goals"][-1]]}  # a alone, and all three
    told = []
    for key in ("b", "c"):
        told.append(removal(content, "specialisations", key))
        content = removed(content, "specialisations", key)
    content = put_back(content, told[0], told[1:])
    assert content["goals"][-1]["specialisations"] == ["a", "b"]
    content = put_back(content, told[1])
    assert sorted(content["goals"][-1]["specialisations"]) == ["a", "b", "c"]


def test_a_goal_that_a_colleague_gave_to_others_meanwhile_stays_with_them() -> None:
    before = shared_by_three()
    told, content = removal(before, "specialisations", "c"), removed(before, "specialisations", "c")
    goals = [{**one, "specialisations": ["b"]} if one["key"] == "a_b_c" else one for one in content["goals"]]
    back = put_back({**content, "goals": goals}, told)
    assert next(one for one in back["goals"] if one["key"] == "a_b_c")["specialisations"] == ["b"]


def refused(content: dict[str, Any], told: dict[str, Any], others: Sequence[dict[str, Any]] = ()) -> str:
    with pytest.raises(Refusal) as raised:
        put_back(content, told, others)
    return raised.value.code


def test_what_goes_is_told_before_it_goes_also_what_a_colleague_added_to_it() -> None:
    key = TWO["specialisations"][-1]["key"]
    before = going(TWO, "specialisations", key)
    goal = {**TWO["goals"][0], "key": "kun_her", "text": "Kun her", "specialisations": [key]}
    more = {**TWO, "goals": [*TWO["goals"], goal]}
    assert going(more, "specialisations", key) != before
    assert "Kun her" in along(removal(more, "specialisations", key))
    assert going(more, "goals", TWO["goals"][0]["key"]) == going(TWO, "goals", TWO["goals"][0]["key"])


def test_a_thing_that_was_taken_out_is_found_as_it_stood() -> None:
    key = CONTENT["goals"][3]["key"]
    told = removal(CONTENT, "goals", key)
    place, thing, how = last_seen([told], "goals", key)
    assert (place, thing, how) == (3, CONTENT["goals"][3], told)
    for kind, other in (("goals", "findes_ikke"), ("machines", key), ("law", "x")):
        with pytest.raises(NotFound):
            last_seen([told], kind, other)


def test_the_order_that_somebody_saw_is_of_one_list() -> None:
    first, second = (one["key"] for one in CONTENT["goals"][:2])
    seen = edition_things.order(CONTENT, "goals", first)
    assert seen == edition_things.order(CONTENT, "goals", second)
    moved = edition_things.moved(CONTENT, "goals", first, up=False)
    assert edition_things.order(moved, "goals", first) != seen
    other = next(one["key"] for one in CONTENT["goals"] if one["work_area"] != CONTENT["goals"][0]["work_area"])
    assert edition_things.order(moved, "goals", other) == edition_things.order(CONTENT, "goals", other)
    assert edition_things.order(CONTENT, "goals", "findes_ikke") == ""

"""A thing taken out of a draft and put back: all as it was, whatever went along, and what others did stands."""

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


def refused(content: dict[str, Any], told: dict[str, Any]) -> str:
    with pytest.raises(Refusal) as raised:
        put_back(content, told)
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

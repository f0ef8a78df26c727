"""What is counted for the committees, and that no count and no small group leaves."""

import json
from collections.abc import Iterator
from datetime import timedelta

from server.domain import meeting_pack
from server.domain.meeting_pack import UNKNOWN, Fact


def facts(school: str, asked: int, answered: int, **more: int) -> Iterator[Fact]:
    """`late`, `special`, `reached`, `used`: so many of those that were answered."""
    for number in range(asked):
        if number >= answered:
            yield Fact(school)
            continue
        yield Fact(
            school,
            timedelta(days=20 if number < more.get("late", 0) else 3),
            has_content=True,
            special_needs=number < more.get("special", 0),
            goals={"hoevle": number < more.get("reached", 0)},
            machines={"Båndsav": number < more.get("used", 0)},
        )


def told(*of: Iterator[Fact]) -> dict:
    return meeting_pack.told(meeting_pack.counted(fact for some in of for fact in some))


def test_sizes_and_shares_of_each_school_and_of_the_whole_country() -> None:
    pack = told(
        facts("a", 30, 26, late=6, special=4, reached=20, used=2), facts("b", 41, 40, special=10, reached=40, used=3)
    )
    assert pack["schools"]["a"] == {
        "asked": [30, 5], "answered": [25, 5],
        "shares": {"goal.hoevle": [60, 80], "machine.Båndsav": [0, 20], "special_needs": [0, 20],
                   "within_14": [60, 80], "within_7": [60, 80]},
    }  # fmt: skip
    assert pack["schools"]["b"]["answered"] == [40, 5]
    assert pack["whole"]["asked"] is not None
    assert pack["whole"]["shares"]["goal.hoevle"] == [75, 100]


def test_a_group_under_five_is_not_told_of_and_the_whole_does_not_give_it_away() -> None:
    pack = told(facts("a", 4, 4, special=1), facts("b", 30, 30, special=6))
    assert "a" not in pack["schools"], "nor that there is somebody"
    assert pack["schools"]["b"]["answered"] == [30, 5]


def test_whoever_has_no_known_school_counts_in_the_whole_only() -> None:
    pack = told(facts(UNKNOWN, 30, 30), facts("a", 30, 30))
    assert list(pack["schools"]) == ["a"]
    assert pack["whole"]["answered"] == [60, 10]


def test_what_is_erased_counts_as_answered_and_says_nothing_else() -> None:
    erased = (Fact("a", timedelta(days=1)) for _ in range(30))
    pack = told(erased)
    assert pack["schools"]["a"]["answered"] == [30, 5]
    assert set(pack["schools"]["a"]["shares"]) == {"within_7", "within_14"}


def test_no_count_stands_anywhere() -> None:
    text = json.dumps(told(facts("a", 33, 31, late=3, special=3, reached=13, used=7)))
    assert not any(f"[{count}," in text for count in (33, 31, 13, 7))


def test_nothing_asked_is_nothing_told() -> None:
    assert told() == {"schools": {}, "whole": {"asked": None, "answered": None, "shares": {}}}

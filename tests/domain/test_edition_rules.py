"""From which day an edition may hold: never one that is over, never over another's, never out of everybody's reach; and
that it says something new, as it was looked at."""

from datetime import date, timedelta
from typing import Any

import pytest

from server.domain import edition_rules, edition_things
from server.domain.refusal import InputInvalid, Refusal
from tests.example import EDITION

TODAY, NEWEST = date(2026, 8, 1), date(2026, 9, 1)
CASES = [
    (None, None, "date_wrong"),
    (date(2026, 7, 31), None, "edition_day_past"),
    (TODAY, None, ""),
    (NEWEST, NEWEST, "edition_day_before_newest"),  # two of one day: which of them holds?
    (date(2026, 9, 2), NEWEST, ""),
    (date(2031, 8, 1), NEWEST, ""),
    (date(2062, 8, 1), NEWEST, "edition_day_far"),
]


@pytest.mark.parametrize(("day", "newest", "code"), CASES)
def test_the_day_of_an_edition(day: date | None, newest: date | None, code: str) -> None:
    if not code:
        assert edition_rules.demand_day(day, TODAY, newest) == day
        return
    with pytest.raises(InputInvalid) as wrong:
        edition_rules.demand_day(day, TODAY, newest)
    assert [one.code for one in wrong.value.problems] == [code]


CONTENT = EDITION.as_json()
NEXT = EDITION.valid_from + timedelta(days=1)

# What is another than in the newest edition, and what is refused.
DRAFTS: list[tuple[dict[str, Any], str]] = [
    ({}, "edition_unchanged"),
    ({"version": "2030-01.101", "valid_from": "2030-01-01", "id": "x"}, "edition_unchanged"),  # these are given anew
    ({"name": "Nyt navn"}, ""),
    ({"label": "Nye mål"}, ""),
    ({"source": "Udvalgets møde"}, ""),
    ({"goals_are_examples": not EDITION.goals_are_examples}, ""),
    ({"machines": CONTENT["machines"][1:]}, ""),
    ({"machines": [*CONTENT["machines"][1:], CONTENT["machines"][0]]}, ""),
    ({"scale": [{**step, "reached": False} for step in CONTENT["scale"]]}, "edition_unfit"),
]


@pytest.mark.parametrize(("changed", "code"), DRAFTS)
def test_what_may_be_published(changed: dict[str, Any], code: str) -> None:
    content = {**CONTENT, **changed}
    seen = edition_things.whole(content, EDITION.id)
    if not code:
        assert edition_rules.demand_publishable(content, EDITION, NEXT, seen, EDITION.valid_from) == NEXT
        return
    with pytest.raises(Refusal) as wrong:
        edition_rules.demand_publishable(content, EDITION, NEXT, seen, EDITION.valid_from)
    assert wrong.value.code == code


def test_a_first_edition_has_nothing_to_be_the_same_as() -> None:
    seen = edition_things.whole(CONTENT, None)
    assert edition_rules.demand_publishable(CONTENT, None, NEXT, seen, EDITION.valid_from) == NEXT


@pytest.mark.parametrize("changed", [{}, {"name": "Nyt navn"}])
def test_only_what_was_seen_is_published(changed: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as wrong:
        edition_rules.demand_publishable({**CONTENT, **changed}, EDITION, NEXT, "x", EDITION.valid_from)
    assert wrong.value.code == "draft_moved"

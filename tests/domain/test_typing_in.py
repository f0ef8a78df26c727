"""Typing in from paper: who may, beside whom, and what counts as typed."""

from typing import Any

import pytest

from server.domain import typing_in
from server.domain.refusal import NotFound, Refusal
from tests.cast import ANSWERS, SPECIALISATION
from tests.example import EDITION

A, B, NAME = "supervisor.goal.a", "supervisor.remarks", "supervisor.name"


@pytest.mark.parametrize(
    ("roles", "at_school", "side"),
    [
        (["supervisor"], False, "workplace"),
        (["workplace_contact"], False, "workplace"),
        (["school"], True, "school"),
        ([], True, "school"),  # staff, by their school alone
        (["supervisor", "school"], True, "workplace"),  # the school's training centre
        (["other", "workplace_contact"], False, "workplace"),
        (["other"], False, None),
        (["apprentice"], False, None),
        ([], False, None),
    ],
)
def test_as_what_somebody_types(roles: list[str], at_school: bool, side: str | None) -> None:
    if side is None:
        with pytest.raises(NotFound):
            typing_in.side(roles, at_school=at_school)
    else:
        assert typing_in.side(roles, at_school=at_school) == side


@pytest.mark.parametrize(
    ("hands", "free"),
    [
        ({}, True),
        ({NAME: None}, True),  # "Ja, det er mig" is no beginning
        ({A: None}, False),
        ({A: None, NAME: None}, False),
        ({A: "workplace"}, False),
        ({A: "school"}, True),
        ({A: "school", B: None}, True),  # who had begun goes on
        ({A: "workplace", B: None}, False),
    ],
)
def test_nobody_begins_in_anothers_draft(hands: dict[str, Any], free: bool) -> None:
    assert typing_in.is_free(hands, "school") is free
    if free:
        typing_in.demand_free(hands, "school")
    else:
        with pytest.raises(Refusal, match="answered_elsewhere"):
            typing_in.demand_free(hands, "school")


def test_what_another_hand_answered() -> None:
    hands: dict[str, Any] = {A: "school", B: None, NAME: "workplace"}
    assert typing_in.elsewhere(hands, "school") == {B, NAME}
    assert typing_in.elsewhere(hands, "workplace") == {A, B}


@pytest.mark.parametrize(
    ("value", "before", "suggested", "typed"),
    [
        ("routine", None, None, True),
        ("routine", "routine", None, False),
        ("alone", "routine", None, True),
        (None, "routine", None, True),
        (None, None, None, False),
        (True, None, None, True),
        (True, None, True, True),
        (True, True, None, False),
        (False, True, None, True),
        (False, None, None, False),
        (False, None, False, False),
        (False, None, True, True),  # else the apprentice's suggestion would count as yes
        (False, False, True, False),
    ],
)
def test_what_counts_as_typed(value: Any, before: Any, suggested: Any, typed: bool) -> None:
    assert typing_in.is_typed(value, before, suggested) is typed


def test_a_sheet_holds_all_that_is_needed_and_nothing_of_the_apprentice() -> None:
    fields = typing_in.fields(EDITION, SPECIALISATION)
    assert set(ANSWERS) <= set(fields)
    assert len(fields) == len(set(fields))
    assert all(field.startswith("supervisor.") for field in fields)
    assert not {"supervisor.filled_by", "supervisor.apprentice_talked_through_on"} & set(fields)

"""The rules that phone and server share, by the tables in tests/cases/."""

from typing import Any

import pytest

from server.domain import addresses, answers, cvr, declarations, short_codes, summonses, texts
from tests.cases import cases
from tests.example import EDITION


@pytest.mark.parametrize("case", cases("cvr"), ids=lambda case: case["text"] or "empty")
def test_a_cvr_number_adds_up_or_says_why(case: dict[str, Any]) -> None:
    assert cvr.problem(case["text"]) == case["problem"]


@pytest.mark.parametrize("case", cases("addresses"), ids=lambda case: case["text"][:40] or "empty")
def test_an_address_is_judged_and_a_near_miss_suggested(case: dict[str, Any]) -> None:
    assert addresses.problem(case["text"]) == case["problem"]
    assert addresses.suggestion(case["text"]) == case["suggestion"]


@pytest.mark.parametrize("case", cases("masked"), ids=lambda case: case["text"])
def test_an_address_is_masked(case: dict[str, Any]) -> None:
    assert addresses.masked(case["text"]) == case["masked"]


@pytest.mark.parametrize("case", cases("short_codes"), ids=lambda case: ascii(case["text"]) or "empty")
def test_a_short_code_is_understood_however_it_is_typed(case: dict[str, Any]) -> None:
    assert short_codes.normal(case["text"]) == case["normal"]


@pytest.mark.parametrize("case", cases("summonses"), ids=lambda case: case["name"])
def test_a_call_up_fills_in_what_nobody_typed(case: dict[str, Any]) -> None:
    assert summonses.fill(case["values"], case["said"], case["before"]) == case["filled"]


@pytest.mark.parametrize("case", cases("texts"), ids=lambda case: ascii(case["text"])[:40])
def test_a_text_holds_nothing_hidden_and_is_not_too_long(case: dict[str, Any]) -> None:
    assert texts.problem(case["text"], case["limit"], lines=case["lines"]) == case["problem"]


@pytest.mark.parametrize("case", cases("missing"), ids=lambda case: case["name"])
def test_what_is_missing_before_a_request(case: dict[str, Any]) -> None:
    found = declarations.missing(case["answers"], case["profile"], EDITION, "bygningssnedker")
    assert [[problem.field, problem.code] for problem in found] == case["missing"]


@pytest.mark.parametrize("case", cases("fields"), ids=lambda case: f"{case['field']}={case['value']!r}"[:60])
def test_each_field_has_an_owner_and_takes_only_its_values(case: dict[str, Any]) -> None:
    assert answers.owner(case["field"]) == case["owner"]
    if case["owner"]:
        assert answers.problem(case["field"], case["value"], EDITION) == case["problem"]

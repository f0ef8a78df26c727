"""What goes into which field of the committee's form, by tables of cases."""

from typing import Any

import pytest

from server.domain import official_forms
from server.domain.official_forms import LeftOut, Link, OfficialForm
from server.domain.refusal import InputInvalid

LINE = {"name": "f", "kind": "text", "multiline": False, "comb": False, "longest": 0}
LINES = {**LINE, "multiline": True}
COMB = {**LINE, "comb": True, "longest": 8}
OPTIONS = [{"value": "1", "label": "Bygningssnedker"}, {"value": "2", "label": "Møbelsnedker"}]
CHOICE = {"name": "f", "kind": "choice", "options": OPTIONS, "free": False, "multiline": False}
TICK = {"name": "f", "kind": "tick", "states": [{"state": "/ja"}, {"state": "/nej"}]}


def plan(field: dict[str, Any], facts: dict[str, str], *links: Link) -> official_forms.Plan:
    return official_forms.plan(OfficialForm(b"", [field], links or [Link("f", "a")]), facts)


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [
        (LINE, "Åse Østergård", ("Åse Østergård", "Åse Østergård")),
        (LINE, "  Åse ", ("Åse", "Åse")),
        (LINE, "to\nlinjer", ("to, linjer", "to, linjer")),
        (LINES, "to\nlinjer", ("to\nlinjer", "to\nlinjer")),
        ({**LINE, "longest": 3}, "Åse", ("Åse", "Åse")),
        (COMB, "13748136", ("13748136", "13748136")),
        (COMB, "04-12-2026", ("04122026", "04122026")),
        ({**COMB, "longest": 10}, "04-12-2026", ("04-12-2026", "04-12-2026")),
        (CHOICE, "møbelsnedker", ("2", "Møbelsnedker")),
        (CHOICE, "1", ("1", "Bygningssnedker")),
        ({**CHOICE, "free": True}, "Orgelbygger", ("Orgelbygger", "Orgelbygger")),
    ],
)
def test_a_value_is_written_as_its_field_takes_it(field: Any, value: str, written: tuple[str, str]) -> None:
    made = plan(field, {"a": value})
    assert (made.texts, made.left_out) == ({"f": written}, ())


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ({**LINE, "longest": 3}, "Åses", "too_long"),
        (COMB, "137481361", "too_long"),
        (CHOICE, "Orgelbygger", "no_option"),
    ],
)
def test_what_does_not_go_in_is_left_out_whole_and_told(field: Any, value: str, why: str) -> None:
    made = plan(field, {"a": value})
    assert (made.texts, made.left_out) == ({}, (LeftOut("f", "a", why),))


@pytest.mark.parametrize("field", [LINE, LINES, COMB, CHOICE, TICK])
@pytest.mark.parametrize("facts", [{}, {"a": ""}, {"a": " \n"}])
def test_what_is_not_known_leaves_the_field_as_it_is(field: Any, facts: dict[str, str]) -> None:
    made = plan(field, facts, Link("f", "a", "/ja" if field is TICK else ""))
    assert (made.texts, made.left_out) == ({}, ())
    assert made.ticks == ({"f": "/ja"} if field is TICK and facts.get("a") and facts["a"].strip() else {})


@pytest.mark.parametrize(
    ("links", "facts", "state"),
    [
        ([Link("f", "yes", "/ja"), Link("f", "no", "/nej")], {"yes": "x", "no": ""}, "/ja"),
        ([Link("f", "yes", "/ja"), Link("f", "no", "/nej")], {"yes": "", "no": "x"}, "/nej"),
        ([Link("f", "yes", "/ja"), Link("f", "no", "/nej")], {"yes": "x", "no": "x"}, "/ja"),
        ([Link("f", "yes", "/ja"), Link("f", "no", "/nej")], {}, None),
        ([Link("f", "a", "/ja", "Møbelsnedker")], {"a": " MØBELSNEDKER"}, "/ja"),
        ([Link("f", "a", "/ja", "Møbelsnedker")], {"a": "Bygningssnedker"}, None),
    ],
)
def test_a_tick_is_set_when_its_fact_is_there_or_says_so(links: Any, facts: Any, state: str | None) -> None:
    assert plan(TICK, facts, *links).ticks == ({"f": state} if state else {})


def test_links_are_kept_where_name_kind_and_state_are_the_same() -> None:
    before = [LINE, {**TICK, "name": "t"}, {**LINE, "name": "gone"}, {**LINE, "name": "other"}]
    now = [
        {**COMB},
        {**TICK, "name": "t", "states": [{"state": "/ja"}]},
        {**TICK, "name": "other"},
        {**LINE, "name": "new"},
    ]
    links = [Link("f", "a"), Link("t", "a", "/ja"), Link("t", "b", "/nej"), Link("gone", "a"), Link("other", "a")]
    kept, lost = official_forms.kept(links, before, now)
    assert kept == links[:2]
    assert lost == links[2:]


@pytest.mark.parametrize("link", [Link("x", "a"), Link("f", "x"), Link("f", "a", "/ja")])
def test_a_link_to_what_is_not_there_is_no_link_of_ours(link: Link) -> None:
    assert official_forms.demand_links([Link("f", "a", says=" å ")], [LINE], ["a"]) == [Link("f", "a", says="å")]
    with pytest.raises(InputInvalid):
        official_forms.demand_links([link], [LINE], ["a"])


@pytest.mark.parametrize(
    ("kind", "programme", "wrong"),
    [("final", "", []), ("partly_completed", "p", []), ("", "", ["kind"]), ("x", "q", ["kind", "programme"])],
)
def test_a_form_is_of_a_kind_and_for_a_programme_or_all(kind: str, programme: str, wrong: list[str]) -> None:
    problems = []
    try:
        official_forms.demand_placed(kind, programme, ["p"])
    except InputInvalid as error:
        problems = [problem.field for problem in error.problems]
    assert problems == wrong

"""An edition edited thing by thing: what is kept, what is refused, and that keys never come to mean something else."""

from datetime import date
from typing import Any

import pytest

from server.domain import edition_rules, edition_things
from server.domain.catalogue import from_json
from server.domain.edition_removals import removed
from server.domain.edition_things import KINDS, find, fingerprint, put
from server.domain.refusal import InputInvalid, NotFound, Refusal
from tests.example import EDITION, EDITIONS

CONTENT = EDITION.as_json()
TWO = next(one for one in EDITIONS if len(one.specialisations) > 1).as_json()
GOAL = {
    "text": "Kan save", "plain": "Du saver.", "example": "", "work_area": "samlinger", "expected_before": 2,
    "specialisations": [],
}  # fmt: skip


def refused(kind: str, content: dict[str, Any] = CONTENT, **sent: Any) -> list[tuple[str, str]]:
    with pytest.raises(InputInvalid) as raised:
        edition_things.read(content, KINDS[kind], sent)
    return [(one.field, one.code) for one in raised.value.problems]


def test_a_goal_is_changed_and_everything_else_stays() -> None:
    after = put(CONTENT, "goals", "arbejde_sikkert", GOAL, [])
    goal = find(after, "goals", "arbejde_sikkert")
    assert goal == {"key": "arbejde_sikkert", **{k: v for k, v in GOAL.items() if k != "specialisations"}}
    assert [one for one in after["goals"] if one["key"] != "arbejde_sikkert"] == CONTENT["goals"][1:]
    assert from_json(after).goals[0].text == "Kan save"
    assert EDITION.as_json() == CONTENT, "the old one is left alone"


def test_a_new_thing_gets_a_key_that_never_meant_anything_else() -> None:
    after = put(CONTENT, "goals", None, GOAL, ["kan_save"])
    assert after["goals"][-1]["key"] == "kan_save_2"
    assert put(CONTENT, "main_courses", None, {"name": "H7", "specialisations": []}, [])["main_courses"][-1] == {
        "number": 7, "name": "H7",
    }  # fmt: skip


NEW = [
    ("goals", GOAL, {**GOAL, "text": "Kan file"}),
    ("work_areas", {"name": "Nyt", "functions": ["Save"], "specialisations": []},
     {"name": "Nyt", "functions": ["File"], "specialisations": []}),
    ("machines", {"name": "Ny sav", "under_18": ""}, {"name": "Ny sav", "under_18": "Kun med opsyn"}),
    ("main_courses", {"name": "H7", "specialisations": []}, {"name": "H8", "specialisations": []}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "values", "other"), NEW, ids=[one[0] for one in NEW])
def test_a_form_that_is_sent_once_more_is_known(kind: str, values: dict[str, Any], other: dict[str, Any]) -> None:
    once = put(CONTENT, kind, None, values, [])
    assert not edition_things.made_twice(once, kind)
    assert edition_things.made_twice(put(once, kind, None, values, []), kind)
    assert not edition_things.made_twice(put(once, kind, None, other, []), kind)


FUNCTIONS = [
    (["Samlinger i massivt træ", "Samlinger i plader", "Limning og opspænding"],
     ["samlinger_i_massivt_trae", "samlinger_i_plader", "limning"], "as they were"),
    (["Limning og opspænding", "Samlinger i massivt træ", "Samlinger i plader"],
     ["limning", "samlinger_i_massivt_trae", "samlinger_i_plader"], "in another order"),
    (["Samlinger i massivt træ", "Samlinger i krydsfiner", "Limning og opspænding"],
     ["samlinger_i_massivt_trae", "samlinger_i_plader", "limning"], "one in other words"),
    (["Samlinger i massivt træ", "Limning og opspænding"], ["samlinger_i_massivt_trae", "limning"], "one dropped"),
    (["Samlinger i massivt træ", "Samlinger i plader", "Limning og opspænding", "Olie, lak og maling"],
     ["samlinger_i_massivt_trae", "samlinger_i_plader", "limning", "olie_lak_og_maling"], "one new"),
]  # fmt: skip


@pytest.mark.parametrize(("names", "keys", "why"), FUNCTIONS, ids=[one[2] for one in FUNCTIONS])
def test_functions_keep_their_keys(names: list[str], keys: list[str], why: str) -> None:
    values = {"name": "Samlinger", "functions": names, "specialisations": []}
    area = find(put(CONTENT, "work_areas", "samlinger", values, []), "work_areas", "samlinger")
    assert [one["key"] for one in area["functions"]] == keys, why


WRONG = [
    ("goals", {"text": [""]}, ("text", "goal_text_missing")),
    ("goals", {"text": ["x" * 401]}, ("text", "text_too_long")),
    ("goals", {"text": ["a\u202eb"]}, ("text", "text_hidden_characters")),
    ("goals", {"text": ["a"], "work_area": ["findes_ikke"]}, ("work_area", "thing_choice_missing")),
    ("goals", {"text": ["a"], "expected_before": ["9"]}, ("expected_before", "thing_choice_missing")),
    ("goals", {"text": ["a"], "expected_before": ["²"]}, ("expected_before", "thing_choice_missing")),
    ("goals", {"text": ["a"], "specialisations": ["x"]}, ("specialisations", "thing_choice_missing")),
    ("work_areas", {"name": ["a"], "functions": [" \n "]}, ("functions", "functions_missing")),
    ("work_areas", {"name": ["a"], "functions": ["Save\nsave."]}, ("functions", "functions_twice")),
    ("work_areas", {"name": ["a"], "functions": ["\n".join(map(str, range(61)))]}, ("functions", "functions_many")),
    ("scale", {"name": ["a"]}, ("sentence", "thing_text_missing")),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "sent", "problem"), WRONG)
def test_what_is_wrong_is_told_at_the_field(kind: str, sent: dict[str, Any], problem: tuple[str, str]) -> None:
    assert problem in refused(kind, **sent)


def test_a_form_is_read_as_it_is_kept() -> None:
    sent = {
        "text": [" Kan save "], "work_area": ["samlinger"], "expected_before": ["2"],
        "specialisations": ["bygningssnedker"],
    }  # fmt: skip
    assert edition_things.read(CONTENT, KINDS["goals"], sent) == {**GOAL, "plain": ""}
    some = edition_things.read(TWO, KINDS["work_areas"], {
        "name": ["A"], "functions": ["B"], "specialisations": [TWO["specialisations"][0]["key"]]})  # fmt: skip
    assert some["specialisations"] == [TWO["specialisations"][0]["key"]]


def test_what_something_stands_on_is_not_taken_away() -> None:
    for kind, key, code in (("work_areas", "samlinger", "area_has_goals"), ("main_courses", "1", "course_has_goals"),
                            ("specialisations", "bygningssnedker", "last_thing")):  # fmt: skip
        with pytest.raises(Refusal) as raised:
            removed(CONTENT, kind, key)
        assert raised.value.code == code
    with pytest.raises(NotFound):
        removed(CONTENT, "goals", "findes_ikke")
    with pytest.raises(NotFound):
        find(CONTENT, "law", "x")


def test_with_a_speciality_goes_what_was_its_alone() -> None:
    key = TWO["specialisations"][-1]["key"]
    after = removed(TWO, "specialisations", key)
    assert key not in str(after["specialisations"])
    for kind in ("goals", "work_areas", "main_courses"):
        assert all(key not in thing.get("specialisations", []) for thing in after[kind])
    assert edition_rules.problems(after) == []


def test_a_goal_moves_within_its_work_area() -> None:
    order = [one["key"] for one in CONTENT["goals"]]
    down = edition_things.moved(CONTENT, "goals", order[0], up=False)
    assert [one["key"] for one in down["goals"]][:2] == [order[1], order[0]]
    assert edition_things.moved(CONTENT, "goals", order[0], up=True)["goals"] == CONTENT["goals"]
    last = [one["key"] for one in CONTENT["goals"] if one["work_area"] == CONTENT["goals"][0]["work_area"]][-1]
    assert edition_things.moved(CONTENT, "goals", last, up=False)["goals"] == CONTENT["goals"]


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_what_is_shipped_may_be_published_as_it_is(edition: Any) -> None:
    assert edition_rules.problems(edition.as_json()) == []


def test_the_rules_of_a_file_hold_here_too() -> None:
    scale = [{**step, "reached": False} for step in CONTENT["scale"]]
    assert [one.code for one in edition_rules.problems({**CONTENT, "scale": scale})] == ["none_reached"]


TODAY, NEWEST = date(2026, 12, 1), date(2026, 12, 24)


@pytest.mark.parametrize(
    ("day", "code"),
    [(None, "date_wrong"), (date(2026, 11, 30), "edition_day_past"), (date(2026, 12, 24), "edition_day_before_newest"),
     (date(2026, 12, 25), None)],
)  # fmt: skip
def test_an_edition_holds_from_a_day_to_come_after_the_newest(day: date | None, code: str | None) -> None:
    if code is None:
        assert edition_rules.demand_day(day, TODAY, NEWEST) == day
        return
    with pytest.raises(InputInvalid) as raised:
        edition_rules.demand_day(day, TODAY, NEWEST)
    assert raised.value.problems[0].code == code
    if code == "edition_day_before_newest":
        assert dict(raised.value.problems[0].facts) == {"day": "24. december 2026"}


def test_versions_of_a_month_are_counted() -> None:
    assert edition_things.next_version("2026-08", ["2026-08.1", "2026-08.112", "2027-08.140"]) == "2026-08.113"
    assert edition_things.next_version("2026-08", ["2026-08.1"]) == "2026-08.101"


def test_a_fingerprint_tells_whether_a_thing_is_as_it_was() -> None:
    goal = CONTENT["goals"][0]
    assert fingerprint(goal) == fingerprint(dict(reversed(goal.items())))
    assert fingerprint(goal) != fingerprint({**goal, "text": "x"})
    assert fingerprint(None) == ""


def test_there_are_no_more_main_courses_than_a_declaration_can_say() -> None:
    content: Any = EDITION.as_json()
    values = {"name": "Et til", "specialisations": []}
    while content["main_courses"][-1]["number"] < 12:
        content = put(content, "main_courses", None, values, [])
    with pytest.raises(Refusal) as full:
        put(content, "main_courses", None, values, [])
    assert full.value.code == "things_many"

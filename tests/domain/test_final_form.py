"""What is known for the committee's forms: levels across periods, the last workplace, and nothing made up."""

from datetime import date
from typing import Any

import pytest

from server import words
from server.domain import final_form
from server.domain.agreements import Agreement
from server.domain.catalogue import goals_of
from server.domain.levels import in_order, last_reached
from tests.cast import ANSWERS, REQUIRED, SPECIALISATION
from tests.documents import known
from tests.documents.known import period
from tests.example import EDITION

TODAY = date(2028, 3, 31)
FIRST = REQUIRED[0]


def goal(key: str, level: str | None) -> dict[str, Any]:
    return {f"supervisor__goal__{key}": level}


def told(*periods: dict[str, Any], agreement: Agreement | None = None) -> dict[str, str]:
    return final_form.facts(known.PROFILE, EDITION, periods, TODAY, agreement)


def test_the_last_period_says_workplace_school_and_who() -> None:
    found = told(period(3, "2027-05-28", "Værkstedet"), period(2, "2026-12-04"))
    assert found["workplace_name"] == "Værkstedet"
    assert (found["main_course"], found["training_period_ends_on"]) == ("H3", "28-05-2027")
    assert found["supervisor_name"] == "Mester Eksempel"
    assert found["school_addresses"] == "skolen@skole.example"
    assert found["workplaces"] == "Snedkeriet Ærø, 13748136\nVærkstedet, 13748136"
    assert found["periods"] == "H2, 04-12-2026, Snedkeriet Ærø\nH3, 28-05-2027, Værkstedet"
    assert (found["apprentice_name"], found["started_on"], found["printed_on"]) == (
        "Åse Ærø",
        "01-08-2024",
        "31-03-2028",
    )
    assert (found["programme"], found["specialisation"]) == ("Bygningssnedker", "Bygningssnedker")


def test_a_level_is_the_one_that_was_given_last_whichever_period_that_was() -> None:
    first = period(1, "2026-05-29", **goal(FIRST, "alone"))
    second = period(2, "2026-12-04", **goal(FIRST, "with_help"))
    unasked = period(3, "2027-05-28", **goal(FIRST, None))
    for order in ([first, second, unasked], [unasked, second, first]):
        (found,) = (one for one in last_reached(EDITION, SPECIALISATION, in_order(order)) if one.key == FIRST)
        assert (found.level, found.period, found.reached) == ("Med hjælp", "H2", False)
    assert told(first, second)[f"goal_level.{FIRST}"] == "Med hjælp (H2)"
    assert told(first, second)[f"goal_reached.{FIRST}"] == ""
    assert told(first)[f"goal_reached.{FIRST}"] == "x"


def test_every_goal_of_the_programme_is_there_also_what_nobody_has_rated() -> None:
    found = last_reached(EDITION, SPECIALISATION, [period(1, "2026-05-29")])
    assert [one.key for one in found] == [known.key for known in goals_of(EDITION, SPECIALISATION)]
    assert any(not one.level and one.reached is None for one in found)


def test_a_goal_that_the_edition_no_longer_has_is_kept() -> None:
    gone = period(1, "2026-05-29")
    gone["goals"][0] |= {"key": "gammelt_maal", "text": "Et mål fra før", "supervisor": "routine", "reached": True}
    assert last_reached(EDITION, SPECIALISATION, [gone])[-1].text == "Et mål fra før"
    assert [one.key for one in last_reached(None, "", [gone])][:1] == ["gammelt_maal"]


@pytest.mark.parametrize(("answer", "ticked"), [("yes", "yes"), ("partly", "partly"), ("no", "no"), (None, None)])
def test_one_box_at_most_says_whether_the_goals_were_reached(answer: str | None, ticked: str | None) -> None:
    found = told(period(2, "2026-12-04", supervisor__goals_reached=answer))
    assert {name for name in ("yes", "partly", "no") if found[f"goals_reached_{name}"]} == ({ticked} - {None})


def test_all_reached_is_all_of_the_programme() -> None:
    every = {f"supervisor__goal__{one.key}": "routine" for one in goals_of(EDITION, SPECIALISATION)}
    whole, part = told(period(6, "2028-03-31", **every)), told(period(2, "2026-12-04"))
    assert (whole["all_goals_reached"], whole["goals_left"], whole["goals_left_list"]) == ("x", "", "")
    assert (part["all_goals_reached"], part["goals_left"]) == ("", "x")
    assert part["goals_reached_count"] == str(len(REQUIRED))
    assert whole["goals_reached_count"] == whole["goal_count"] == str(len(goals_of(EDITION, SPECIALISATION)))


def test_functions_and_machines_are_of_all_periods_each_once() -> None:
    area = EDITION.work_areas[0]
    first, second = (one.key for one in area.functions[:2])
    machine, other = (one.key for one in EDITION.machines[:2])
    done = {"supervisor__functions_confirmed": True}
    one = period(
        1, "2026-05-29", **done, **{f"supervisor__function__{second}": True, f"supervisor__machine__{other}": True}
    )
    two = period(
        2, "2026-12-04", **done, **{f"supervisor__machine__{other}": True, f"supervisor__machine__{machine}": True}
    )
    found = told(one, two)
    assert found["functions"] == f"{area.name}: {area.functions[0].name}, {area.functions[1].name}"
    assert set(found["machines"].split(", ")) == {one.name for one in EDITION.machines[:2]}
    assert f"supervisor.function.{first}" in ANSWERS


def test_what_is_said_of_the_agreement_stands_and_nothing_else_is_guessed() -> None:
    found = told(agreement=Agreement(date(2025, 1, 1), date(2026, 6, 30), "early"))
    assert (found["agreement_started_on"], found["agreement_ended_on"]) == ("01-01-2025", "30-06-2026")
    assert (found["ended_early"], found["ended_part"]) == ("x", "")
    untold = told()
    assert not any(untold[name] for name in ("agreement_started_on", "agreement_ended_on", "ended_early", "ended_part"))
    assert not any(untold[name] for name in ("workplace_name", "school", "periods", "machines", "goals_reached_yes"))


def test_an_apprentice_without_a_profile_has_all_facts_all_empty() -> None:
    found = final_form.facts({}, None, [], TODAY)
    assert list(found) == list(final_form.FACTS)
    assert {name for name, value in found.items() if value} == {"printed_on"}


def test_what_concerns_the_next_school_teaching_is_no_fact_of_a_final_form() -> None:
    """It may be about somebody's health, and after the last period no teaching follows."""
    assert "Mere tid til tegning" not in str(told(period(2, "2026-12-04")))


def test_every_fact_has_words_and_every_goal_two_facts() -> None:
    for name in final_form.FACTS:
        assert words.text(f"fact.{name}")
        assert words.text(f"fact.{name}").startswith("Kryds") == final_form.is_tick(name)
    offered = final_form.goal_facts(EDITION, SPECIALISATION)
    assert {fact for fact, _ in offered} <= set(told())
    assert [final_form.is_tick(fact) for fact, _ in offered[:2]] == [False, True]
    assert words.text("fact.goal_level", goal=offered[0][1]).endswith(EDITION.goals[0].text)

"""What a newer edition makes of each goal of an apprentice: by its key, with the level that stands."""

from dataclasses import replace
from typing import Any

import pytest

from server.domain import edition_moves
from server.domain.catalogue import Edition
from server.domain.edition_moves import Asked
from server.domain.levels import last_reached
from server.domain.refusal import Refusal
from tests.cast import SPECIALISATION
from tests.editions import ADDED, DROPPED, NEWER, REWORDED, SOONER, WITHOUT, WORDS
from tests.example import EDITION


def sealed(**levels: str) -> dict[str, Any]:
    goals = [
        {"key": key, "text": f"Som {key} hed", "work_area_name": "A", "supervisor": level, "reached": True}
        for key, level in levels.items()
    ]
    period = {"training_period_ends_on": "2025-12-05", "main_course_name": "1. hovedforløb"}
    return {"goals": goals, "period": period, "scale": EDITION.as_json()["scale"], "sealed_at": "2025-12-01"}


def test_each_goal_is_kept_reworded_added_or_dropped_with_the_level_by_its_key() -> None:
    given = sealed(**{REWORDED.key: "routine", DROPPED.key: "routine"})
    found = {one.key: one for one in edition_moves.mapped(EDITION, NEWER, SPECIALISATION, [given])}
    assert (found[REWORDED.key].how, found[REWORDED.key].before, found[REWORDED.key].text) == (
        "reworded", REWORDED.text, WORDS,
    )  # fmt: skip
    assert (found[SOONER.key].how, found[SOONER.key].was_expected) == ("kept", SOONER.expected_before)
    assert [found[key].how for key in (ADDED.key, DROPPED.key)] == ["added", "dropped"]
    levels = {key: one.reached.level for key, one in found.items() if one.reached}
    routine = next(one.name for one in EDITION.scale if one.key == "routine")
    assert levels == {REWORDED.key: routine, DROPPED.key: routine}
    others = {one.how for key, one in found.items() if key not in (REWORDED.key, ADDED.key, DROPPED.key)}
    assert others == {"kept"}


def test_a_goal_of_another_specialisation_is_new_to_them_and_what_others_share_is_nothing() -> None:
    old = replace(
        EDITION, goals=tuple(replace(g, specialisations=("x",)) if g.key == SOONER.key else g for g in EDITION.goals)
    )
    found = {one.key: one.how for one in edition_moves.mapped(old, NEWER, SPECIALISATION, [])}
    assert found[SOONER.key] == "added"
    areas = tuple(replace(one, specialisations=(SPECIALISATION,)) for one in NEWER.work_areas)
    turned = replace(NEWER, work_areas=areas[::-1])  # in which order things stand is nothing to them
    besides = edition_moves.besides(EDITION, turned, SPECIALISATION)
    assert [(one.kind, one.how, one.name) for one in besides] == [("machines", "added", "Måledrone")]


def test_levels_go_on_over_editions_by_the_keys_of_goals() -> None:
    """For the final form: two periods, an edition each; the words are those of the newer one."""
    first = sealed(**{REWORDED.key: "routine", DROPPED.key: "routine"})
    second = {**sealed(**{REWORDED.key: EDITION.scale[-1].key, ADDED.key: "routine"}), "sealed_at": "2026-12-01"}
    second["period"] = {"training_period_ends_on": "2026-12-04", "main_course_name": "2. hovedforløb"}
    told = {one.key: one for one in last_reached(NEWER, SPECIALISATION, [first, second])}
    assert told[REWORDED.key].level == EDITION.scale[-1].name
    assert told[DROPPED.key].period == "1. hovedforløb"
    assert told[ADDED.key].period == "2. hovedforløb"


def test_the_next_declaration_asks_about_so_many() -> None:
    how = {ADDED.key: "added"}
    goals = len(edition_moves.goals.required(NEWER, SPECIALISATION, 2))
    assert edition_moves.asked_next(NEWER, SPECIALISATION, 2, how) == Asked(2, goals, 1)  # type: ignore[arg-type]
    assert edition_moves.asked_next(NEWER, SPECIALISATION, 99, {}) is None


NO_MOVES = [
    ([], NEWER, "edition_not_newer", {}),
    ([EDITION.id], NEWER, "edition_not_newer", {}),
    ([WITHOUT.id], WITHOUT, "edition_without_specialisation",
     {"edition": "2026-09.1", "specialisation": "Bygningssnedker"}),
]  # fmt: skip


@pytest.mark.parametrize(("newer", "to", "code", "facts"), NO_MOVES)
def test_a_move_is_to_a_newer_one_with_the_specialisation(
    newer: list[str], to: Edition, code: str, facts: dict[str, str]
) -> None:
    with pytest.raises(Refusal) as told:
        edition_moves.demand_move(newer, EDITION, to, SPECIALISATION)
    assert (told.value.code, told.value.facts) == (code, facts)
    edition_moves.demand_move([NEWER.id], EDITION, NEWER, SPECIALISATION)

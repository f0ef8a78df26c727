"""The catalogue that Logbog ships with is whole, well made and stable; broken files: test_catalogue_source.py."""

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from server.domain.catalogue import (
    Edition,
    from_json,
    goals_of,
    level,
    machines_of,
    main_courses_of,
    work_areas_of,
)
from server.domain.catalogue_source import LAW_FILE, parse_all, parse_law

HERE = Path(__file__).parents[2]
FILES = {path.name: path.read_text() for path in sorted((HERE / "server/catalogue").glob("*.yaml"))}
LAW = parse_law(LAW_FILE, FILES[LAW_FILE])
EDITIONS = parse_all(FILES)
EACH_SPECIALISATION = [
    pytest.param(edition, known.key, id=known.key) for edition in EDITIONS for known in edition.specialisations
]


def test_every_programme_is_there_with_its_specialisations() -> None:
    found = {edition.id: [known.key for known in edition.specialisations] for edition in EDITIONS}
    assert found == {
        "bygningssnedker-2023-08.1": ["bygningssnedker"],
        "maskinsnedker-2023-08.1": [
            "maskinsnedker",
            "produktionsassistent_moebel",
            "produktionsassistent_doere_og_vinduer",
        ],
        "moebelsnedker_og_orgelbygger-2023-08.1": ["moebelsnedker", "orgelbygger"],
    }
    assert all(edition.goals_are_examples and edition.label == "Eksempelmål" for edition in EDITIONS)
    assert {edition.valid_from.isoformat() for edition in EDITIONS} == {"2023-08-01"}


@pytest.mark.parametrize(("edition", "key"), EACH_SPECIALISATION)
def test_a_specialisation_is_complete(edition: Edition, key: str) -> None:
    goals, areas = goals_of(edition, key), work_areas_of(edition, key)
    assert 18 <= len(goals) <= 30
    assert 6 <= len(areas) <= 9
    assert all(3 <= len(area.functions) <= 6 for area in areas)
    assert {goal.work_area for goal in goals} == {area.key for area in areas}
    assert 22 <= len(machines_of(edition, key)) <= 26
    assert machines_of(edition, "another") == []


@pytest.mark.parametrize(("edition", "key"), EACH_SPECIALISATION)
def test_more_is_expected_before_each_main_course(edition: Edition, key: str) -> None:
    numbers = [course.number for course in main_courses_of(edition, key)]
    new = [sum(goal.expected_before == number for goal in goals_of(edition, key)) for number in numbers]
    assert 6 <= new[0] <= 8
    assert min(new) >= 2
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_goals_stand_together_by_work_area(edition: Edition) -> None:
    areas = [area.key for area in edition.work_areas]
    assert [goal.work_area for goal in edition.goals] == sorted(
        (goal.work_area for goal in edition.goals), key=areas.index
    )


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_texts_are_short_and_made_alike(edition: Edition) -> None:
    for goal in edition.goals:
        assert re.fullmatch(r"Kan [^.:]{10,100}[^.,\s]", goal.text), goal.text
        assert re.fullmatch(r"(?=.*\b[Dd]u\b)[A-ZÆØÅ].{10,88}\.", goal.plain), goal.plain
        assert re.fullmatch(r"Du .{20,140}\.", goal.example), goal.example
    for step in edition.scale:
        assert step.sentence.endswith(".")
    names = [*(area.name for area in edition.work_areas), *(machine.name for machine in edition.machines)]
    written = [*names, *(text for goal in edition.goals for text in (goal.text, goal.plain, goal.example))]
    assert [text for text in written if re.search(r"  | [,.]|,,|\.\.|aa|ae|oe", text)] == []


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_the_scale_has_four_steps_and_the_upper_two_are_reached(edition: Edition) -> None:
    assert [(step.key, step.name, step.reached) for step in edition.scale] == [
        ("not_tried", "Ikke prøvet", False),
        ("with_help", "Med hjælp", False),
        ("routine", "Som rutine", True),
        ("alone", "På egen hånd", True),
    ]
    assert level(edition, "routine") == edition.scale[2]
    assert level(edition, "expert") is None


@pytest.mark.parametrize(("one", "other"), [*combinations(EDITIONS, 2)], ids=lambda edition: edition.programme)
def test_a_shared_key_means_the_same_in_both(one: Edition, other: Edition) -> None:
    texts = {goal.key: (goal.text, goal.plain) for goal in one.goals}
    assert all(texts.get(goal.key) in (None, (goal.text, goal.plain)) for goal in other.goals)
    functions = {function.key: function for area in one.work_areas for function in area.functions}
    assert all(functions.get(f.key) in (None, f) for area in other.work_areas for f in area.functions)
    machines = {machine.key: machine for machine in one.machines}
    assert all(machines.get(machine.key) in (None, machine) for machine in other.machines)
    assert one.scale == other.scale


# Answers are stored under keys: a key is added to the file below when it is new, and never taken out or renamed.
KEPT: dict[str, dict[str, list[str]]] = json.loads((HERE / "tests/cases/catalogue_keys.json").read_text())


@pytest.mark.parametrize("programme", KEPT)
def test_no_key_was_renamed(programme: str) -> None:
    editions = [edition for edition in EDITIONS if edition.programme == programme]
    areas = [area for edition in editions for area in edition.work_areas]
    assert KEPT[programme] == {
        "goals": sorted({goal.key for edition in editions for goal in edition.goals}),
        "functions": sorted({function.key for area in areas for function in area.functions}),
        "machines": sorted({machine.key for edition in editions for machine in edition.machines}),
    }


def test_young_people_are_warned_about_the_dangerous_machines() -> None:
    dangerous = {"rundsav", "formatrundsav", "baandsav", "bordfraeser", "afretter", "tykkelseshoevl", "soempistol"}
    for edition in EDITIONS:
        warned = {machine.key for machine in edition.machines if machine.under_18}
        assert dangerous <= warned
        assert "gaffeltruckcertifikat" in next(m.under_18 or "" for m in edition.machines if m.key == "gaffeltruck")


def test_the_law_is_data_with_versions() -> None:
    places = {version: {told.key: told.paragraph for told in law.references} for version, law in LAW.items()}
    assert places == {
        "2023-06": {"declaration": "§ 88", "education_plan": "§ 64", "local_education_committee": "§ 5"},
        "2021": {"declaration": "§ 88", "local_education_committee": "§ 5"},
    }
    assert {edition.law.version for edition in EDITIONS} == {"2023-06"}


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_an_edition_comes_back_from_json_as_it_was(edition: Edition) -> None:
    again = from_json(json.loads(json.dumps(edition.as_json())))
    assert again == edition
    assert again.digest == edition.digest
    assert re.fullmatch(r"[0-9a-f]{64}", edition.digest)


def test_the_json_is_the_one_of_the_protocol() -> None:
    told = EDITIONS[1].as_json()
    assert " ".join(told) == (
        "id programme name version valid_from goals_are_examples label source law "
        "specialisations main_courses scale work_areas goals machines"
    )
    assert told["main_courses"][0] == {"number": 1, "name": "H1"}
    assert told["main_courses"][3] == {"number": 4, "name": "H4", "specialisations": ["maskinsnedker"]}
    assert told["law"]["references"]["declaration"].keys() == {"paragraph", "about"}
    assert told["work_areas"][0]["functions"][0] == {"key": "vaernemidler", "name": "Brug af værnemidler"}
    assert {name for goal in told["goals"] for name in goal} == {
        "key", "work_area", "text", "plain", "example", "expected_before", "specialisations",
    }  # fmt: skip
    assert {name for machine in told["machines"] for name in machine} == {"key", "name", "under_18"}

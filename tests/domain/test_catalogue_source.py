"""A broken catalogue file is told by file, line and sentence; a hostile one does no harm."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.catalogue_problems import CODES, CatalogueError, CatalogueProblem
from server.domain.catalogue_source import LAW_FILE, parse, parse_all, parse_law

HERE = Path(__file__).parents[2]
FILES = {path.name: path.read_text() for path in sorted((HERE / "server/catalogue").glob("*.yaml"))}
WORDS: dict[str, str] = json.loads((HERE / "pwa/words/da/catalogue.json").read_text())
LAW = parse_law(LAW_FILE, FILES[LAW_FILE])
NAME = "bygningssnedker-2023-08.yaml"
RIGHT = FILES[NAME]

KEY_FORM = (
    "må kun have små bogstaver fra a til z, tal og understreg. "
    "Den skal begynde med et bogstav og må højst fylde 60 tegn."
)
HIDDEN = "Her er skjulte tegn. Skriv teksten igen uden at kopiere."
NOT_YAML = "Filen kan ikke læses fra denne linje. Se efter indrykning, kolon og anførselstegn."
NOT_TEXT = "Feltet label skal være en tekst. Sæt anførselstegn om den."
NOT_DATE = "Feltet valid_from skal være en dato, f.eks. 2023-08-01."
NOT_THINGS = "skal være en liste med mindst ét punkt, og hvert punkt skal have felter."
ALIAS = "Gentagelser med & og * må ikke bruges. Skriv teksten ud."

LABEL, H6, TRAPPER = "label: Eksempelmål", "  - {number: 6, name: H6}", "    work_area: trapper"

# What stands in the file, what stands there instead (¤ marks the line that must be named), what is said.
BROKEN = [
    (LABEL, f"¤colour: red\n{LABEL}", "Kender ikke feltet colour."),
    (LABEL, "¤label:", "Feltet label er tomt."),
    (LABEL, '¤label: "  "', "Feltet label er tomt."),
    (LABEL, "¤label: no", NOT_TEXT),
    (LABEL, "¤label: 12", NOT_TEXT),
    (LABEL, "¤label: [a]", NOT_TEXT),
    (LABEL, f"{LABEL}\n¤label: To", "Feltet label står to gange."),
    (LABEL, f"¤label: {'x' * 121}", "Teksten i feltet label er for lang."),
    (LABEL, '¤label: "a\\u202eb"', HIDDEN),
    (LABEL, '¤label: "a\\x07b"', HIDDEN),
    (LABEL, "¤label: a\x07b", HIDDEN),
    (LABEL, "label: a\n¤  b: c", NOT_YAML),
    (LABEL, "label: &a Eksempelmål\n¤source: *a", ALIAS),
    (LABEL, "¤label: [[[[[[[[[[a]]]]]]]]]]", "Listerne ligger for dybt inde i hinanden."),
    ("goals_are_examples: true", "¤goals_are_examples: yes", "Feltet goals_are_examples skal være true eller false."),
    ("goals_are_examples: true", "¤goals_are_examples: 1", "Feltet goals_are_examples skal være true eller false."),
    ("valid_from: 2023-08-01", "¤valid_from: 2023-02-30", NOT_DATE),
    ("valid_from: 2023-08-01", "¤valid_from: 1. august", NOT_DATE),
    ("valid_from: 2023-08-01", "¤valid_from: 20230801", NOT_DATE),
    ("version: 2023-08.1", "¤version: v2", "Feltet version skal skrives som 2023-08.1: årstal, måned og løbenummer."),
    ('law: "2023-06"', '¤law: "1968"', "Lovhenvisningerne har ingen version 1968."),
    (H6, f"{H6}\n¤  - {{number: 13, name: H13}}", "Feltet number skal være et helt tal fra 1 til 12."),
    (H6, f"{H6}\n¤  - H7", f"Feltet main_courses {NOT_THINGS}"),
    ("  - key: arbejde_sikkert", "¤  - key: arbejde_på_egen_hånd", f"Nøglen i feltet key {KEY_FORM}"),
    ("  - key: arbejde_sikkert", f"¤  - key: {'a' * 61}", f"Nøglen i feltet key {KEY_FORM}"),
    (TRAPPER, "¤    work_area: tårne", f"Nøglen i feltet work_area {KEY_FORM}"),
    (TRAPPER, "¤    work_area: taarne", "Arbejdsområdet taarne findes ikke i uddannelsen."),
    (f"  - key: bygge_trapper\n{TRAPPER}", "¤  - work_area: trapper", "Feltet key mangler."),
    (f"{TRAPPER}\n    expected_before: 5", f"{TRAPPER}\n¤    expected_before: 7",
     "Målet ventes nået før H7, men det hovedforløb findes ikke på specialet bygningssnedker."),
    (f"{TRAPPER}\n    expected_before: 5", f"{TRAPPER}\n¤    expected_before: snart",
     "Feltet expected_before skal være et helt tal fra 1 til 12."),
    (TRAPPER, f"{TRAPPER}\n¤    specialisations: [tagdaekker]", "Specialet tagdaekker findes ikke i uddannelsen."),
    (TRAPPER, f"{TRAPPER}\n¤    specialisations: []",
     "Feltet specialisations skal være en liste af nøgler med mindst én nøgle."),
]  # fmt: skip


def told(caught: pytest.ExceptionInfo[CatalogueError]) -> list[str]:
    """What the operator reads."""
    return [
        f"{known.file}:{known.line}: {WORDS[f'catalogue.{known.code}'].format(**dict(known.facts))}"
        for known in caught.value.problems
    ]


def said_of(text: str) -> list[str]:
    with pytest.raises(CatalogueError) as caught:
        parse(NAME, text, LAW)
    return told(caught)


def line_of(part: str, text: str = RIGHT) -> int:
    return text.count("\n", 0, text.index(part)) + 1


def test_the_unbroken_file_is_taken() -> None:
    assert parse(NAME, RIGHT, LAW).id == "bygningssnedker-2023-08.1"


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN)
def test_a_fault_is_told_by_file_line_and_sentence(old: str, new: str, sentence: str) -> None:
    assert RIGHT.count(old) == 1
    marked = RIGHT.replace(old, new)
    assert said_of(marked.replace("¤", "")) == [f"{NAME}:{line_of('¤', marked)}: {sentence}"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("  - key: bygge_trapper", "¤  - key: isaette_ruder", "isaette_ruder"),
        ("{key: gelaendere,", "¤{key: ruder,", "ruder"),
        ("  - key: elhoevl", "¤  - key: baandsav", "baandsav"),
        ("{number: 6,", "¤{number: 5,", "5"),
    ],
)
def test_a_key_used_again_is_told_with_both_lines(old: str, new: str, key: str) -> None:
    marked = RIGHT.replace(old, new)
    first = re.search(rf"(key|number): {key}\b", marked)
    assert first
    line, earlier = line_of("¤", marked), marked.count("\n", 0, first.start()) + 1
    assert f"{NAME}:{line}: Nøglen {key} er allerede brugt i linje {earlier}." in said_of(marked.replace("¤", ""))


def test_a_scale_that_falls_or_never_reaches_is_told() -> None:
    top, low = "når opgaven er ny.\n    reached: true", "endnu.\n    reached: false"
    falls = RIGHT.replace(top, top.replace("true", "false"))
    assert said_of(falls) == [
        f"{NAME}:{line_of(top) + 1}: Trinnet alone skal tælle som nået, når et lavere trin gør det."
    ]
    none = RIGHT.replace("reached: true", "reached: false")
    assert said_of(none) == [f"{NAME}:{line_of('  - key: alone')}: Ingen af skalaens trin tæller som nået."]
    first = f"{NAME}:{line_of('  - key: not_tried')}: Det første trin på skalaen kan ikke tælle som nået."
    assert said_of(RIGHT.replace(low, low.replace("false", "true")))[0] == first


def test_too_few_and_too_many_goals_are_told() -> None:
    line = line_of("  - key: bygningssnedker")
    before, after = RIGHT[: RIGHT.index("goals:\n")], RIGHT[RIGHT.index("machines:\n") :]
    goals = [
        f"  - {{key: maal_{n}, work_area: trapper, expected_before: 1, text: Kan, plain: Du, example: Du}}\n"
        for n in range(401)
    ]
    many = "".join([before, "goals:\n", *goals, after])
    assert said_of(many) == [f"{NAME}:{line}: Specialet bygningssnedker har 401 mål. Der må højst være 400."]
    another = before.replace("main_courses:", "  - {key: nyt, name: Nyt}\n\nmain_courses:", 1)
    own = goals[0].replace("text:", "specialisations: [bygningssnedker], text:")
    few = "".join([another, "goals:\n", own, after])
    assert said_of(few) == [f"{NAME}:{line + 3}: Specialet nyt har 0 mål. Der skal være mindst 1."]


def test_a_specialisation_without_main_course_or_work_area_is_told() -> None:
    name = "maskinsnedker-2023-08.yaml"
    only = "specialisations: [maskinsnedker]}"
    text = FILES[name].replace("name: H1}", f"name: H1, {only}").replace("name: H2}", f"name: H2, {only}")
    said = said_of(text.replace("name: H3}", f"name: H3, {only}"))
    line = line_of("  - key: produktionsassistent_moebel", text)
    assert f"{NAME}:{line}: Specialet produktionsassistent_moebel har ingen hovedforløb." in said
    goal = "    work_area: moebelproduktion\n    expected_before: 2\n    specialisations: [produktionsassistent_moebel]"
    moved = FILES[name].replace(goal, goal.replace("_moebel]", "_doere_og_vinduer]"))
    assert said_of(moved) == [
        f"{NAME}:{line_of(goal, FILES[name])}: Arbejdsområdet moebelproduktion findes ikke på alle målets specialer."
    ]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    text = RIGHT.replace(LABEL, "label:").replace(H6, f"{H6}\n  - H7").replace(TRAPPER, "    work_area: taarne")
    assert [int(known.split(":")[1]) for known in said_of(text)] == sorted(
        [line_of(LABEL), line_of(H6) + 1, line_of(TRAPPER) + 1]
    )


@pytest.mark.parametrize("text", ["", "- a", "tekst", "# kun en note", "---\na: 1\n---\nb: 2"])
def test_what_is_no_edition_at_all_is_told(text: str) -> None:
    assert said_of(text)[0].endswith(NOT_YAML)


def test_a_missing_field_is_told_where_it_should_stand() -> None:
    assert said_of("name: Snedker")[0] == f"{NAME}:1: Feltet goals mangler."
    assert len(said_of("name: Snedker")) == 12


def test_a_file_that_would_grow_or_dig_is_refused_quickly() -> None:
    bomb = "a: &a [x,x]\n" + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    assert said_of(bomb) == [f"{NAME}:2: {ALIAS}"]
    assert said_of("a: " + "[" * 100_000)[0].startswith(f"{NAME}:1: Listerne")
    assert said_of("#" * 1_000_001) == [f"{NAME}:1: Filen er for stor. Den må højst fylde 1000000 tegn."]


def test_all_files_are_told_and_none_twice() -> None:
    files = {**FILES, NAME: RIGHT.replace(LABEL, "label:"), "zz.yaml": "name: Snedker"}
    with pytest.raises(CatalogueError) as caught:
        parse_all(files)
    assert {known.file for known in caught.value.problems} == {NAME, "zz.yaml"}


def test_no_two_files_hold_the_same_version_of_a_programme() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_all({**FILES, "zz.yaml": RIGHT})
    assert told(caught) == [
        "zz.yaml:1: Udgaven bygningssnedker-2023-08.1 findes allerede i en anden fil. "
        "Giv den ene et nyt versionsnummer."
    ]


def test_law_is_needed_and_no_order_stands_twice() -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_all({NAME: RIGHT})
    assert told(caught) == ["law.yaml:1: Filen med lovhenvisninger mangler."]
    law = FILES[LAW_FILE].replace('version: "2021"', 'version: "2023-06"')
    with pytest.raises(CatalogueError) as caught:
        parse_all({**FILES, LAW_FILE: law})
    assert told(caught)[0].endswith("Nøglen 2023-06 er allerede brugt i linje 4.")


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert {f"catalogue.{code}" for code in CODES} == set(WORDS)
    assert list(WORDS) == sorted(WORDS)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    start=st.integers(0, len(RIGHT)),
    length=st.integers(0, 40),
    instead=st.text(st.characters(exclude_categories=[]), max_size=12) | st.sampled_from(list("{}[]&*!|>%@`:-\t\n\"'")),
)
def test_whatever_is_written_the_answer_is_an_edition_or_what_is_wrong(start: int, length: int, instead: str) -> None:
    problems: list[CatalogueProblem] = []
    try:
        parse(NAME, RIGHT[:start] + instead + RIGHT[start + length :], LAW)
    except CatalogueError as error:
        problems = error.problems or [CatalogueProblem(NAME, 0, "none told")]
    assert all(known.line >= 1 and known.code in CODES for known in problems)

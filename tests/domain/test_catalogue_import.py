"""From a table to an edition: whose keys are kept, what is carried over, and that the file it becomes is a good one."""

from dataclasses import replace
from datetime import date

import pytest

from server.domain import catalogue_changes, catalogue_file, catalogue_import, goal_keys
from server.domain.catalogue import Edition, goals_of, work_areas_of
from server.domain.catalogue_import import About
from server.domain.catalogue_source import parse, parse_law
from server.domain.fagtabel import Speciality, Subject
from server.storage.editions import FOLDER, LAW_FILE
from tests.example import EDITION, EDITIONS

LAW = parse_law(LAW_FILE, (FOLDER / LAW_FILE).read_text("utf-8"))
ABOUT = About("bygningssnedker", "Bygningssnedker", "2026-08.1", date(2026, 8, 1), "Oplæringsmål", "Fra tabellen.", 5)
NEW = About("maler", "Maler", "2026-08.1", date(2026, 8, 1), "Oplæringsmål", "Fra tabellen.", 4)


def table(*goals: str, name: str = "Bygningssnedker", title: str = "Samlinger og limning") -> list[Speciality]:
    return [Speciality(name, (Subject("1", title, goals),))]


def made(found: list[Speciality], about: About = ABOUT, base: Edition = EDITION) -> Edition:
    return catalogue_import.edition(found, about, base, EDITIONS)


def goal(edition: Edition, key: str):
    return next(one for one in edition.goals if one.key == key)


OLD = {goal.key: goal.text for goal in EDITION.goals}
# A text of the new table, and the key it has.
KEPT = [
    ("Kan holde orden på arbejdspladsen og sortere affald", "holde_orden_og_sortere"),  # as it was
    ("KAN holde orden på arbejdspladsen,  og sortere affald.", "holde_orden_og_sortere"),  # blanks, capitals, commas
    ("Kan holde orden på sin arbejdsplads og sortere affald", "holde_orden_og_sortere"),  # mended
    ("Kan lægge tag med tegl", "kan_laegge_tag_med_tegl"),  # new
    ("Kan flytte på Ærø & Ålborg 2 gange", "kan_flytte_paa_aeroe_aalborg_2_gange"),
]


@pytest.mark.parametrize(("text", "key"), KEPT)
def test_a_goal_keeps_its_key_and_a_new_one_gets_one_that_is_read(text: str, key: str) -> None:
    assert goal_keys.keys([text], OLD, {}) == {text: key}


def test_no_two_goals_get_one_key_and_none_takes_over_anothers() -> None:
    texts = ["Kan lægge tag", "Kan lægge tag!", "Kan lægge  TAG med tegl"]
    found = goal_keys.keys(texts, {}, {"kan_laegge_tag_med_tegl": "Kan køre en lift"})
    assert len(set(found.values())) == 3
    assert "kan_laegge_tag_med_tegl" not in found.values()


def test_a_key_is_given_once_also_when_another_trade_uses_it_or_two_texts_say_the_same() -> None:
    other = goal_keys.keys(["Kan save", "Kan bore"], {"a": "Kan save"}, {"a": "Kan bore"})
    assert (other["Kan save"], other["Kan bore"]) == ("a", "kan_bore")
    same = goal_keys.keys(["Kan lægge tag", "Kan lægge tag!"], {"a": "Kan lægge tag."}, {})
    assert len(set(same.values())) == 2


OTHER = [
    ("Kan fremstille vinduer i træ", "Kan fremstille trapper i træ"),
    ("Kan montere vinduer", "Kan demontere vinduer"),
    ("Kan arbejde uden vejledning ved maskinen", "Kan arbejde med vejledning ved maskinen"),
    ("Kan ikke arbejde alene ved maskinen", "Kan arbejde alene ved maskinen"),
    ("Kan overfladebehandle med olie på egen hånd", "Kan overfladebehandle med lak på egen hånd"),
    ("Kan svejse på trin 2", "Kan svejse på trin 1"),
    ("Kan beklæde en indvendig væg", "Kan beklæde en udvendig væg"),
]
MENDED = [
    ("Kan fremstille vinduerne i træ", "Kan fremstille et vindue i træ"),
    ("Lærlingen kan holde orden på pladsen", "Eleven kan holde orden på pladsen"),
    ("Kan måle op på stedet og tegne", "Kan måle op på stedet"),
    ("Kan anvende håndværktøj sikkert ved arbejdet", "Kan anvende håndværktøjer sikkert i arbejdet"),
]


@pytest.mark.parametrize(("after", "before"), OTHER)
def test_another_word_in_the_place_of_one_is_another_goal(after: str, before: str) -> None:
    assert goal_keys.keys([after], {"as_before": before}, {})[after] != "as_before"


@pytest.mark.parametrize(("after", "before"), MENDED)
def test_words_bent_added_or_left_out_are_the_same_goal(after: str, before: str) -> None:
    assert goal_keys.keys([after], {"as_before": before}, {}) == {after: "as_before"}


def test_the_most_alike_pair_wins() -> None:
    before = {"a": "Kan montere døre og vinduer", "b": "Kan montere døre og porte"}
    after = ["Kan montere døre og små vinduer", "Kan montere døre og små porte"]
    assert goal_keys.keys(after, before, {}) == {after[0]: "a", after[1]: "b"}


def test_a_key_has_60_letters_at_most_and_begins_with_one() -> None:
    for text in ("x" * 400, "3 ting", "!!!", "漢字", "Æ" * 60):
        key = goal_keys.new_key(text, {"n", "x"})
        assert len(key) <= 60
        assert key[0].isalpha()
        assert key.isascii()


def test_what_the_table_does_not_tell_is_carried_over() -> None:
    text = OLD["holde_orden_og_sortere"]
    edition = made(table(text, "Kan lægge tag med tegl", title="Samlinger og  limning"))
    kept, new = goal(edition, "holde_orden_og_sortere"), goal(edition, "kan_laegge_tag_med_tegl")
    assert (kept.plain, kept.expected_before) == (goal(EDITION, kept.key).plain, 1)
    assert (new.plain, new.example, new.expected_before) == ("", "", 6)
    assert edition.work_areas[0].key == "samlinger"
    assert [one.key for one in edition.work_areas[0].functions] == [
        "samlinger_i_massivt_trae", "samlinger_i_plader", "limning",
    ]  # fmt: skip
    assert (edition.machines, edition.scale, edition.main_courses) == (
        EDITION.machines, EDITION.scale, EDITION.main_courses,
    )  # fmt: skip
    assert not edition.goals_are_examples


def test_a_reworded_goal_waits_for_a_new_plain_line() -> None:
    edition = made(table("Kan holde orden på sin arbejdsplads og sortere affald"))
    assert (edition.goals[0].key, edition.goals[0].plain) == ("holde_orden_og_sortere", "")


def test_any_trade_has_its_specialities_and_shares_what_they_share() -> None:
    found = [
        Speciality("Bygningsmaler", (Subject("1", "Underlag", ("Kan vurdere et underlag", "Kan spartle")),)),
        Speciality("Skiltetekniker", (Subject("1", "Underlag", ("Kan vurdere et underlag.",)),
                                      Subject("2", "Montering", ("Kan bruge lift", "Kan spartle")))),
    ]  # fmt: skip
    edition = made(found, NEW)
    assert [one.key for one in edition.specialisations] == ["bygningsmaler", "skiltetekniker"]
    assert [one.text for one in goals_of(edition, "skiltetekniker")] == [
        "Kan vurdere et underlag", "Kan bruge lift", "Kan spartle",
    ]  # fmt: skip
    assert len({one.key for one in edition.goals}) == 4, "the same words in another work area are another goal"
    assert [one.name for one in work_areas_of(edition, "bygningsmaler")] == ["Underlag"]
    assert [one.number for one in edition.main_courses] == [1, 2, 3, 4]
    assert edition.machines == ()


def test_the_same_words_in_two_work_areas_keep_their_keys_in_whatever_order_the_areas_come() -> None:
    areas = [Subject("1", "Underlag", ("Kan måle op",)), Subject("2", "Montering", ("Kan måle op",))]
    before = made([Speciality("Maler", tuple(areas))], NEW)
    names = {area.name: area.key for area in before.work_areas}
    keys = {one.work_area: one.key for one in before.goals}
    for order in (areas[::-1], areas[1:], areas[:1]):
        after = made([Speciality("Maler", tuple(order))], NEW, before)
        assert {one.work_area: one.key for one in after.goals} == {
            names[one.title]: keys[names[one.title]] for one in order
        }


@pytest.mark.parametrize("about", [ABOUT, NEW], ids=lambda about: about.programme)
def test_the_file_it_becomes_is_read_as_the_same_edition(about: About) -> None:
    edition = made(table("Kan lægge tag: med tegl #1", "Kan “citere” 'alt'", "ja", "2026-08-01", "Kan  # ikke"), about)
    assert parse("ny.yaml", catalogue_file.written(edition), LAW) == edition


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_a_shipped_edition_written_is_read_as_itself(edition: Edition) -> None:
    assert parse("fil.yaml", catalogue_file.written(edition), LAW) == edition


def test_changes_are_told_thing_by_thing() -> None:
    first, second, *rest = EDITION.goals
    after = replace(
        EDITION,
        goals=(replace(first, text="Ny tekst", expected_before=2), *rest),
        machines=(*EDITION.machines[1:], replace(EDITION.machines[0], key="ny_sav", name="Ny sav")),
    )
    found = [(one.kind, one.how, one.key) for one in catalogue_changes.changes(EDITION, after)]
    assert found == [
        ("goals", "changed", first.key), ("goals", "dropped", second.key),
        ("machines", "added", "ny_sav"), ("machines", "dropped", EDITION.machines[0].key),
    ]  # fmt: skip
    changed = catalogue_changes.changes(EDITION, after)[0]
    assert changed.fields == (("text", first.text, "Ny tekst"), ("expected_before", 1, 2))
    assert catalogue_changes.changes(EDITION, EDITION) == []
    assert {one.how for one in catalogue_changes.changes(None, EDITION)} == {"added"}

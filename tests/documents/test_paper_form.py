"""A declaration's form for a pencil: all goals with a box for each level, what is known, and the way back."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

import pytest
import zxingcpp

from server.documents import paper_form
from server.domain import paper
from server.domain.catalogue import Goal, goals_of, machines_of, work_areas_of
from server.reading.paper_form import Form
from tests.cast import REQUIRED, SPECIALISATION
from tests.documents import readback
from tests.documents.hostile import TEXTS
from tests.example import EDITION, EDITIONS

BASE = "https://logbog.example"
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ID = UUID("7f3c2a10-1111-4222-8333-944455556666")
NAMES = (
    "apprentice_name", "workplace_name", "workplace_cvr", "school_class", "school", "supervisor_name",
    "supervisor_address",
)  # fmt: skip
KNOWN = {
    "apprentice_name": "Åse Ærø", "training_period_ends_on": "2026-12-04", "school_period_starts_on": "2026-12-07",
    "school_class": "24b-h2", "workplace_name": "Snedkeriet Ærø", "workplace_cvr": "13748136",
    "supervisor_name": "Mester Eksempel", "supervisor_address": "mester@snedkeriet.example",
    "school": "skolen@skole.example",
}  # fmt: skip
BLANK = Form(EDITION, SPECIALISATION, 2)
ASKED_FOR = replace(BLANK, known=KNOWN, declaration_id=ID)


def made(form: Form) -> bytes:
    return paper_form.pdf(form, BASE, NOW)


def with_goals(count: int) -> Form:
    """A form that asks for so many goals, each of two lines."""
    one = EDITION.goals[0]
    long = [
        Goal(f"g{n}", EDITION.work_areas[n % 9].key, f"{n} {one.text} og mere til", "", "", 1) for n in range(count)
    ]
    goals = tuple(sorted(long, key=lambda goal: goal.work_area))
    return replace(ASKED_FOR, edition=replace(EDITION, goals=goals), own={f"g{n}": "with_help" for n in range(count)})


@pytest.mark.parametrize("course", [1, 6])
def test_a_blank_one_asks_for_what_the_digital_one_asks_for(course: int) -> None:
    form = replace(BLANK, main_course=course)
    text = readback.text(made(form))
    asked = [goal for goal in goals_of(EDITION, SPECIALISATION) if goal.expected_before <= course]
    assert form.goals() == asked
    for goal in goals_of(EDITION, SPECIALISATION):
        assert (goal.text in text) == (goal in asked), goal.text
    functions = [one.name for area in work_areas_of(EDITION, SPECIALISATION) for one in area.functions]
    machines = [one.name for one in machines_of(EDITION, SPECIALISATION)]
    for expected in (
        *functions, *machines, *(step.sentence for step in EDITION.scale), "Eksempelmål", "Ja, nået", "Delvist nået",
        "Bemærkninger", "Særlige behov",
        "Talt igennem med lærlingen den", "Oplæringsansvarlig: underskrift", "CVR-nummer",
        "Giv det til skolen", "§ 88", f"Før H{course}",
    ):  # fmt: skip
        assert expected in text, expected
    assert "Kode" not in text


def test_one_that_was_asked_for_says_what_is_known_and_its_code_on_each_page() -> None:
    content = made(replace(ASKED_FOR, own={REQUIRED[0]: "with_help"}))
    text, code = readback.text(content), paper.code(ID)
    for expected in (*(KNOWN[name] for name in NAMES), "4. december 2026", "7. december 2026", "logbog.example/papir"):
        assert expected in text, expected
    assert text.count(code) == 1 + readback.pages(content)
    plain = readback.text(made(ASKED_FOR))
    assert "Lærlingen selv" in text
    assert "Lærlingen selv" not in plain
    assert text.count("Med hjælp") == plain.count("Med hjælp") + 1


def test_the_camera_finds_the_way_to_typing_it_in() -> None:
    (found,) = zxingcpp.read_barcodes(readback.picture(made(ASKED_FOR), scale=3))
    assert found.text == paper.address(ID, BASE)


def test_what_is_not_asked_has_no_heading() -> None:
    empty = replace(BLANK, edition=replace(EDITION, goals=(), machines=(), work_areas=()))
    told = paper_form._told(empty, BASE)
    text, full = readback.text(made(empty)), readback.text(made(BLANK))
    for part in ("goals", "functions", "machines"):
        assert told[part]["title"] in full
        assert told[part]["title"] not in text, part


def test_25_goals_of_two_lines_are_three_pages_at_most() -> None:
    assert readback.pages(made(with_goals(25))) <= 3
    assert readback.pages(made(replace(BLANK, main_course=6))) <= 3


def test_each_goal_has_a_box_for_each_level_big_enough_for_a_pencil() -> None:
    """Found in the picture: squares of 5 mm."""
    page = readback.picture(made(BLANK), scale=4).convert("L")
    side = round(5 / 25.4 * 72 * 4)
    line = page.crop((0, 0, page.width, page.height)).point(lambda shade: 255 if shade < 140 else 0)
    rows = [line.crop((0, y, line.width, y + 1)).tobytes() for y in range(line.height)]
    tops = [y for y, row in enumerate(rows) if row.count(b"\xff" * (side - 3)) == len(EDITION.scale)]
    found = sum(1 for y, following in pairwise(tops) if following - y > side // 2) + 1
    assert found >= len(REQUIRED)


@pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.id)
def test_every_specialisation_has_one(edition: object) -> None:
    for one in edition.specialisations:  # type: ignore[attr-defined]
        content = made(Form(edition, one.key, 1))  # type: ignore[arg-type]
        assert one.name in readback.text(content)


def test_it_is_tagged_and_danish() -> None:
    content = made(ASKED_FOR)
    assert readback.claims(content) == {"lang": "da-DK", "title": "Erklæring på papir", "marked": True, "ua": "1"}
    tags = readback.tags(content)
    assert [tag for tag in tags if tag != "/Div"][:2] == ["/Document", "/H1"]
    assert {"/H2", "/Table", "/THead", "/TH", "/Figure"} <= set(tags)


@pytest.mark.parametrize("hostile", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_leave_a_whole_form(hostile: str) -> None:
    content = made(replace(ASKED_FOR, known={**KNOWN, **dict.fromkeys(NAMES, hostile[:120])}))
    text = readback.text(content)
    assert paper.code(ID) in text
    assert "root:" not in text
    assert readback.claims(content)["ua"] == "1"

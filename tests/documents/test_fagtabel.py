"""The committees' subject tables: what is read, and every fault told by sheet, row and column, all at once."""

import io
import random
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from server.documents import fagtabel_file
from server.domain.fagtabel import CODES, TableError
from server.words import all_words
from tests.documents.fagtabeller import BRICKLAYERS, BROKEN, PAINTERS, many, written


def problems(content: bytes) -> list[tuple[str, int, str, str]]:
    with pytest.raises(TableError) as raised:
        fagtabel_file.read(content)
    return [(one.sheet, one.row, one.column, one.code) for one in raised.value.problems]


def test_a_table_gives_each_speciality_its_goals_and_no_other_subjects() -> None:
    painter, signs = fagtabel_file.read(written(PAINTERS))
    assert (painter.name, signs.name) == ("Bygningsmaler", "Skiltetekniker")
    assert [(one.number, one.title, one.goals) for one in painter.subjects] == [
        ("10801", "Underlag og forbehandling", ("Kan vurdere et underlag", "Kan spartle og slibe en væg")),
        ("10802", "Malebehandling", ("Kan male et loft uden striber",)),
    ]
    assert [one.goals for one in signs.subjects] == [
        ("Kan vurdere et underlag.",),
        ("Kan montere et skilt på en facade", "Kan bruge lift"),
    ]


def test_numbers_that_excel_keeps_as_numbers_and_empty_sheets_do_no_harm() -> None:
    rows = [[10801, "Murværk", 0, "Oplæringsmål", None, "1 Kan mure\n2) Kan fuge"]]
    (one,) = fagtabel_file.read(written({"Murer": rows}, change=lambda book: book.create_sheet("Ark2")))
    assert [(subject.number, subject.goals) for subject in one.subjects] == [("10801", ("Kan mure", "Kan fuge"))]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_table_is_told_by_sheet_row_and_column(name: str) -> None:
    content, expected = BROKEN[name]
    assert expected in problems(content())


def test_all_faults_are_told_at_once() -> None:
    rows = [
        ["1", None, "-", "Oplæringsmål", "-", "1. a\n3. b"],
        ["1", "B", "-", "Oplæringsmål", "-", "c"],
    ]
    found = problems(written({"A": rows, "B": [["1", "Dansk", "-", "Grundfag", "-", "-"]]}))
    assert [one[3] for one in found] == ["title_missing", "number_jumps", "number_twice", "goal_unnumbered", "no_goals"]


def test_a_speciality_may_have_its_most_goals_and_each_sheet_over_it_is_told_beside_all_else() -> None:
    assert [len(one.subjects) for one in fagtabel_file.read(written({"A": many(400), "B": many(400)}))] == [400, 400]
    found = problems(
        written({"A": many(401), "B": many(2), "C": [*many(401), ["x", "", "-", "Oplæringsmål", "-", ""]]})
    )
    assert [(one[0], one[3]) for one in found] == [
        ("A", "sheet_goals_many"), ("C", "sheet_goals_many"), ("C", "title_missing"), ("C", "goals_missing"),
    ]  # fmt: skip


def test_a_cell_that_is_computed_hides_no_other_fault() -> None:
    rows = [["1", "=A1", "-", "Oplæringsmål", "-", "1. a"], ["2", "B", "-", "Oplæringsmål", "-", "1. c\n3. d"]]
    found = problems(written({"A": rows, "B": [["1", "", "-", "Oplæringsmål", "-", "1. e"]]}))
    assert [one[3] for one in found] == ["cell_formula", "number_jumps", "title_missing"]


def test_damage_anywhere_ends_in_a_message_or_a_table() -> None:
    whole, chance = written(BRICKLAYERS), random.Random(7)
    for _ in range(120):
        hurt = bytearray(whole)
        for _ in range(chance.choice([1, 3, 30])):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        with suppress(TableError):
            fagtabel_file.read(bytes(hurt))


def test_a_small_file_that_grows_huge_is_let_go_before_it_is_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same cell again and again packs into next to nothing."""
    seen = 0
    rows = fagtabel_file._rows

    def counted(sheet: Any) -> Iterator[Any]:
        nonlocal seen
        for row in rows(sheet):
            seen += 1
            yield row

    content = many_cells(sheets=8)
    assert len(content) < 100_000
    monkeypatch.setattr(fagtabel_file, "_rows", counted)
    assert problems(content) == [("", 0, "", "too_large")]
    assert seen == fagtabel_file.MOST_CELLS // 40 + 1


def many_cells(sheets: int) -> bytes:
    """So many sheets of 800 rows of 40 cells each."""
    row = "<row>" + "<c><v>1</v></c>" * 40 + "</row>"
    kind = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{kind}"><sheetData>{row * 800}</sheetData></worksheet>'
    made, whole = io.BytesIO(), io.BytesIO(written({f"Ark{n}": [] for n in range(sheets)}))
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in parts.namelist():
            package.writestr(name, sheet if name.startswith("xl/worksheets/sheet") else parts.read(name))
    return made.getvalue()


def test_every_fault_has_a_sentence() -> None:
    assert {f"fagtabel.{code}" for code in CODES} == {key for key in all_words() if key.startswith("fagtabel.")}
    assert {code for _, (_, _, _, code) in BROKEN.values()} >= set(CODES) - {"cell_not_text"}

"""Spreadsheets: what goes in comes out, as the type it was, and nothing in it is ever computed."""

import csv
import io
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from server.documents.spreadsheets import Column, Table, as_csv, as_xlsx, harmless, written

COLUMNS = [Column("Lærling", 28), Column("Begynder"), Column("Mål"), Column("Telefon")]
ROWS = [
    ["Åse Ærøskøbing", date(2026, 12, 7), 17, "+45 12 34 56 78"],
    ['=HYPERLINK("http://x";"klik")', None, 0, "12 34; 56"],
    ["@SUM(1+1)|cmd", date(2024, 2, 29), None, 'Snedker "Nord"\nanden linje'],
    ["00123", date(2026, 1, 1), 5, "1-2"],
]
TABLE = Table("erklaeringer-2026-11-25", "Erklæringer: alle/hold [1]", COLUMNS, ROWS)


def lines(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def _day(cell: object) -> object:
    return cell.date() if isinstance(cell, datetime) else cell


FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", "\u00a0=1", "＝1+1", "＋1", "－1", "＠SUM",
    "﹢1", "﹦1", "+45 12-34", "+1;=2", "+", "-5", "+45 12\n=1",
]  # fmt: skip
READABLE = [
    "+45 12 34 56 78",
    "+4512345678",
    "12 34 56 78",
    "2026-12-07",
    "07-12-2026",
    "",
    "æøå",
    "a=b",
    "– ingen",
    "'x",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", READABLE)
def test_what_people_read_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_csv_opens_right_in_danish_excel() -> None:
    content = as_csv(TABLE)
    assert content.startswith(b"\xef\xbb\xbfL\xc3\xa6rling;Begynder;")
    assert content.count(b"\r\n") == 1 + len(ROWS)
    assert lines(content) == [
        ["Lærling", "Begynder", "Mål", "Telefon"],
        ["Åse Ærøskøbing", "2026-12-07", "17", "+45 12 34 56 78"],
        ['\'=HYPERLINK("http://x";"klik")', "", "0", "12 34; 56"],
        ["'@SUM(1+1)|cmd", "2024-02-29", "", 'Snedker "Nord"\nanden linje'],
        ["00123", "2026-01-01", "5", "1-2"],
    ]


def test_xlsx_comes_back_as_it_went_in() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(TABLE))).active
    found = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert found[0] == [column.title for column in COLUMNS]
    assert [[_day(cell) for cell in row] for row in found[1:]] == ROWS
    assert sheet.title == "Erklæringer  alle hold  1 "
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D5")
    assert sheet.column_dimensions["A"].width == 28
    assert sheet["A1"].font.bold
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert sheet["B2"].number_format == "dd-mm-yyyy"
    assert sheet["A5"].number_format == "@"


def test_no_cell_of_the_file_holds_a_formula() -> None:
    """Read as the file has it: openpyxl might be kind to itself."""
    files = parts(as_xlsx(TABLE))
    sheet = files["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "<f " not in sheet
    types = dict(re.findall(r'<c r="([A-Z]+\d+)"[^>]*?t="(\w+)"', sheet))
    assert types["A3"] in ("s", "inlineStr")
    assert types["B2"] == "n"
    assert types["D5"] in ("s", "inlineStr")
    assert "=HYPERLINK(" in sheet + files.get("xl/sharedStrings.xml", "")


def test_letters_no_file_can_hold_are_left_out() -> None:
    table = Table("x", "x", [Column("a")], [["a\x00b\x1fc\uffff"], ["half \ud83d"], ["\U0001f528"]])
    assert b"half ?" in as_csv(table)
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(table))).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["abc", "half ", "\U0001f528"]


def test_a_list_without_rows_is_a_header() -> None:
    empty = Table("x", "x", COLUMNS, [])
    assert lines(written(empty, "csv")) == [[column.title for column in COLUMNS]]
    assert openpyxl.load_workbook(io.BytesIO(written(empty, "xlsx"))).active.max_row == 1

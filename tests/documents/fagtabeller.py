"""Subject tables in the committees' shape, whole and broken, as files."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook

from server.domain.fagtabel import COLUMNS

Row = list[Any]
Sheets = dict[str, list[Row]]

# Two trades, in words of our own. The first has two specialities that share goals.
PAINTERS: Sheets = {
    "Bygningsmaler": [
        ["10801", "Underlag og forbehandling", "-", "Oplæringsmål", "-",
         "1. Kan vurdere et underlag\n2. Kan spartle og slibe en væg"],
        ["10802", "Malebehandling", "-", "Oplæringsmål", "-", "1. Kan male et loft uden striber"],
        ["100", "Dansk", "E", "Grundfag", "Karakter", "1. Kan læse en tekst"],
        ["200", "Kompetencer", "-", "Kompetencemål", "-", "1) Kan samarbejde"],
    ],
    "Skiltetekniker": [
        ["20801", "Underlag og forbehandling", "-", "Oplæringsmål", "-", "1. Kan vurdere et underlag."],
        ["20802", "Montering", "-", "oplæringsmål", "-", "1. Kan montere et skilt på en facade\n\n2. Kan bruge lift"],
    ],
}  # fmt: skip
BRICKLAYERS: Sheets = {
    "Murer": [["1", "Murværk", "-", "Oplæringsmål", "-", "\n".join(f"{n}. Kan mure skifte {n}" for n in range(1, 31))]]
}


def many(rows: int, first: int = 0) -> list[Row]:
    """As many rows, a goal each."""
    return [[str(n), f"T{n}", "-", "Oplæringsmål", "-", f"1. Kan {n}"] for n in range(first, first + rows)]


def written(
    sheets: Sheets, *, header: Row | None = None, above: int = 1, change: Callable[[Workbook], Any] | None = None
) -> bytes:
    """An .xlsx with `above` rows before the header; `change` has its way with the book before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for _ in range(above):
            sheet.append(["Fagtabel", "2026"])
        sheet.append(list(COLUMNS) if header is None else header)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def with_row(*cells: Any) -> bytes:
    """A good table with one more row, row 4."""
    return written({"Murer": [*BRICKLAYERS["Murer"], list(cells)]})


def formula(book: Workbook) -> None:
    book.worksheets[0]["B3"] = "=1+1"


def error(book: Workbook) -> None:
    book.worksheets[0]["F3"].value = "#REF!"
    book.worksheets[0]["F3"].data_type = "e"


def bomb() -> bytes:
    """A small package that unpacks to 80 MB."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b" " * 80_000_000)
    return content.getvalue()


GOALS, EMPTY = "Oplæringsmål", "-"
LONG = "x" * 401
GOOD = BRICKLAYERS["Murer"][0]
# name: what makes the file, and where the fault is told: (sheet, row, column, code)
BROKEN: dict[str, tuple[Callable[[], bytes], tuple[str, int, str, str]]] = {
    "no spreadsheet": (lambda: b"NUMMER;TITEL", ("", 0, "", "not_a_spreadsheet")),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, ("", 0, "", "not_a_spreadsheet")),
    "cut off": (lambda: written(BRICKLAYERS)[:-300], ("", 0, "", "not_a_spreadsheet")),
    "a package of something else": (lambda: b"PK\x05\x06" + b"\0" * 18, ("", 0, "", "not_a_spreadsheet")),
    "a bomb": (lambda: bomb(), ("", 0, "", "too_large")),
    "the old format": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ("", 0, "", "old_format")),
    "a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
                   ("", 0, "", "encrypted")),
    "nothing in it": (lambda: written({"Ark1": []}, header=[], above=0), ("", 0, "", "no_sheets")),
    "a column missing": (lambda: written(BRICKLAYERS, header=[*COLUMNS[:5], "NOTE"]),
                         ("Murer", 2, "MÅLPINDE", "column_missing")),
    "a column twice": (lambda: written(BRICKLAYERS, header=[*COLUMNS, "TITEL"]), ("Murer", 2, "TITEL", "column_twice")),
    "the header too low": (lambda: written(BRICKLAYERS, above=3), ("Murer", 4, "", "header_elsewhere")),
    "a title missing": (lambda: with_row("2", None, EMPTY, GOALS, EMPTY, "1. a"),
                        ("Murer", 4, "TITEL", "title_missing")),
    "a title too long": (lambda: with_row("2", LONG, EMPTY, GOALS, EMPTY, "1. a"), ("Murer", 4, "TITEL", "title_long")),
    "no goals in a row": (lambda: with_row("2", "B", EMPTY, GOALS, EMPTY, None),
                          ("Murer", 4, "MÅLPINDE", "goals_missing")),
    "a line without a number": (lambda: with_row("2", "B", EMPTY, GOALS, EMPTY, "Kan a\n2. b"),
                                ("Murer", 4, "MÅLPINDE", "goal_unnumbered")),
    "a number left out": (lambda: with_row("2", "B", EMPTY, GOALS, EMPTY, "1. a\n3. b"),
                          ("Murer", 4, "MÅLPINDE", "number_jumps")),
    "a number alone": (lambda: with_row("2", "B", EMPTY, GOALS, EMPTY, "1. "), ("Murer", 4, "MÅLPINDE", "goal_empty")),
    "a goal twice": (lambda: with_row("2", "B", EMPTY, GOALS, EMPTY, "1. kan mure  SKIFTE 3."),
                     ("Murer", 4, "MÅLPINDE", "goal_twice")),
    "a goal too long": (lambda: with_row("2", "B", EMPTY, GOALS, EMPTY, f"1. {LONG}"),
                        ("Murer", 4, "MÅLPINDE", "goal_long")),
    "hidden letters": (lambda: with_row("2", "B", EMPTY, GOALS, EMPTY, "1. a\u202eb"),
                       ("Murer", 4, "MÅLPINDE", "hidden_characters")),
    "no category": (lambda: with_row("2", "B", EMPTY, None, EMPTY, "1. a"),
                    ("Murer", 4, "FAGKATEGORI", "category_missing")),
    "a slip of the pen": (lambda: with_row("2", "B", EMPTY, "Oplæringmål", EMPTY, "1. a"),
                          ("Murer", 4, "FAGKATEGORI", "category_unlike")),
    "the name of before 2022": (lambda: with_row("2", "B", EMPTY, "Praktikmål", EMPTY, "1. a"),
                                ("Murer", 4, "FAGKATEGORI", "former_name")),
    "no training goals": (lambda: written({"Murer": [["1", "Dansk", "E", "Grundfag", "-", "1. a"]]}),
                          ("Murer", 0, "FAGKATEGORI", "no_goals")),
    "a number twice": (lambda: with_row("1", "B", EMPTY, GOALS, EMPTY, "1. a"), ("Murer", 4, "NUMMER", "number_twice")),
    "two sheets of one name": (lambda: written({"Murer": [GOOD], "murer.": [GOOD]}), ("murer.", 0, "", "sheet_twice")),
    "a formula": (lambda: written(BRICKLAYERS, change=formula), ("Murer", 3, "B", "cell_formula")),
    "an error of the spreadsheet": (lambda: written(BRICKLAYERS, change=error), ("Murer", 3, "F", "cell_error")),
    "rows without end": (lambda: written({"Murer": [GOOD] * 5001}), ("Murer", 5001, "", "too_many_rows")),
    "goals without end": (
        lambda: written({f"M{sheet}": many(400, sheet * 400) for sheet in range(6)}),
        ("", 0, "", "too_many_goals"),
    ),
    "too many goals for one speciality": (
        lambda: written({"Murer": many(401)}), ("Murer", 0, "MÅLPINDE", "sheet_goals_many")
    ),
}  # fmt: skip

"""Rows as a file that opens right in a spreadsheet: CSV as Danish Excel reads it, and XLSX. Text stays text in both."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Kind = Literal["csv", "xlsx"]
Cell = str | int | date | None
BOM = b"\xef\xbb\xbf"  # else Excel takes UTF-8 for the letters of 1998
STARTS_A_FORMULA = frozenset("=+-@\t\r\n")
TELEPHONE = re.compile(r"\+[0-9 ]+")  # digits and blanks alone compute nothing
NO_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # a file with one does not open
SHEET_NAME = re.compile(r"[\\/*?:\[\]]")
SHEET_NAME_LENGTH = 31  # Excel's own limit
TEXT_FORMAT = "@"  # text stays text also when somebody edits the cell
DAY_FORMAT = "dd-mm-yyyy"


@dataclass(frozen=True)
class Column:
    title: str
    width: int = 16  # in letters


@dataclass(frozen=True)
class Table:
    """What stands in the file. `name` becomes the file's, without its ending: never anybody's name."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def written(table: Table, kind: Kind) -> bytes:
    """The file. Takes about a second for 10,000 rows: call it in a thread."""
    return as_csv(table) if kind == "csv" else as_xlsx(table)


def as_csv(table: Table) -> bytes:
    """Semicolons, since the comma is a Dane's decimal sign; dates as YYYY-MM-DD, which every Excel takes for a date."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.title) for column in table.columns])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return BOM + text.getvalue().encode("utf-8", "replace")


def as_xlsx(table: Table) -> bytes:
    """One sheet: a header that stays in sight and filters, columns of a readable width, each cell of its own type."""
    book = Workbook(write_only=True)
    book.properties.creator = "Logbog"
    sheet = book.create_sheet(SHEET_NAME.sub(" ", table.title)[:SHEET_NAME_LENGTH])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.append([_typed(sheet, column.title, bold=True) for column in table.columns])
    for row in table.rows:
        sheet.append([_typed(sheet, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def harmless(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would compute it; also by a wide letter for `=`."""
    first = unicodedata.normalize("NFKC", text.lstrip(" \u00a0\u3000")[:1])
    computed = {text[:1], first} & STARTS_A_FORMULA and not TELEPHONE.fullmatch(text)
    return f"'{text}" if computed else text


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return harmless(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def _typed(sheet: Worksheet, cell: Cell, *, bold: bool = False) -> Any:
    """Text is said to be text: openpyxl would take a leading `=` for a formula."""
    if not isinstance(cell, str):
        found = WriteOnlyCell(sheet, value=cell)
        if isinstance(cell, date):
            found.number_format = DAY_FORMAT
        return found
    found = WriteOnlyCell(sheet, value=NO_XML.sub("", cell))
    found.data_type, found.number_format = "s", TEXT_FORMAT
    if bold:
        found.font = Font(bold=True)
    return found

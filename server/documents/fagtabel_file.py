"""A spreadsheet somebody handed us as plain sheets of texts, or what is wrong with it. Nothing in it is computed."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from server.domain import fagtabel
from server.domain.fagtabel import COLUMNS, HEADER_ROW, Sheet, Speciality, TableError, TableProblem

LARGEST = 5 * 1024 * 1024  # bytes of the file
LARGEST_UNPACKED = 20 * 1024 * 1024  # a small file must not grow into a huge one
MOST_CELLS = 100_000  # with something in them, in all sheets: each takes a hundred bytes and ten microseconds
FOLLOWS = ("no_goals", "no_sheets")  # what may only follow from cells that cannot be read
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 40, 5000, 40
Row = tuple[int, tuple[Any, ...]]  # its number and its cells
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how .xls begins, and what a password makes of .xlsx
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# What a package that was damaged or made to do harm ends in, somewhere in zipfile, expat or openpyxl.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, OSError, EOFError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


def read(content: bytes) -> list[Speciality]:
    """What the table tells; raises TableError with everything that is wrong, in cells as in what they say. Blocks for
    about a second for 2,000 rows: call it in a thread."""
    found, in_cells = sheets(content)
    try:
        told = fagtabel.read(found)
    except TableError as error:
        unread = {(one.sheet, one.row) for one in in_cells}  # of those only what cannot be read is known
        beside = [one for one in error.problems if (one.sheet, one.row) not in unread and one.code not in FOLLOWS]
        raise TableError(sorted([*in_cells, *(beside if in_cells else error.problems)], key=_place(found))) from None
    if in_cells:
        raise TableError(in_cells)
    return told


def _place(found: Sequence[Sheet]) -> Callable[[TableProblem], tuple[int, int]]:
    """In the order of the sheets and rows."""
    order = {sheet.name: place for place, sheet in enumerate(found)}
    return lambda one: (order.get(one.sheet, -1), one.row)


def sheets(content: bytes) -> tuple[list[Sheet], list[TableProblem]]:
    """As texts, and the cells that are none. Raises TableError for what is no table at all."""
    _judge(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        raw = _held(book.worksheets[: MOST_SHEETS + 1])
    except BROKEN:
        raise _whole("not_a_spreadsheet") from None
    if len(raw) > MOST_SHEETS:
        raise _whole("too_large")
    problems: list[TableProblem] = []
    found = [Sheet(name, [_texts(name, number, row, problems) for number, row in rows]) for name, rows in raw]
    return found, problems


def _judge(content: bytes) -> None:
    """Before anything is unpacked."""
    if content.startswith(OLD_FORMAT):
        raise _whole("encrypted" if ENCRYPTED in content else "old_format")
    if len(content) > LARGEST:
        raise _whole("too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            unpacked = sum(part.file_size for part in package.infolist())
    except BROKEN:
        raise _whole("not_a_spreadsheet") from None
    if unpacked > LARGEST_UNPACKED:
        raise _whole("too_large")


def _whole(code: str) -> TableError:
    return TableError([TableProblem.of("", 0, "", code)])


def _held(worksheets: Iterable[Any]) -> list[tuple[str, list[Row]]]:
    """Name and rows of each; ends where there is more than a table can have, before it is all in memory."""
    found, left = [], MOST_CELLS
    for sheet in worksheets:
        rows = []
        for number, row in _rows(sheet):
            left -= sum(cell.value is not None for cell in row)
            if left < 0:
                raise _whole("too_large")
            rows.append((number, row))
        found.append((sheet.title, rows))
    return found


def _rows(sheet: Any) -> Iterator[Row]:
    """One more row than is read, to tell that there are too many. What a sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    yield from enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), 1)


def _texts(sheet: str, row: int, cells: tuple[Any, ...], problems: list[TableProblem]) -> list[str]:
    if row > MOST_ROWS and any(cell.value is not None for cell in cells):
        problems.append(TableProblem.of(sheet, row, "", "too_many_rows", most=MOST_ROWS))
    return [_text(sheet, row, place, cell, problems) for place, cell in enumerate(cells)]


def _text(sheet: str, row: int, place: int, cell: Any, problems: list[TableProblem]) -> str:
    """A number is what a person reads in the cell; what was computed or is no text is a problem where it matters."""
    value, kind = cell.value, getattr(cell, "data_type", "n")
    if value is None:
        return ""
    if isinstance(value, str) and kind not in ("f", "e"):
        return value
    if kind == "n" and isinstance(value, int | float):
        return str(int(value)) if value == int(value) else str(value)
    code = {"f": "cell_formula", "e": "cell_error"}.get(kind, "cell_not_text")
    if row > HEADER_ROW and place < len(COLUMNS):
        problems.append(TableProblem.of(sheet, row, openpyxl.utils.get_column_letter(place + 1), code))
    return ""

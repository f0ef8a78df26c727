"""Editions in the files that committees have: a subject table, or our own data file; read, and written again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from server import words
from server.documents import fagtabel_file
from server.domain import catalogue_file, catalogue_import, catalogue_source
from server.domain.catalogue import Edition, from_json
from server.domain.catalogue_import import About
from server.domain.catalogue_problems import CatalogueError
from server.domain.fagtabel import TableError, TableProblem

LARGEST = fagtabel_file.LARGEST
TABLES = (".xlsx", ".xls", ".xlsm")  # what a subject table is called
TABLE = b"PK"  # how an .xlsx begins, as every package does
NO_VERSION = "2000-01.1"  # of a draft: its own comes when it is published


class Unfit(Exception):
    """A file that cannot be used: every fault as a sentence with its place, all at once."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def written(content: Mapping[str, Any]) -> bytes:
    return catalogue_file.written(from_json(content)).encode()


def read(name: str, content: bytes, programme: str, own: Edition | None, known: Sequence[Edition]) -> Edition:
    """The edition that a file tells. `own`: the programme's newest, whose keys are kept; `known`: all there are. Blocks
    for seconds: call it in a thread. Raises Unfit."""
    if content[:2] == TABLE or content[:8] == fagtabel_file.OLD_FORMAT:
        return _from_table(content, programme, own, known)
    if name.lower().endswith(TABLES):
        raise Unfit((words.text("edition_file.not_excel"),))
    return _from_data(name, content, programme, known)


def _from_table(content: bytes, programme: str, own: Edition | None, known: Sequence[Edition]) -> Edition:
    try:
        table = fagtabel_file.read(content)
    except TableError as error:
        raise Unfit(tuple(said(problem) for problem in error.problems)) from None
    name = own.name if own else programme.replace("_", " ").capitalize()
    source = words.text("catalogue_import.source_none")
    about = About(programme, name, NO_VERSION, date(2000, 1, 1), words.text("catalogue_import.label"), source, 5)
    return catalogue_import.edition(table, about, own or known[-1], known)


def _from_data(name: str, content: bytes, programme: str, known: Sequence[Edition]) -> Edition:
    """Our own file, under the law that the newest edition of any programme stands under."""
    law = {one.law.version: one.law for one in known}
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit((words.text("fagtabel.not_a_spreadsheet"),)) from None
    try:
        found = catalogue_source.parse(name or "fil.yaml", text, law)
    except CatalogueError as error:
        raise Unfit(tuple(_lines(error))) from None
    if found.programme != programme:
        raise Unfit((words.text("edition_file.other_programme", programme=found.programme),))
    return found


def _lines(error: CatalogueError) -> Iterable[str]:
    for problem in error.problems:
        sentence = words.text(f"catalogue.{problem.code}", **dict(problem.facts))
        yield words.text("edition_file.line", line=problem.line, sentence=sentence)


def said(problem: TableProblem) -> str:
    """Where in a table, and what is wrong there."""
    place = [
        words.text("fagtabel_place.sheet", sheet=problem.sheet) if problem.sheet else "",
        words.text("fagtabel_place.row", row=problem.row) if problem.row else "",
        words.text("fagtabel_place.column", column=problem.column) if problem.column else "",
    ]
    sentence = words.text(f"fagtabel.{problem.code}", **dict(problem.facts))
    return ": ".join(part for part in (", ".join(one for one in place if one), sentence) if part)

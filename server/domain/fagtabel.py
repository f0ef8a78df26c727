"""The committee's subject table (*fagtabel*): a sheet a speciality, and of its rows those that hold training goals.

The shape: research/domain.md fact 53. The header stands on row 2; MÅLPINDE holds one numbered goal a line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from server.domain import texts
from server.domain.catalogue_rules import MOST_GOALS as MOST_OF_A_SHEET

COLUMNS = ("NUMMER", "TITEL", "NIVEAU", "FAGKATEGORI", "RESULTATFORM", "MÅLPINDE")
NUMBER, TITLE, _, CATEGORY, _, GOALS = COLUMNS
HEADER_ROW = 2
TRAINING_GOALS = "oplæringsmål"
FORMER_NAME = "praktikmål"  # until 2022: a table that says so is an older order's
ALIKE = 0.8  # a category that looks so much like it is a slip of the pen, not another category
TITLE_LENGTH, GOAL_LENGTH = 120, 400  # letters, as in an edition
MOST_GOALS = 2000  # of a whole table
NUMBERED = re.compile(r"(\d{1,3})(?:\s*[.):]\s*|\s+)(.*)", re.ASCII | re.DOTALL)

# Every code has a sentence `fagtabel.<code>`, and the other way round.
CODES = (
    "category_missing", "category_unlike", "cell_error", "cell_formula", "cell_not_text", "column_missing",
    "column_twice", "encrypted", "former_name", "goal_empty", "goal_long", "goal_twice", "goal_unnumbered",
    "goals_missing", "header_elsewhere", "hidden_characters", "no_goals", "no_sheets",
    "not_a_spreadsheet", "number_jumps", "number_twice", "old_format",
    "sheet_goals_many", "sheet_twice", "title_long", "title_missing", "too_large", "too_many_goals", "too_many_rows",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class TableProblem:
    """One thing that is wrong and where: `row` counts from 1, 0 is the whole sheet; an empty `sheet` the whole file."""

    sheet: str
    row: int
    column: str
    code: str
    facts: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, sheet: str, row: int, column: str, code: str, **facts: str | int) -> "TableProblem":
        return cls(sheet, row, column, code, tuple(sorted(facts.items())))


class TableError(Exception):
    """The table cannot be used; carries everything that is wrong, in the order of the sheets."""

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        self.problems = list(dict.fromkeys(problems))
        super().__init__("; ".join(f"{one.sheet}!{one.column}{one.row}: {one.code}" for one in self.problems))


@dataclass(frozen=True)
class Sheet:
    """A sheet as texts: `rows[0]` is row 1; short rows are short."""

    name: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Subject:
    """A row of training goals: its title is what Logbog calls a work area."""

    number: str
    title: str
    goals: tuple[str, ...]


@dataclass(frozen=True)
class Speciality:
    name: str
    subjects: tuple[Subject, ...]


def read(sheets: Sequence[Sheet]) -> list[Speciality]:
    """The training goals of each sheet; raises TableError with everything that is wrong, in all sheets at once."""
    reading = [_SheetReading(sheet) for sheet in sheets if any(any(row) for row in sheet.rows)]
    found = [one.read() for one in reading]
    problems = [*_names_twice(sheets), *(problem for one in reading for problem in one.problems)]
    if not reading:
        problems.append(TableProblem.of("", 0, "", "no_sheets"))
    count = sum(len(subject.goals) for one in found for subject in one.subjects)
    if count > MOST_GOALS:
        problems.append(TableProblem.of("", 0, "", "too_many_goals", count=count, most=MOST_GOALS))
    if problems:
        raise TableError(problems)
    return found


def normal(text: str) -> str:
    """What a text says, whatever its capitals, blanks and full stops: two that say the same are one goal."""
    return " ".join(re.sub(r"[^\w\s]", " ", text.casefold()).split())


def _names_twice(sheets: Sequence[Sheet]) -> Iterator[TableProblem]:
    seen: set[str] = set()
    for sheet in sheets:
        if normal(sheet.name) in seen:
            yield TableProblem.of(sheet.name, 0, "", "sheet_twice")
        seen.add(normal(sheet.name))


class _SheetReading:
    """One walk through one sheet, gathering what is wrong on the way."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[TableProblem] = []
        self.places: dict[str, int] = {}
        self.texts: dict[str, tuple[int, int]] = {}  # what a goal says → the row and the line it stands on
        self.numbers: dict[str, int] = {}

    def wrong(self, row: int, column: str, code: str, **facts: str | int) -> None:
        self.problems.append(TableProblem.of(self.sheet.name, row, column, code, **facts))

    def read(self) -> Speciality:
        subjects: list[Subject] = []
        if self.header():
            rows = range(HEADER_ROW + 1, len(self.sheet.rows) + 1)
            subjects += [self.subject(row) for row in rows if self.is_meant(row)]
            if not subjects and not self.problems:
                self.wrong(0, CATEGORY, "no_goals")
            if (count := sum(len(one.goals) for one in subjects)) > MOST_OF_A_SHEET:
                self.wrong(0, GOALS, "sheet_goals_many", count=count, most=MOST_OF_A_SHEET)
        return Speciality(texts.tidy(self.sheet.name), tuple(subjects))

    def header(self) -> bool:
        """Finds the columns; whether all that are needed are there."""
        names = [one.strip().upper() for one in self.row(HEADER_ROW)]
        missing = [name for name in COLUMNS if name not in names]
        if len(missing) == len(COLUMNS) and (row := self.header_elsewhere()):
            self.wrong(row, "", "header_elsewhere", wanted=HEADER_ROW)
            return False
        for name in missing:
            self.wrong(HEADER_ROW, name, "column_missing")
        for name in COLUMNS:
            if names.count(name) > 1:
                self.wrong(HEADER_ROW, name, "column_twice")
        self.places = {name: names.index(name) for name in COLUMNS if name in names}
        return not missing

    def header_elsewhere(self) -> int:
        rows = ([one.strip().upper() for one in row] for row in self.sheet.rows[:20])
        return next((number for number, row in enumerate(rows, 1) if set(COLUMNS) <= set(row)), 0)

    def row(self, number: int) -> Sequence[str]:
        return self.sheet.rows[number - 1] if number <= len(self.sheet.rows) else []

    def cell(self, row: int, column: str) -> str:
        cells, place = self.row(row), self.places[column]
        return cells[place] if place < len(cells) else ""

    def is_meant(self, row: int) -> bool:
        """Whether the row holds training goals. What looks like it is told, so that none is left out unseen."""
        said = self.cell(row, CATEGORY).strip().casefold()
        if not said:
            if self.cell(row, GOALS).strip():
                self.wrong(row, CATEGORY, "category_missing")
            return False
        if said == TRAINING_GOALS:
            return True
        if said == FORMER_NAME:
            self.wrong(row, CATEGORY, "former_name")
        elif SequenceMatcher(None, said, TRAINING_GOALS).ratio() >= ALIKE:
            self.wrong(row, CATEGORY, "category_unlike", said=self.cell(row, CATEGORY).strip()[:40])
        return False

    def subject(self, row: int) -> Subject:
        title, number = texts.tidy(self.cell(row, TITLE)), self.cell(row, NUMBER).strip()
        if not title:
            self.wrong(row, TITLE, "title_missing")
        elif problem := texts.problem(title, TITLE_LENGTH):
            self.wrong(row, TITLE, "title_long" if problem == "text_too_long" else "hidden_characters")
        if number and number in self.numbers:
            self.wrong(row, NUMBER, "number_twice", number=number[:20], first=self.numbers[number])
        self.numbers.setdefault(number, row)
        return Subject(number, title, tuple(self.goals(row)))

    def goals(self, row: int) -> Iterator[str]:
        lines = [line for line in self.cell(row, GOALS).replace("\r", "").split("\n") if line.strip()]
        if not lines:
            self.wrong(row, GOALS, "goals_missing")
        for place, line in enumerate(lines, 1):
            found = NUMBERED.fullmatch(line.strip())
            if not found:
                self.wrong(row, GOALS, "goal_unnumbered", line=place)
            elif int(found[1]) != place:
                self.wrong(row, GOALS, "number_jumps", line=place, number=int(found[1]))
            elif self.is_good(row, place, text := texts.tidy(found[2])):
                yield text

    def is_good(self, row: int, line: int, text: str) -> bool:
        if not text:
            self.wrong(row, GOALS, "goal_empty", line=line)
            return False
        if problem := texts.problem(text, GOAL_LENGTH):
            code = "goal_long" if problem == "text_too_long" else "hidden_characters"
            self.wrong(row, GOALS, code, **({"line": line, "most": GOAL_LENGTH} if code == "goal_long" else {}))
            return False
        first = self.texts.setdefault(normal(text), (row, line))
        if first != (row, line):
            self.wrong(row, GOALS, "goal_twice", line=line, first=first[0])
        return first == (row, line)

"""What a school misses, its classes and one of them, as spreadsheets: what the pages show, no answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from server import danish_dates, words
from server.documents.spreadsheets import Cell, Column, Table
from server.domain import file_names
from server.domain.moments import danish_day

Row = Mapping[str, Any]


def missing(sections: Iterable[Row], *, today: date) -> Table:
    """Sections of reading.missing."""
    columns = [
        Column(words.text("panel_file.school_class"), 20),
        Column(words.text("panel_file.school_period_starts_on"), 22),
        Column(words.text("panel_file.apprentice"), 28),
        Column(words.text("panel_file.workplace"), 28),
        Column(words.text("panel_file.asked"), 32),
        Column(words.text("panel_file.why"), 32),
        Column(words.text("panel_file.reminded_on"), 12),
    ]
    rows = [[_class(section, row), row["starts_on"], *_missing(row)] for section in sections for row in section["rows"]]
    return Table(f"mangler-{today.isoformat()}", words.text("panel_file.missing"), columns, rows)


def of_class(missing: Iterable[Row], sent: Iterable[Row], *, school_class: str, today: date) -> Table:
    """Rows of reading.classes: those that are missing, then those that came."""
    columns = [
        Column(words.text("panel_file.apprentice"), 28),
        Column(words.text("panel_file.workplace"), 28),
        Column(words.text("panel_file.asked"), 32),
        Column(words.text("panel_file.stage"), 32),
        Column(words.text("panel_file.reminded_on"), 12),
        Column(words.text("panel_file.sent_on"), 12),
        Column(words.text("panel_file.read_by"), 22),
        Column(words.text("panel_file.read_on"), 12),
    ]
    rows = [[*_missing(row), None, None, None] for row in missing] + [_sent(row) for row in sent]
    return Table(
        file_names.plain("hold", school_class, today.isoformat()), words.text("panel_file.school_class"), columns, rows
    )


def classes(rows: Iterable[Row], *, today: date) -> Table:
    """Rows of reading.panel_summonses."""
    columns = [
        Column(words.text("panel_file.school_class"), 20),
        Column(words.text("panel_file.school"), 28),
        Column(words.text("panel_file.programme"), 24),
        Column(words.text("panel_file.main_course"), 14),
        Column(words.text("panel_file.school_period_starts_on"), 22),
        Column(words.text("panel_file.code"), 14),
        Column(words.text("panel_file.expected"), 10),
        Column(words.text("panel_file.used"), 18),
    ]
    cells = [
        [
            row["school_class"], row["school"], row["programme_name"], row["main_course_name"],
            row["school_period_starts_on"], row["code_shown"], row["expected"], row["used"],
        ]
        for row in rows
    ]  # fmt: skip
    return Table(f"alle-hold-{today.isoformat()}", words.text("panel_file.school_class"), columns, cells)


def _class(section: Row, row: Row) -> str:
    return str(section["class_"]["school_class"] if section["class_"] else row["school_class"])


def _missing(row: Row) -> list[Cell]:
    facts = {**row["facts"], "day": danish_dates.short(row["facts"]["day"])}
    why = words.text(f"missing_reason.{row['reason']}", **facts)
    return [row["name"], row["workplace"], ", ".join(row["asked"]), why, _day(row["reminded_at"])]


def _sent(row: Row) -> list[Cell]:
    stage = words.text(f"panel_stage.{row['stage']}")
    return [
        row["name"],
        row["workplace"],
        None,
        stage,
        None,
        _day(row["sent_at"]),
        row["read_by"],
        _day(row["read_at"]),
    ]


def _day(moment: Any) -> date | None:
    return danish_day(moment) if moment else None

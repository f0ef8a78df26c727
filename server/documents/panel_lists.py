"""The panel's lists as spreadsheets: what the page shows, no answers. No file's name says whom it is about."""

from datetime import date
from typing import Any

from server import words
from server.documents.spreadsheets import Cell, Column, Table
from server.domain.moments import danish_day


def declarations(rows: list[dict[str, Any]], programmes: dict[str, str], *, owners: bool, today: date) -> Table:
    """Rows of reading.panel_lists. `owners`: the reader's school may see who has which case."""
    columns = [
        Column(words.text("panel_file.apprentice"), 28),
        Column(words.text("panel_file.programme"), 24),
        Column(words.text("panel_file.main_course"), 14),
        Column(words.text("panel_file.school_class"), 20),
        Column(words.text("panel_file.training_period_ends_on"), 18),
        Column(words.text("panel_file.school_period_starts_on"), 22),
        Column(words.text("panel_file.workplace"), 28),
        Column(words.text("panel_file.workplace_cvr"), 12),
        Column(words.text("panel_file.stage"), 16),
        Column(words.text("panel_file.answered"), 14),
        Column(words.text("panel_file.required"), 12),
        Column(words.text("panel_file.read_by"), 22),
        Column(words.text("panel_file.read_on"), 12),
        *([Column(words.text("panel_file.owner"), 22)] if owners else []),
    ]
    cells = [[*_cells(row, programmes), *([_owner(row)] if owners else [])] for row in rows]
    title = words.text("panel_file.declarations")
    return Table(f"erklaeringer-{today.isoformat()}", title, columns, cells)


def _cells(row: dict[str, Any], programmes: dict[str, str]) -> list[Cell]:
    course = f"H{row['main_course']}" if row["main_course"] else None
    counted = bool(row["required"])
    return [
        row["apprentice_name"],
        programmes.get(row["programme"], row["programme"]),
        words.text("panel_file.final") if row["final_period"] else course,
        row["school_class"],
        row["training_period_ends_on"],
        row["school_period_starts_on"],
        row["workplace_name"],
        row["workplace_cvr"],
        words.text(f"panel_stage.{row['stage']}"),
        row["answered"] if counted else None,
        row["required"] if counted else None,
        row["read_by"] or "",
        danish_day(row["read_at"]) if row["read_at"] else None,
    ]


def _owner(row: dict[str, Any]) -> Cell:
    return row["owner"].shown if row["owner"] else None

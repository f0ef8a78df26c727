"""The workplace's apprentices and their declarations as a spreadsheet: what the page shows, no answers."""

from datetime import date
from typing import Any

from server import words
from server.documents.spreadsheets import Cell, Column, Table

OWN_STATES = ("releasing", "declined")  # beside the school's stages


def declarations(rows: list[dict[str, Any]], *, today: date) -> Table:
    """Rows of reading.workplace."""
    columns = [
        Column(words.text("panel_file.apprentice"), 28),
        Column(words.text("panel_file.main_course"), 14),
        Column(words.text("panel_file.school_class"), 20),
        Column(words.text("panel_file.training_period_ends_on"), 18),
        Column(words.text("panel_file.school_period_starts_on"), 22),
        Column(words.text("panel_file.workplace"), 28),
        Column(words.text("panel_file.stage"), 22),
        Column(words.text("panel_file.answered"), 14),
        Column(words.text("panel_file.required"), 12),
    ]
    title = words.text("panel_workplace.title")
    return Table(f"laerlinge-{today.isoformat()}", title, columns, [_cells(row) for row in rows])


def _cells(row: dict[str, Any]) -> list[Cell]:
    family = "panel_workplace" if row["state"] in OWN_STATES else "panel_stage"
    return [
        row["name"],
        f"H{row['main_course']}" if row["main_course"] else None,
        row["school_class"],
        row["training_period_ends_on"],
        row["school_period_starts_on"],
        row["workplace_name"],
        words.text(f"{family}.{row['state']}"),
        row["answered"],
        row["required"],
    ]

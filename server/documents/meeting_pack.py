"""The meeting pack on paper and as a spreadsheet: the same figures as on the page, in the same words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from server import danish_dates, words
from server.documents import typeset
from server.documents.spreadsheets import Column, Table
from server.domain import periods
from server.domain.moments import DENMARK
from server.domain.told_figures import Cell, Line

Told = Mapping[str, Any]
LINES = ("asked", "answered", "rate", "within_7", "within_14", "special_needs")
SHOWN = 6  # half-years beside each other on a page; the spreadsheet has them all


def period_name(key: str) -> str:
    """ "2026-1" → "1. halvår 2026"."""
    known = periods.from_key(key)
    return words.text("figures.half_year", half=known.half, year=known.year) if known else key


def cell_name(cell: Cell) -> str:
    """In words: "20–40 %", "ca. 85 %", "ca. 25"; a dash for what is held back."""
    if cell.kind == "share":
        return words.text("figures.share", least=cell.least, most=cell.most)
    if cell.kind == "rate":
        return words.text("figures.about_percent", percent=cell.most)
    return words.text("figures.about", people=cell.most) if cell.kind == "size" else words.text("figures.hidden")


def line_name(line: Line) -> str:
    return line.name or words.text(f"figures_line.{line.key}")


def column_names(pack: Told) -> list[str]:
    whole = words.text("figures.whole")
    return [whole] if pack["seat"].kind == "trade" else [pack["school"], whole]


def next_told(period: periods.Period) -> str:
    """When the next half-year is told of."""
    return words.text("figures.next", period=period_name(period.key), day=danish_dates.plain(period.told_on))


def table(pack: Told) -> Table:
    """Every figure of the pack, a line each."""
    columns = [words.text("figures.part"), words.text("figures.what"), *column_names(pack)]
    widths = [28, 60, *(20 for _ in column_names(pack))]
    name = f"tal-{pack['programme']['key'].replace('_', '-')}-{pack['period']}"
    rows = [[title, line_name(line), *map(cell_name, line.cells)] for title, lines in _parts(pack) for line in lines]
    rows += [[school, line_name(line), cell_name(line.cells[0])] for school, lines in pack["schools"] for line in lines]
    rows += [
        [words.text("figures.over_time"), _at(key, period), *map(cell_name, cells)]
        for key, of_periods in pack["over_time"].items()
        for period, cells in zip(pack["periods"], of_periods, strict=True)
    ]
    titles = [Column(title, width) for title, width in zip(columns, widths, strict=True)]
    return Table(name, words.text("figures.title"), titles, rows)


def _at(key: str, period: str) -> str:
    return f"{words.text(f'figures_line.{key}')}, {period_name(period)}"


def _parts(pack: Told) -> Iterable[tuple[str, Sequence[Line]]]:
    return [
        (words.text("figures.answers"), pack["answers"]),
        (words.text("figures.goals"), pack["goals"]),
        (words.text("figures.machines"), pack["machines"]),
    ]


def pdf(pack: Told) -> bytes:
    """Blocks for about 20 ms: call it in a thread."""
    made_at: datetime = pack["made_at"].astimezone(DENMARK)
    return typeset.pdf("meeting_pack", _told(pack), made_at=made_at)


def _told(pack: Told) -> dict[str, Any]:
    named = f"{pack['programme']['name']}, {period_name(pack['period'])}"
    about = pack["school"] or words.text("figures.whole")
    return {
        "title": f"{words.text('figures.title')}: {named}",
        "name": words.text("figures.title"),
        "lead": f"{named} · {about}",
        "foot": f"{words.text('figures.title')} · {named} · {about}",
        "told": words.text("figures.told", at=danish_dates.plain(pack["made_at"])),
        "how": f"{words.text('figures.how')} {words.text('figures.widths')}",
        "next": next_told(pack["next"]),
        "columns": [words.text("figures.what"), *column_names(pack)],
        "parts": [
            {"title": title, "lead": lead, "lines": [_line(line) for line in lines]}
            for (title, lines), lead in zip(_parts(pack), ("", *_leads()), strict=True)
        ],
        "over_time": {
            "title": words.text("figures.over_time"),
            "lead": words.text("figures.over_time_lead", first=column_names(pack)[0], then=words.text("figures.whole"))
            if len(column_names(pack)) > 1
            else "",
            "columns": [words.text("figures.what"), *(period_name(period) for period in pack["periods"][-SHOWN:])],
            "rows": [
                [words.text(f"figures_line.{key}"), [[_cell(one) for one in cells] for cells in of_periods[-SHOWN:]]]
                for key, of_periods in pack["over_time"].items()
            ],
        },
        "schools": {
            "title": words.text("figures.schools"),
            "columns": [words.text("figures.school"), *(words.text(f"figures_line.{key}") for key in LINES)],
            "rows": [[name, [_cell(line.cells[0]) for line in lines]] for name, lines in pack["schools"]],
        },
    }


def _leads() -> tuple[str, str]:
    return words.text("figures.goals_lead"), words.text("figures.machines_lead")


def _line(line: Line) -> dict[str, Any]:
    return {"name": line_name(line), "cells": [_cell(cell) for cell in line.cells]}


def _cell(cell: Cell) -> dict[str, Any]:
    bar = cell.kind in ("share", "rate")
    return {"text": cell_name(cell), "bar": bar, "least": cell.least, "most": cell.most}

"""Told figures in the order of a meeting: how answers come, goals seldom reached, machines seldom used, over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.domain.meeting_pack import NEEDS, WITHIN, within

Told = Mapping[str, Any]  # of one school or of the whole: domain.meeting_pack.told


@dataclass(frozen=True)
class Cell:
    """`kind`: "size" (about `most` people), "rate" (about `least`, the same as `most`, percent), "share" (`least` to
    `most` percent), or "hidden"."""

    kind: str
    least: int = 0
    most: int = 0


HIDDEN = Cell("hidden")


@dataclass(frozen=True)
class Line:
    """`key`: what it is, of `asked`, `answered`, `rate`, `within_7` …, or a goal's or machine's own key; `name` its
    words where it has words of its own. One cell a column."""

    key: str
    name: str
    cells: tuple[Cell, ...]


def answers(columns: Sequence[Told]) -> list[Line]:
    """How many were asked for and answered, how soon, and special needs."""
    return [
        Line("asked", "", tuple(_size(one, "asked") for one in columns)),
        Line("answered", "", tuple(_size(one, "answered") for one in columns)),
        Line("rate", "", tuple(_rate(one) for one in columns)),
        *(Line(within(days), "", tuple(share(one, within(days)) for one in columns)) for days in WITHIN),
        Line(NEEDS, "", tuple(share(one, NEEDS) for one in columns)),
    ]


def seldom(kind: str, names: Mapping[str, str], columns: Sequence[Told]) -> list[Line]:
    """Goals or machines, the seldomest first, by the first column that tells. What no column tells stands last."""
    found = [Line(key, name, tuple(share(one, f"{kind}.{key}") for one in columns)) for key, name in names.items()]
    return sorted(found, key=_seldomness)


def _seldomness(line: Line) -> tuple[bool, int, int]:
    """By the middle of the interval, then its upper end: 0–5 stands before 0–25."""
    told = next((cell for cell in line.cells if cell.kind == "share"), None)
    return (told is None, told.least + told.most if told else 0, told.most if told else 0)


def over_time(told: Iterable[Sequence[Told]]) -> dict[str, list[tuple[Cell, ...]]]:
    """What stands in `answers`, by its key, a row of cells for each period. Periods are never added up."""
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for columns in told:
        for line in answers(columns):
            found.setdefault(line.key, []).append(line.cells)
    return found


def share(told: Told, name: str) -> Cell:
    known = told["shares"].get(name)
    return Cell("share", known[0], known[1]) if known else HIDDEN


def _size(told: Told, name: str) -> Cell:
    known = told.get(name)
    return Cell("size", 0, known[0]) if known else HIDDEN


def _rate(told: Told) -> Cell:
    """Of the told sizes, so it tells no more than they do."""
    asked, answered = told.get("asked"), told.get("answered")
    if not asked or not answered:
        return HIDDEN
    about = min(100, 5 * round(20 * answered[0] / asked[0]))
    return Cell("rate", about, about)

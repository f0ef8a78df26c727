"""The meeting pack of a committee: what was told of its programmes, and nothing else. No row here leads to anybody."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from server.domain import periods, told_figures
from server.domain.refusal import NotFound
from server.domain.roles import Reader, Seat
from server.storage import editions, figure_snapshots, schools
from server.storage.figure_snapshots import FigureSnapshot

Told = dict[str, Any]
NOTHING: Told = {"shares": {}}


async def seats(reader: Reader) -> list[Told]:
    """Each seat with its programmes and the periods that are told of them, the newest first."""
    names = await editions.programme_names()
    found = []
    for seat in reader.seats:
        told = {key: await _periods(key) for key in seat.programmes}
        programmes = [{"key": key, "name": names.get(key, key), "periods": those} for key, those in told.items()]
        found.append({"seat": seat, "school": await _school(seat), "programmes": programmes})
    return found


def next_told(today: date) -> periods.Period:
    """The half-year that is told of next."""
    return periods.next_told(today)


async def _periods(programme: str) -> list[str]:
    return [row.period for row in reversed(await figure_snapshots.of_programme(programme))]


async def _school(seat: Seat) -> str:
    return (await schools.names([seat.school_id])).get(seat.school_id, "") if seat.school_id else ""


async def pack(reader: Reader, committee_id: UUID, programme: str, period: str, today: date) -> Told:
    """Raises NotFound for a committee that is not the reader's, a programme that is not its, a period not told of.

    A local committee's columns are its school and the whole country; a trade committee's the whole country, and
    `schools` has a row of each school.
    """
    seat = next((one for one in reader.seats if one.committee_id == committee_id), None)
    if seat is None or programme not in seat.programmes:
        raise NotFound
    rows = await figure_snapshots.of_programme(programme)
    known = {row.period: _content(row) for row in rows}
    if period not in known:
        raise NotFound
    told = known[period]
    columns = _columns(seat, told)
    return {
        "seat": seat,
        "school": await _school(seat),
        "programme": {"key": programme, "name": (await editions.programme_names()).get(programme, programme)},
        "period": period,
        "periods": list(known),
        "next": next_told(today),
        "made_at": next(row.made_at for row in rows if row.period == period),
        "answers": told_figures.answers(columns),
        "goals": told_figures.seldom("goal", told["goals"], columns),
        "machines": told_figures.seldom("machine", {name: name for name in told["machines"]}, columns),
        "over_time": told_figures.over_time(_columns(seat, one) for one in known.values()),
        "schools": await _schools(told) if seat.kind == "trade" else [],
    }


def _content(row: FigureSnapshot) -> Told:
    found: Told = json.loads(row.content)
    return found


def _columns(seat: Seat, told: Told) -> list[Told]:
    whole = told["whole"]
    return [whole] if seat.kind == "trade" else [told["schools"].get(str(seat.school_id), NOTHING), whole]


async def _schools(told: Told) -> list[tuple[str, list[told_figures.Line]]]:
    """By name; a school that has left the registry has none any more and is left out."""
    by_id = {UUID(key): one for key, one in told["schools"].items()}
    names: Mapping[UUID, str] = await schools.names(by_id)
    return sorted(((name, told_figures.answers([by_id[key]])) for key, name in names.items()), key=lambda one: one[0])

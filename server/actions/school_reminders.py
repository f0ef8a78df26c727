"""A school reminds of what is missing: of each chosen row whose turn it is, one mail an address, in one deed."""

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Q

from server.domain import working_hours
from server.domain.refusal import FieldProblem, InputInvalid
from server.domain.roles import Reader
from server.domain.stages import MISSING
from server.storage import due_reminders, missing, reminder_mails, school_reminders, visible
from server.storage import reminders as stored
from server.storage.database import transaction
from server.storage.listed import Listed
from server.storage.missing import Waiting
from server.storage.people import Person
from server.storage.reminder_mails import Due
from server.storage.schools import School
from server.storage.summonses import Expected

MOST = 500  # rows a deed
REMINDED, SETTLED = "reminded", "settled"


@dataclass(frozen=True)
class Chosen:
    """One row: the addresses that may hear of it, or why nobody does."""

    id: UUID
    addresses: tuple[str, ...] = ()
    because: str | None = None
    row: Waiting | Expected | None = None

    @property
    def of_apprentice(self) -> bool:
        """Whether it is the apprentice who is reminded."""
        return isinstance(self.row, Expected) or (self.row is not None and self.row.turn == "apprentice")


async def remind(
    reader: Reader,
    declaration_ids: Collection[UUID],
    expected_ids: Collection[UUID],
    deed_id: UUID,
    *,
    now: datetime,
    holidays: Container[date],
) -> None:
    """The mails go in the next Danish working hour. What became of each row is kept with the deed: `school_reminders`.
    A row that is not the reader's is left out, the same as one that is not there."""
    ids = {*declaration_ids, *expected_ids}
    if not ids or len(ids) > MOST:
        raise InputInvalid([FieldProblem.of("row", "too_many_chosen" if ids else "nobody_chosen", most=MOST)])
    try:
        async with transaction():
            if not await school_reminders.of(deed_id, reader.address):
                await _remind(reader, declaration_ids, expected_ids, deed_id, now, holidays)
    except IntegrityError:  # the same deed, sent twice at once, was done meanwhile
        if not await school_reminders.of(deed_id, reader.address):
            raise


async def _remind(
    reader: Reader, declarations: Collection[UUID], names: Collection[UUID], deed_id: UUID, now: datetime,
    holidays: Container[date],
) -> None:  # fmt: skip
    chosen = [*await _declarations(reader, declarations), *await _names(reader, names)]
    at = working_hours.next_open(now, holidays)
    refused = await _take_turns({address for one in chosen for address in one.addresses}, at, now)
    outcomes = {one.id: _outcome(one, refused) for one in chosen}
    dues = [
        *await _to_workplaces(chosen, refused, f"hand {deed_id}"),
        *await _to_apprentices(reader, chosen, refused, f"hand {deed_id}"),
    ]
    await school_reminders.keep(deed_id, reader.address, outcomes, goes_at=at, now=now)
    await reminder_mails.write(dues, at, now)


async def _declarations(reader: Reader, ids: Collection[UUID]) -> list[Chosen]:
    rows = await Listed.filter(visible.to_school(reader, key="declaration_id"), declaration_id__in=list(ids))
    settled = [Chosen(row.declaration_id, because=SETTLED) for row in rows if row.stage not in MISSING]
    waiting = await missing.with_people([row for row in rows if row.stage in MISSING])
    return [*settled, *(_of(one) for one in waiting)]


def _of(one: Waiting) -> Chosen:
    key = one.declaration.id
    if one.turn == "nobody":
        unmended = "mend_school" if one.mends else "on_its_way"
        return Chosen(key, because="on_paper" if one.listed.final_period else unmended)
    if one.turn == "apprentice":
        return Chosen(key, (one.declaration.apprentice.address,), row=one)
    return Chosen(key, tuple(row.address for row in one.able()), row=one)


async def _names(reader: Reader, ids: Collection[UUID]) -> list[Chosen]:
    theirs = Q(id__in=list(ids), summons__school_id__in=list(reader.schools))
    rows = await Expected.filter(theirs).select_related("summons__school") if reader.schools and ids else []
    open_now = {row.summons_id for row in rows if row.summons.closed_at is None}
    left = {row.id for found in (await missing.not_begun(open_now)).values() for row in found}
    return [_of_name(row, row.id in left) for row in rows]


def _of_name(row: Expected, still: bool) -> Chosen:
    if not still:
        return Chosen(row.id, because=SETTLED)
    return Chosen(row.id, (row.address,), row=row) if row.address else Chosen(row.id, because="no_address")


async def _take_turns(addresses: Iterable[str], at: datetime, now: datetime) -> Mapping[str, str]:
    """Why an address gets none, by address. In one order, so that two secretaries at once do not wait for each other
    for ever."""
    shut = [address for address in sorted(addresses) if not await stored.take_turn(address, at, now)]
    known = await stored.of_addresses(shut) if shut else {}
    return {one: "reminders_stopped" if known[one].stopped_at else "reminded_lately" for one in shut}


def _outcome(one: Chosen, refused: Mapping[str, str]) -> str:
    if one.because:
        return one.because
    told = [refused.get(address, REMINDED) for address in one.addresses]
    return REMINDED if REMINDED in told else told[0]


async def _to_workplaces(chosen: list[Chosen], refused: Mapping[str, str], step: str) -> list[Due]:
    """To those who were asked: all that waits for the address, whoever's it is, as in every reminder."""
    addresses = {address for one in chosen if not one.of_apprentice for address in one.addresses} - set(refused)
    found = defaultdict(list)
    for row in await due_reminders.open_of(*addresses) if addresses else []:
        found[row.address].append(row)
    return [
        Due(
            "reminder",
            address,
            tuple(reminder_mails.about(row, step) for row in rows),
            reminder_mails.to(rows[0]),
            frozenset((row.declaration.apprentice_id, row.declaration_id) for row in rows),
        )
        for address, rows in found.items()
    ]


async def _to_apprentices(reader: Reader, chosen: list[Chosen], refused: Mapping[str, str], step: str) -> list[Due]:
    found: dict[str, list[Waiting | Expected]] = defaultdict(list)
    for one in chosen:
        if one.row and one.of_apprentice and one.addresses[0] not in refused:
            found[one.addresses[0]].append(one.row)
    known = {one.address: one.id for one in await Person.filter(address__in=list(found))} if found else {}
    schools = await School.filter(id__in=list(reader.schools)) if found and reader.schools else []
    ours = {school.id: school.name for school in schools}
    facts = {"writer": {"name": reader.name, "address": reader.address}}
    return [
        Due(
            "school_reminds",
            address,
            tuple({"step": step, **_about(row)} for row in rows),
            {"person_id": known.get(address)},
            facts={**facts, "school_name": _school(rows, ours) or reader.address},
        )
        for address, rows in found.items()
    ]


def _about(row: Waiting | Expected) -> dict[str, Any]:
    if isinstance(row, Expected):
        return {"about_id": row.id, "declaration_id": None}
    return {"about_id": row.declaration.id, "declaration_id": row.declaration.id}


def _school(rows: list[Waiting | Expected], ours: Mapping[UUID, str]) -> str:
    """The school that called the apprentice up, or the reader's own."""
    called = [row.summons.school_id for row in rows if isinstance(row, Expected)]
    return next((ours[key] for key in called if key in ours), next(iter(ours.values()), ""))

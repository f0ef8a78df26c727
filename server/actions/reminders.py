"""Reminding: what the worker plans each few minutes, one mail an address; and what an apprentice asks for by hand."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from tortoise.exceptions import IntegrityError

from server.domain import reminders, working_hours
from server.domain.declarations import follows_older_order
from server.domain.moments import danish_day
from server.domain.refusal import NotFound, Refusal
from server.storage import due_reminders, receipts, reminder_mails, visible
from server.storage import reminders as stored
from server.storage.database import transaction
from server.storage.declarations import Recipient
from server.storage.due_reminders import Asked
from server.storage.receipts import Receipt
from server.storage.reminder_mails import Due, about, to

Days = Container[date]
Key = TypeVar("Key")
One = TypeVar("One")


async def plan(now: datetime, holidays: Days) -> int:
    """Writes the reminders that are due, in working hours only; how many. One transaction and one mail an address."""
    if not working_hours.is_open(now, holidays):
        return 0
    asked = await due_reminders.asked(now)
    found = [*_to_fill(asked, holidays, now), *_to_schools(asked, holidays, now), *_unanswered(asked, holidays, now)]
    found += await _nudges(holidays, now)
    known = await stored.of_addresses({due.address for due in found})
    free = [due for due in found if due.address not in known or _may_be_reminded(known[due.address], now)]
    return sum([await _send(due, now, now) for due in free])


def _may_be_reminded(known: stored.RemindedAddress, now: datetime) -> bool:
    again = reminders.next_at(known.last_at)
    return known.stopped_at is None and (again is None or again <= now)


def _to_fill(asked: list[Asked], holidays: Days, now: datetime) -> Iterator[Due]:
    """Whoever is to fill in: as soon as one step is due, the mail lists everything that waits for the address."""
    for address, waiting in _grouped((one.row.address, one) for one in asked if one.open):
        steps = [_step(one, holidays, now) for one in waiting]
        due = [one.row for one, step in zip(waiting, steps, strict=True) if step]
        if due:
            told = [about(one.row, step) for one, step in zip(waiting, steps, strict=True)]
            yield Due("reminder", address, tuple(told), to(due[0]), _phones(waiting))


def _step(one: Asked, holidays: Days, now: datetime) -> str | None:
    asked_at, starts_on = one.asked_at, one.period.starts_on
    known = {"last_at": one.last_at, "beside_at": one.beside_at}
    return reminders.due_step(asked_at, starts_on, holidays, done=one.done, now=now, **known)


def _to_schools(asked: list[Asked], holidays: Days, now: datetime) -> Iterator[Due]:
    """The school's contacts, once their school period has begun on something that nobody answered."""
    step = reminders.SCHOOL_UNANSWERED
    due = (
        (one.row.address, one)
        for one in asked
        if "school" in one.row.role_list()
        and not one.period.final
        and step not in one.done
        and reminders.school_is_told(one.requested_at, one.period.starts_on, holidays, now)
    )
    for address, unanswered in _grouped(due):
        told = tuple(about(one.row, step) for one in unanswered)
        yield Due(step, address, told, to(unanswered[0].row), _phones(unanswered))


def _unanswered(asked: list[Asked], holidays: Days, now: datetime) -> Iterator[Due]:
    """The apprentice, two weeks after asking: what can be done now."""
    step = reminders.NO_ANSWER_YET
    one_each = {one.row.declaration_id: one for one in asked if not one.period.final and step not in one.told}
    due = (
        (one.apprentice.address, one)
        for one in one_each.values()
        if reminders.no_answer_is_told(one.requested_at, holidays, now)
    )
    for address, silent in _grouped(due):
        ids = [one.row.declaration_id for one in silent]
        told = tuple({"about_id": key, "step": step, "declaration_id": key} for key in ids)
        yield Due(step, address, told, {"person_id": silent[0].apprentice.id})


async def _nudges(holidays: Days, now: datetime) -> list[Due]:
    """Apprentices whose school period comes near and who have not asked for a declaration."""
    today = danish_day(now)
    found = []
    for one in await due_reminders.near_school(today, max(reminders.NUDGE_DAYS)):
        school_on = one.person.next_school_period_on
        if school_on is None or one.final or follows_older_order(one.person.profile()):
            continue
        step = reminders.nudge(school_on, one.asked_for, holidays, now=now, today=today)
        if step and step not in one.done:
            told = {"about_id": one.person.id, "step": step, "declaration_id": None}
            found.append(Due("make_your_declaration", one.person.address, (told,), {"person_id": one.person.id}))
    return found


async def _send(due: Due, at: datetime, now: datetime) -> bool:
    """False when another hand reminded the address a moment ago."""
    try:
        async with transaction():
            if not await stored.take_turn(due.address, at, now):
                return False
            await reminder_mails.write([due], at, now)
    except IntegrityError:  # another worker wrote the very same step
        return False
    return True


async def remind(
    person_id: UUID, declaration_id: UUID, recipient_id: UUID, deed_id: UUID, *, now: datetime, holidays: Days
) -> None:
    """The apprentice's button: one mail with all that waits for the address. It goes in the next working hour."""
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        if await receipts.done(deed_id, "remind", declaration_id):
            return
        row = await Recipient.get_or_none(id=recipient_id, declaration_id=declaration_id, removed_at=None)
        if row is None:
            raise NotFound
        period = (await due_reminders.periods([declaration_id])).get(declaration_id, due_reminders.Period())
        silent = due_reminders.why_silent(row, declaration.status, final_period=period.final)
        if silent:
            raise Refusal(silent)
        at = working_hours.next_open(now, holidays)
        if not await stored.take_turn(row.address, at, now):
            await _refuse(row.address, now)
        waiting = await due_reminders.open_of(row.address)
        told = tuple(about(one, f"hand {deed_id}") for one in waiting)
        phones = frozenset((one.declaration.apprentice_id, one.declaration_id) for one in waiting)
        await Receipt.create(id=deed_id, deed="remind", declaration_id=declaration_id, done_at=now)
        await reminder_mails.write([Due("reminder", row.address, told, to(row), phones)], at, now)


async def _refuse(address: str, now: datetime) -> None:
    """Says why the address does not get one: it wants none, or had one within 24 hours."""
    known = await stored.of_address(address)
    if known and known.stopped_at is None:
        reminders.demand_pause(known.last_at, now)
    raise Refusal("reminders_stopped")


def _phones(listed: list[Asked]) -> frozenset[tuple[UUID, UUID]]:
    return frozenset((one.apprentice.id, one.row.declaration_id) for one in listed)


def _grouped(pairs: Iterable[tuple[Key, One]]) -> Iterable[tuple[Key, list[One]]]:
    found: dict[Key, list[One]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return found.items()

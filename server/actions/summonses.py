"""A school's call-ups: making one with a code of its own, changing it, closing its code and opening it again."""

import json
import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise.exceptions import IntegrityError

from server.domain import call_ups, texts
from server.domain.call_ups import CallUp
from server.domain.expected import Known, keep
from server.domain.pasted import Pasted
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.domain.short_codes import ALPHABET, LENGTH
from server.storage import editions, schools, visible
from server.storage.database import transaction
from server.storage.summonses import Expected, Summons

FIELDS = call_ups.TEXTS  # of the form
OUTSIDE = call_ups.OUTSIDE
TRIES = 10  # with a million codes given out, two in a row are taken once in a thousand billion times


def drawn() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


async def make(
    reader: Reader,
    school_id: UUID,
    summons_id: UUID,
    written: Mapping[str, str],
    *,
    confirmed: Collection[str] = (),
    now: datetime,
    today: date,
    draw: Callable[[], str] = drawn,
) -> None:
    """A new call-up of a school whose staff the reader is, under the id that the page made: a repeat makes no second.

    `written`: every field of call_ups.TEXTS as it was typed; `confirmed`: addresses outside the school's domains
    that are right. Raises InputInvalid.
    """
    if school_id not in reader.schools:
        raise NotFound
    call_up = call_ups.read(written, await _programmes(today))
    domains = await schools.domains_of(school_id)
    call_ups.demand_confirmed(written["contacts"], domains, confirmed)
    async with transaction():
        if await Summons.exists(id=summons_id):
            await visible.summons(reader, summons_id)  # of another school: not found
            return
        about = {"school_id": school_id, "created_by": reader.address, "created_at": now}
        about |= _columns(call_up, _right(call_up, domains))
        if await _save(Summons(id=summons_id, **about), draw):
            await _write_names(summons_id, call_up.names, now)


async def _save(row: Summons, draw: Callable[[], str]) -> bool:
    """With the first code that no call-up ever had: a letter from last year must not lead into this year's class.

    False when the row was made in the same moment by a repeat.
    """
    for _ in range(TRIES):
        row.code = draw()
        try:
            async with transaction():
                await row.save(force_create=True)
            return True
        except IntegrityError:
            if await Summons.exists(id=row.id):
                return False
    raise Refusal("not_now")


async def change(
    reader: Reader,
    summons_id: UUID,
    written: Mapping[str, str],
    seen: str,
    *,
    confirmed: Collection[str] = (),
    now: datetime,
    today: date,
) -> None:
    """What it says from now on. Declarations that were made with it stay as they are.

    `seen`: CallUp.seal() of what the page showed; Refusal `summons_changed` when a colleague was faster.
    """
    call_up = call_ups.read(written, await _programmes(today))
    async with transaction():
        row = await visible.summons(reader, summons_id, lock=True)
        standing = row.call_up(await Expected.filter(summons_id=summons_id))
        domains = await schools.domains_of(row.school_id)
        call_ups.demand_confirmed(written["contacts"], domains, {*confirmed, *row.confirmed()})
        right, same = _right(call_up, domains), standing.seal() == call_up.seal()
        if same and right <= row.confirmed():
            return
        if not same and standing.seal() != seen:
            raise Refusal("summons_changed")
        await row.update_from_dict(_columns(call_up, right)).save()
        await _write_names(summons_id, call_up.names, now)


async def _write_names(summons_id: UUID, names: list[Pasted], now: datetime) -> None:
    rows = {row.id: row for row in await Expected.filter(summons_id=summons_id)}
    known = [Known(row.id, row.name, row.address or "", row.removed_at is not None) for row in rows.values()]
    kept = keep(known, names)
    for id, name in kept.same.items():
        await rows[id].update_from_dict({**_name(name), "removed_at": None}).save()
    await Expected.bulk_create([Expected(id=uuid4(), summons_id=summons_id, **_name(one)) for one in kept.new])
    await Expected.filter(id__in=kept.gone).update(removed_at=now)


def _name(one: Pasted) -> dict[str, Any]:
    return {"name": one.name, "folded_name": texts.folded(one.name), "address": one.address or None}


async def set_closed(reader: Reader, summons_id: UUID, closed: bool, *, now: datetime) -> None:
    """A closed code takes nobody more; who has used it stays. It can be opened again."""
    async with transaction():
        row = await visible.summons(reader, summons_id, lock=True)
        if bool(row.closed_at) != closed:
            row.closed_at = now if closed else None
            await row.save(update_fields=["closed_at"])


async def _programmes(today: date) -> dict[str, set[int]]:
    """Of each the main courses that somebody may be called up for, also by an older edition."""
    found: dict[str, set[int]] = defaultdict(set)
    for edition in await editions.in_force(today):
        found[edition.programme] |= {course.number for course in edition.main_courses}
    return found


def _right(call_up: CallUp, domains: Collection[str]) -> set[str]:
    """The addresses that are kept as confirmed: those that were asked about, once all of them were said to be right."""
    return {one["address"] for one in call_up.contacts if call_ups.outside(one["address"], domains)}


def _columns(call_up: CallUp, right: Collection[str]) -> dict[str, Any]:
    plain = {name: getattr(call_up, name) for name in (*call_ups.PLAIN, "expected")}
    contacts = [{**one, "confirmed": True} if one["address"] in right else one for one in call_up.contacts]
    return {**plain, "contacts": json.dumps(contacts, ensure_ascii=False)}

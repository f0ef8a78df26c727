"""What the reminders of today are planned from, in a number of queries that does not grow with the database."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.expressions import Subquery
from tortoise.queryset import QuerySet

from server.domain.answers import day
from server.domain.recipients import may_fill
from server.domain.reminders import silent
from server.storage.answers import Answer
from server.storage.declarations import Declaration, Recipient
from server.storage.people import Person
from server.storage.reminders import Reminder

OLDEST = timedelta(days=400)  # an older request has no step ahead
STARTS_ON, FINAL = "details.school_period_starts_on", "details.final_period"


@dataclass(frozen=True)
class Period:
    """What a declaration's answers say about when it is needed."""

    starts_on: date | None = None
    final: bool = False


@dataclass(frozen=True)
class Asked:
    """A recipient of a requested declaration, and what was said about it."""

    row: Recipient
    apprentice: Person
    period: Period
    done: frozenset[str]
    last_at: datetime | None
    beside_at: datetime | None
    told: frozenset[str]  # of the declaration as a whole

    @property
    def requested_at(self) -> datetime:
        """When the declaration was first asked for."""
        return self.row.declaration.requested_at or self.row.created_at

    @property
    def asked_at(self) -> datetime:
        """From when the steps count: the sending, or the recipient's own when it was added or asked anew later."""
        return max(self.requested_at, self.row.created_at, self.row.asked_at or self.requested_at)

    @property
    def open(self) -> bool:
        return why_silent(self.row, self.row.declaration.status, final_period=self.period.final) is None


def why_silent(row: Recipient, status: str, *, final_period: bool) -> str | None:
    """Why this recipient is not reminded, or None."""
    return silent(
        status=status,
        final_period=final_period,
        fills=may_fill(row.role_list(), has_pen=row.has_pen),
        declined=row.declined_at is not None,
        bounced=row.bounced_at is not None,
    )


async def asked(now: datetime) -> list[Asked]:
    """Every recipient of every declaration that waits to be filled in, schools among them."""
    waiting = {"declaration__status": "requested", "declaration__requested_at__gte": now - OLDEST}
    rows = await oldest_first(Recipient.filter(removed_at=None, **waiting))
    periods = await _periods(waiting)
    steps: dict[UUID, set[str]] = defaultdict(set)
    last: dict[UUID, datetime] = {}
    beside: dict[UUID, datetime] = {}
    requested = Declaration.filter(status="requested", requested_at__gte=now - OLDEST).values("id")
    written = Reminder.filter(declaration_id__in=Subquery(requested)).order_by("at")
    for about_id, step, at in await written.values_list("about_id", "step", "at"):
        last[about_id] = at
        if step is None:
            beside[about_id] = at
        else:
            steps[about_id].add(step)
    return [
        Asked(
            row,
            row.declaration.apprentice,
            periods.get(row.declaration_id, Period()),
            frozenset(steps[row.id]),
            last.get(row.id),
            beside.get(row.id),
            frozenset(steps[row.declaration_id]),
        )
        for row in rows
    ]


async def open_of(*addresses: str) -> list[Recipient]:
    """Everything that waits to be filled in at an address, or at several, oldest first."""
    return await _open({"address__in": addresses})


async def still_open(recipient_ids: Iterable[UUID]) -> list[Recipient]:
    """Those of the recipients who are still to fill in, oldest first."""
    return await _open({"id__in": list(recipient_ids)})


async def _open(which: dict[str, Any]) -> list[Recipient]:
    rows = await oldest_first(Recipient.filter(removed_at=None, declaration__status="requested", **which))
    known = await periods([row.declaration_id for row in rows])
    finals = {key for key, period in known.items() if period.final}
    return [row for row in rows if not why_silent(row, "requested", final_period=row.declaration_id in finals)]


async def oldest_first(rows: QuerySet[Recipient]) -> list[Recipient]:
    """With their declarations and apprentices, in the order of asking."""
    found = await rows.select_related("declaration__apprentice")
    return sorted(found, key=lambda row: (row.declaration.requested_at, row.created_at))


async def periods(declaration_ids: Iterable[UUID]) -> dict[UUID, Period]:
    return await _periods({"declaration_id__in": list(declaration_ids)})


async def _periods(which: dict[str, Any]) -> dict[UUID, Period]:
    rows = await Answer.filter(field__in=(STARTS_ON, FINAL), **which).values_list("declaration_id", "field", "value")
    values: dict[UUID, dict[str, Any]] = defaultdict(dict)
    for declaration_id, field, value in rows:
        values[declaration_id][field] = json.loads(value)
    return {key: Period(day(found.get(STARTS_ON)), found.get(FINAL) is True) for key, found in values.items()}


@dataclass(frozen=True)
class Planned:
    """An apprentice whose next school period comes near."""

    person: Person
    asked_for: tuple[date, ...]  # the school periods of requested declarations
    final: bool  # the declaration that is left is made on paper
    done: frozenset[str]


async def near_school(today: date, days: int) -> list[Planned]:
    """Apprentices whose profile names a school period within so many days."""
    until = today + timedelta(days=days)
    return await _planned({"next_school_period_on__gt": today, "next_school_period_on__lte": until})


async def planned(person_id: UUID | None) -> Planned | None:
    """One apprentice's, whatever the day."""
    return next(iter(await _planned({"id": person_id})), None)


async def _planned(which: dict[str, Any]) -> list[Planned]:
    people = await Person.filter(**which)
    theirs = {f"declaration__apprentice__{name}": value for name, value in which.items()}
    kept = Answer.filter(field__in=(STARTS_ON, FINAL), declaration__discarded_at=None, **theirs)
    known = kept.exclude(declaration__status="withdrawn")
    asked_for: dict[UUID, list[date]] = defaultdict(list)
    final: set[UUID] = set()
    for person_id, status, field, value in await known.values_list(
        "declaration__apprentice_id", "declaration__status", "field", "value"
    ):
        starts_on = day(json.loads(value)) if field == STARTS_ON and status != "draft" else None
        if starts_on:
            asked_for[person_id].append(starts_on)
        if field == FINAL and json.loads(value) is True:
            final.add(person_id)
    written = await Reminder.filter(about_id__in=[person.id for person in people]).values_list("about_id", "step")
    done: dict[UUID, set[str]] = defaultdict(set)
    for about_id, step in written:
        done[about_id].add(step)
    return [Planned(one, tuple(asked_for[one.id]), one.id in final, frozenset(done[one.id])) for one in people]

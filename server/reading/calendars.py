"""What stands in a calendar, asked anew each time it is fetched: nobody's calendar holds more than they may see now."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery

from server.domain import due_dates
from server.domain import missing as rules
from server.domain.due_dates import Class, Day, Period
from server.domain.moments import iso
from server.domain.roles import Reader, Subscriber
from server.reading import classes, missing
from server.reading.workplace import AT_WORKPLACE
from server.storage import calendar_feeds, schools, visible
from server.storage.declarations import Declaration, Recipient
from server.storage.listed import Listed
from server.storage.people import Person
from server.storage.summonses import Summons

OPEN = ("draft", "requested")
Told = dict[str, Any]


async def known(subscriber: Subscriber) -> Told | None:
    """The calendar that somebody has: `{id, generation, made_at, fetched_at}`; None when there is none, or no more."""
    row = await calendar_feeds.of(subscriber)
    if row is None or row.stopped_at:
        return None
    fetched_at = iso(row.fetched_at) if row.fetched_at else None
    return {"id": str(row.id), "generation": row.generation, "made_at": iso(row.made_at), "fetched_at": fetched_at}


async def days(feed_id: UUID, subscriber: Subscriber, today: date) -> list[Day]:
    """All that stands in the calendar of somebody. A number of statements that does not grow with it."""
    if subscriber.person_id:
        return await _of_person(subscriber.person_id, today)
    address = subscriber.address or ""
    reader = Reader(feed_id, address, "", schools=await schools.worked_for(address))
    return [*await _of_workplace(reader, today), *await _of_school(reader, today)]


async def of_declaration(person_id: UUID, declaration_id: UUID, today: date) -> list[Day]:
    """What one declaration of an apprentice's own is about."""
    one = await visible.declaration(person_id, declaration_id)
    return due_dates.of_apprentice(person_id, await _periods(Q(declaration_id=one.id)), None, today)


async def of_class(reader: Reader, summons_id: UUID) -> list[Day]:
    """What a file of the class says."""
    one = await visible.summons(reader, summons_id)
    return [day for known in await _classes([one]) for day in due_dates.of_class_file(known)]


async def _of_person(person_id: UUID, today: date) -> list[Day]:
    person = await Person.get_or_none(id=person_id)
    if person is None:
        return []
    found = await _periods(Q(apprentice_id=person_id))
    return due_dates.of_apprentice(person_id, found, person.next_school_period_on, today)


async def _of_workplace(reader: Reader, today: date) -> list[Day]:
    mine = Recipient.filter(AT_WORKPLACE, address=reader.address, removed_at=None, declined_at=None)
    which = Q(declaration_id__in=Subquery(mine.values("declaration_id")))
    found = await _periods(which & ~Q(stage="begun") & _from(rules.oldest(today)))
    return due_dates.of_workplace(found, today)


async def _of_school(reader: Reader, today: date) -> list[Day]:
    since = rules.oldest(today)
    called = Summons.filter(school_id__in=list(reader.schools), school_period_starts_on__gte=since)
    nearest = called.order_by("school_period_starts_on", "school_class", "id").limit(due_dates.MOST)
    loose = await _periods(missing.without_class(reader, since))
    return [
        *due_dates.of_classes(await _classes(await nearest if reader.schools else []), today),
        *due_dates.of_loose(reader.session_id, loose, today),
    ]


async def _classes(of: Collection[Summons]) -> list[Class]:
    counts = await classes.counts(of) if of else {}
    return [
        Class(
            one.id, one.school_class, one.main_course, one.training_period_ends_on, one.school_period_starts_on,
            counts[one.id],
        )
        for one in of
    ]  # fmt: skip


def _from(since: date) -> Q:
    return Q(training_period_ends_on__gte=since) | Q(school_period_starts_on__gte=since)


async def _periods(which: Q) -> list[Period]:
    """Declarations by rows of Listed; none that is gone, the latest when there are too many."""
    rows = await Listed.filter(which).exclude(stage="gone").order_by("-school_period_starts_on").limit(due_dates.MOST)
    status = await _status([row.declaration_id for row in rows])
    return [
        Period(
            id=row.declaration_id,
            name=row.apprentice_name,
            course=row.main_course,
            ends_on=row.training_period_ends_on,
            starts_on=row.school_period_starts_on,
            open=status.get(row.declaration_id) in OPEN,
            final=row.final_period,
        )
        for row in rows
    ]


async def _status(ids: Collection[UUID]) -> Mapping[UUID, str]:
    return dict(await Declaration.filter(id__in=ids).values_list("id", "status"))

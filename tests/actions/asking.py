"""Apprentices who have asked for a declaration, with the clock as an argument; and what reminders came of it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server import danish_holidays, tokens
from server.actions import answers, declarations, opening, profiles, reminders, requests, submissions
from server.delivery import mails
from server.domain.moments import DENMARK, danish_day
from server.domain.operations import Device, Operation
from server.domain.roles import Visitor
from server.reading import mail_facts, reminder_facts
from server.settings import Settings
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.reminders import Reminder
from tests.cast import ANSWERS, DETAILS, SPECIALISATION, SUPERVISOR
from tests.example import EDITION

KEY = b"k" * 40
HOLIDAYS = danish_holidays.days()
DEVICE = Device("test")


def at(text: str) -> datetime:
    """Danish wall time, in UTC as the worker's clock has it."""
    return datetime.fromisoformat(text).replace(tzinfo=DENMARK).astimezone(UTC)


def operations(values: dict[str, Any]) -> list[Operation]:
    return [Operation(uuid4(), name, value, 0, 1, "2026-11-02T09:00:00Z") for name, value in values.items()]


async def person(name: str, now: datetime, school_on: str | None = None) -> Person:
    address = f"{name.lower()}@post.example"
    made = await Person.create(id=uuid4(), address=address, created_at=now, moved_to_new_order=False)
    about = {"name": name, "programme": "bygningssnedker", "specialisation": SPECIALISATION}
    dates = {"started_on": "2024-08-01", "next_school_period_on": school_on}
    await profiles.change(made.id, {**about, **dates}, today=danish_day(now))
    return made


async def asked(apprentice: Person, now: datetime) -> UUID:
    """A declaration that was asked for at that moment."""
    declaration_id = uuid4()
    await declarations.make(apprentice.id, declaration_id, EDITION.id, SPECIALISATION, now=now, today=danish_day(now))
    await answers.take_from_apprentice(apprentice.id, declaration_id, DEVICE, operations(DETAILS), now=now)
    await requests.request(apprentice.id, declaration_id, uuid4(), now=now)
    return declaration_id


async def recipient(declaration_id: UUID, address: str = SUPERVISOR) -> Recipient:
    return await Recipient.get(declaration_id=declaration_id, address=address)


async def submit(declaration_id: UUID, now: datetime) -> None:
    row = await recipient(declaration_id)
    secret = tokens.link_secret(KEY, str(row.id), row.link_generation)
    token = await opening.open_link(row.public_id, secret, None, "test", key=KEY, now=now)
    visitor = Visitor(row.public_id, tokens.hash_token(token))
    values = {**ANSWERS, "supervisor.talked_through_on": "2026-11-02"}
    revision, _ = await answers.take_from_visitor(visitor, DEVICE, operations(values), now=now)
    await submissions.submit(visitor, uuid4(), revision, now=now, today=danish_day(now), take_back=timedelta(minutes=5))


async def live(start: str, end: str, each: timedelta = timedelta(hours=1)) -> None:
    """The worker's planning from one moment to another."""
    now = at(start)
    while now <= at(end):
        await reminders.plan(now, HOLIDAYS)
        now += each


async def sent(*kinds: str) -> list[tuple[str, str, str, int]]:
    """Each reminder: when in Denmark, what, to whom, how many things it is about."""
    rows = await OutboxMessage.filter(kind__in=kinds or reminder_facts.KINDS).order_by("due_at", "kind")
    about = Counter([row.message_id for row in await Reminder.all()])
    return [
        (f"{row.due_at.astimezone(DENMARK):%a %d.%m. %H.%M}", row.kind, row.to.split("@")[0], about[row.id])
        for row in rows
    ]


async def texts(settings: Settings, *kinds: str) -> list[str]:
    """What the mails would say today, those that are not to go any more left out."""
    rows = await OutboxMessage.filter(kind__in=kinds or reminder_facts.KINDS).order_by("due_at", "kind")
    return [(await mails.render(row, settings)).text for row in rows if not await mail_facts.closed(row, row.due_at)]

"""Reminders that were written, one a recipient and step; and when each address was reminded, or wanted no more."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model

from server.domain.reminders import BETWEEN
from server.storage.declarations import Recipient
from server.storage.people import Person
from server.storage.summonses import Expected


class Reminder(Model):
    id = fields.UUIDField(primary_key=True)
    about_id = fields.UUIDField()  # the recipient who is reminded, or the declaration or the person that it is about
    step = fields.CharField(max_length=48, null=True)  # `hand <deed>`: asked for; null: listed beside what was due
    # No foreign key: its check would wait for a declaration's lock while the address is held, and two for each other.
    declaration_id = fields.UUIDField(null=True, db_index=True)
    message_id = fields.UUIDField(db_index=True)  # the mail that said it
    at = fields.DatetimeField()

    class Meta:
        table = "reminder"
        unique_together = (("about_id", "step"),)  # two workers, or one after a crash, write each step once


class RemindedAddress(Model):
    address = fields.CharField(max_length=254, primary_key=True)
    last_at = fields.DatetimeField(null=True)  # may lie ahead: what was asked for at night goes in the morning
    stopped_at = fields.DatetimeField(null=True)

    class Meta:
        table = "reminded_address"


async def take_turn(address: str, at: datetime, now: datetime) -> bool:
    """Whether the address may get a reminder now; then nobody else sends it one for 24 hours after `at`. Atomic."""
    await RemindedAddress.get_or_create(address=address)
    free = Q(last_at=None) | Q(last_at__lte=now - BETWEEN)
    return bool(await RemindedAddress.filter(free, address=address, stopped_at=None).update(last_at=at))


async def of_address(address: str) -> RemindedAddress | None:
    return await RemindedAddress.get_or_none(address=address)


async def of_addresses(addresses: Collection[str]) -> dict[str, RemindedAddress]:
    rows = await RemindedAddress.filter(address__in=list(addresses))
    return {row.address: row for row in rows}


async def address_behind(whose: str, of_id: UUID) -> str | None:
    """The address of a recipient, the one a person has now, or the one a school wrote beside a name."""
    if whose == "person":
        person = await Person.get_or_none(id=of_id)
        return person.address if person else None
    if whose == "expected":
        name = await Expected.get_or_none(id=of_id)
        return name.address if name else None
    row = await Recipient.get_or_none(id=of_id)
    return row.address if row else None


async def set_stopped(address: str, at: datetime | None) -> bool:
    """Stops reminders to an address, or starts them again. False when it was so already."""
    await RemindedAddress.get_or_create(address=address)
    rows = RemindedAddress.filter(address=address, stopped_at__isnull=at is not None)
    return bool(await rows.update(stopped_at=at))


async def write(message_id: UUID, about: Collection[dict[str, Any]], at: datetime) -> None:
    """`about`: about_id, step and declaration_id of each. IntegrityError when a step was written before."""
    await Reminder.bulk_create([Reminder(id=uuid4(), message_id=message_id, at=at, **entry) for entry in about])


async def said_by(message_id: UUID) -> list[Reminder]:
    """What a mail is about, in the order of asking."""
    return await Reminder.filter(message_id=message_id).order_by("id")

"""Demonstration data of a school: its office and a teacher, two call-ups with codes, and a class on its way."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from server.domain import texts
from server.domain.moments import danish_day
from server.storage.schools import School, SchoolDomain, Staff
from server.storage.summonses import Expected, Summons

SOON = 14  # days until the nearest school period, or a few more
OFFICE = "snedker@skolen.example"
TEACHER = "lone@skolen.example"
# How far each of the class is, beside the apprentice of the first story.
CLASS = (
    ("Bo Eksempel", "bo@logbog.example", "begun"),
    ("Clara Eksempel", "clara@logbog.example", "requested"),
    ("Dina Åkjær", "dina@logbog.example", "opened"),
    ("Emil Eksempel", "emil@logbog.example", "answered"),
    ("Freja Eksempel", "freja@logbog.example", "read"),
)
NOT_BEGUN = (("Gry Eksempel", "gry@logbog.example"), ("Hans Østergård", None))


def begins_on(today: date, in_days: int) -> date:
    """The first Monday that is so many days away: training ends the Friday before."""
    earliest = today + timedelta(days=in_days)
    return earliest + timedelta(days=-earliest.weekday() % 7)


async def load(now: datetime) -> dict[int, Summons]:
    """The school, and its call-ups by their main course."""
    school = await School.create(id=uuid4(), name="Skolen Eksempel", cvr=None, created_at=now)
    await SchoolDomain.create(id=uuid4(), school=school, domain="skolen.example", created_at=now)
    for address, name in ((OFFICE, "Skolens kontor"), (TEACHER, "Lone Eksempel")):
        await Staff.create(id=uuid4(), school=school, address=address, name=name, created_at=now)
    near = await _summons(school.id, 2, "snedker-h2", SOON, now, expected=None)
    names = [("Alma Eksempel", "laerling@logbog.example"), *((name, address) for name, address, _ in CLASS), *NOT_BEGUN]
    await Expected.bulk_create([_expected(near, name, address) for name, address in names])
    far = await _summons(school.id, 1, "snedker-h1", 66, now, expected=22)
    return {2: near, 1: far}


async def _summons(
    school_id: UUID, course: int, school_class: str, in_days: int, now: datetime, *, expected: int | None
) -> Summons:
    begins = begins_on(danish_day(now), in_days)
    contacts = [{"name": "Skolens kontor", "address": OFFICE}]
    more: dict[str, Any] = {"expected": expected, "created_by": OFFICE, "created_at": now, "closed_at": None}
    return await Summons.create(
        id=uuid4(),
        school_id=school_id,
        code=f"SNEDKR{course}A",
        programme="bygningssnedker",
        main_course=course,
        school_class=school_class,
        training_period_ends_on=begins - timedelta(days=3),
        school_period_starts_on=begins,
        school_period_ends_on=begins + timedelta(days=32),
        contacts=json.dumps(contacts, ensure_ascii=False),
        **more,
    )


def _expected(summons: Summons, name: str, address: str | None) -> Expected:
    return Expected(id=uuid4(), summons=summons, name=name, folded_name=texts.folded(name), address=address)

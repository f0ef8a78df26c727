"""A school, its staff and its call-ups, for tests that begin where these are there already."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from server.storage.schools import School, Staff
from server.storage.summonses import Summons

SECRETARY = "sekretaer@snedkerskolen.example"
CODE = "ABCD2345"
CONTACTS = [{"name": "Kontoret", "address": "snedker@snedkerskolen.example"}]
NOW = datetime(2026, 11, 1, tzinfo=UTC)


async def school(name: str = "Snedkerskolen", staff: str = SECRETARY) -> UUID:
    made = await School.create(id=uuid4(), name=name, created_at=NOW)
    await Staff.create(id=uuid4(), school_id=made.id, address=staff, name="Sekretæren", created_at=NOW)
    return made.id


async def summons(school_id: UUID, code: str = CODE, **other: Any) -> UUID:
    facts: dict[str, Any] = {
        "programme": "bygningssnedker",
        "main_course": 2,
        "school_class": "snh2-26b",
        "training_period_ends_on": date(2026, 12, 4),
        "school_period_starts_on": date(2026, 12, 7),
        "contacts": '[{"name": "Kontoret", "address": "snedker@snedkerskolen.example"}]',
        "created_by": SECRETARY,
        "created_at": NOW,
        **other,
    }
    return (await Summons.create(id=uuid4(), school_id=school_id, code=code, **facts)).id

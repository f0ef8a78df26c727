"""Declarations as rows, many at once: what lists, classes and cases are tried on."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from server.domain import texts
from server.storage.declarations import Declaration, Recipient
from server.storage.listed import Listed
from server.storage.people import Person
from server.storage.schools import School, Staff
from server.storage.summonses import Summons
from tests.cast import SCHOOL
from tests.example import EDITION

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STARTS_ON = date(2026, 12, 7)
STATUS = {"begun": "draft", "requested": "requested", "gone": "withdrawn"}


async def school(name: str = "Skolen", *staff: tuple[str, str]) -> UUID:
    """A school, with its staff as address and name."""
    made = await School.create(id=uuid4(), name=name, created_at=NOW)
    for address, called in staff:
        await Staff.create(id=uuid4(), school_id=made.id, address=address, name=called, created_at=NOW)
    return made.id


async def summons(school_id: UUID, school_class: str = "snedker-h3", code: str = "ABCD2345") -> UUID:
    made = await Summons.create(
        id=uuid4(), school_id=school_id, code=code, programme=EDITION.programme, main_course=3, contacts="[]",
        school_class=school_class, training_period_ends_on=date(2026, 12, 4), school_period_starts_on=STARTS_ON,
        created_by=SCHOOL, created_at=NOW,
    )  # fmt: skip
    return made.id


async def person(address: str | None = None) -> Person:
    known = address or f"{uuid4().hex}@post.example"
    return await Person.create(id=uuid4(), address=known, created_at=NOW, moved_to_new_order=False)


async def declaration(of: Person, name: str, to: str | None = SCHOOL, roles: str = "school", **more: Any) -> UUID:
    """One as lists know it: `to` is its recipient (None: nobody was asked); `more` are columns of Listed."""
    stage, summons_id = more.get("stage", "requested"), more.get("summons_id")
    status = more.pop("status", STATUS.get(stage, "submitted"))
    school_id = more.pop("school_id", None)
    made = await Declaration.create(
        id=uuid4(), apprentice=of, edition=EDITION.id, specialisation="bygningssnedker", status=status, revision=1,
        created_at=NOW, summons_id=summons_id,
    )  # fmt: skip
    if to:
        await Recipient.create(
            id=uuid4(), declaration=made, address=to, name="", roles=roles, public_id=uuid4().hex, link_generation=1,
            has_pen=False, school_id=school_id, created_at=NOW,
        )  # fmt: skip
    row = {
        "stage": stage, "programme": EDITION.programme, "main_course": 3, "final_period": False, "school_class": "h3",
        "workplace_name": "Snedkeriet Ærø", "workplace_cvr": "13748136", "school_period_starts_on": STARTS_ON,
        "training_period_ends_on": date(2026, 12, 4), "required": 18, "answered": 7, **more,
    }  # fmt: skip
    search = texts.searchable(f"{name} {row['school_class']} {row['workplace_name']} {row['workplace_cvr']}")
    await Listed.create(declaration_id=made.id, apprentice_id=of.id, apprentice_name=name, search=search, **row)
    return UUID(str(made.id))

"""Declarations as rows, many at once: what lists, classes and cases are tried on."""

import asyncio
import sys
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from server.domain import texts
from server.storage import database, editions
from server.storage.declarations import Declaration, Recipient
from server.storage.follow_ups import FollowUp
from server.storage.listed import Listed
from server.storage.people import Person
from server.storage.schools import School, Staff
from server.storage.summonses import Summons
from tests.cast import SCHOOL
from tests.example import EDITION, EDITIONS

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
STARTS_ON = date(2026, 12, 7)
NAMES = (
    "Alma Kjær", "Bo Ærøskøbing Christiansen", "Åse Østergaard", "Mads-Christian von Rosenkrantz-Frederiksen",
    "Ida Holm", "Søren Aagaard", "Liv Bæk", "Emil Krogh", "Nanna Dahl", "Oskar Lund", "Freja Møller", "Viggo Juhl",
)  # fmt: skip
WORKPLACES = ("Snedkeriet Ærø", "Vindues- og Dørfabrikken Sønderjylland A/S", "Møbelhuset")
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


async def fill(database_url: str) -> None:
    """A school whose staff is `SCHOOL`, with two classes: more than one page of declarations at every stage."""
    await database.open(database_url)
    await editions.load(EDITIONS, NOW)
    skole = await school("Nordjysk Snedkerskole", (SCHOOL, "Hanne Holm"), ("karen@skole.example", "Karen Krog"))
    called = await summons(skole, "snedker-h3-26b")
    stages = ("begun", "requested", "requested", "answered", "read")
    for number, name in enumerate(NAMES * 5):
        stage = stages[number % len(stages)]
        more: dict[str, Any] = {"read_by": "Hanne Holm", "read_at": NOW} if stage == "read" else {}
        if number % 3 == 0:
            more |= {"school_class": "snedker-h1-26a", "main_course": 1, "school_period_starts_on": date(2026, 8, 10)}
        if stage == "begun":
            more |= {"summons_id": called, "answered": 0}
        made = await declaration(
            await person(), f"{name} {number}", None if stage == "begun" else SCHOOL, stage=stage,
            **{"school_class": "snedker-h3-26b", "workplace_name": WORKPLACES[number % 3], **more},
        )  # fmt: skip
        if number % 4 == 1:
            await FollowUp.create(
                declaration_id=made, owner_address="karen@skole.example", owner_name="Karen Krog", note="", revision=0
            )
    await database.close()


if __name__ == "__main__":
    asyncio.run(fill(sys.argv[1]))

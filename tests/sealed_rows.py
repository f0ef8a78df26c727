"""A class whose declarations are all sealed, as rows: what many documents at once are tried on."""

import asyncio
import sys
from datetime import datetime
from uuid import UUID, uuid4

from server.domain import seal
from server.storage import database, editions
from server.storage.people import Person
from server.storage.sealed import SealedContent, SealedVersion
from tests import panel_rows
from tests.cast import SCHOOL
from tests.documents import sealed
from tests.example import EDITIONS
from tests.panel_rows import NOW


async def class_of(count: int, goals: int = 18) -> UUID:
    """The summons of a class with so many, at a school whose staff is `SCHOOL`; the first has an earlier one."""
    school_id = await panel_rows.school("Nordjysk Snedkerskole", (SCHOOL, "Hanne Holm"))
    called = await panel_rows.summons(school_id)
    names = panel_rows.NAMES
    for number in range(count):
        who, name = await panel_rows.person(), f"{names[number % len(names)]} {number + 1}"
        await Person.filter(id=who.id).update(name=name)
        await _sealed(who, name, called, goals)
        if number == 0:
            await _sealed(who, name, None, goals)
    return called


async def _sealed(who: Person, name: str, summons_id: UUID | None, goals: int) -> None:
    id = await panel_rows.declaration(who, name, stage="answered", summons_id=summons_id)
    told = sealed.with_goals(goals)["payload"]
    payload = seal.canonical({**told, "apprentice": {"name": name, "address": who.address}})
    salt = uuid4().hex
    content = seal.content_digest(salt, payload)
    version = await SealedVersion.create(
        id=uuid4(), declaration_id=id, number=1, previous_digest="", content_digest=content,
        digest=seal.version_digest("", str(id), 1, content), sealed_at=datetime.fromisoformat(sealed.AT),
    )  # fmt: skip
    await SealedContent.create(id=uuid4(), version_id=version.id, salt=salt, payload=payload)


async def fill(database_url: str, count: int) -> UUID:
    await database.open(database_url)
    await editions.load(EDITIONS, NOW)
    called = await class_of(count)
    await database.close()
    return called


if __name__ == "__main__":
    print(asyncio.run(fill(sys.argv[1], int(sys.argv[2]))))

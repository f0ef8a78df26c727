"""The apprentice whom the actions are tried on."""

from uuid import uuid4

import pytest

from server.actions import profiles
from server.storage.people import Person
from tests.actions.stage import NOW, TODAY
from tests.cast import APPRENTICE, SPECIALISATION


@pytest.fixture
async def person(open_database: str) -> Person:
    person = await Person.create(id=uuid4(), address=APPRENTICE, created_at=NOW, moved_to_new_order=False)
    about = {
        "name": "Alma",
        "programme": "bygningssnedker",
        "specialisation": SPECIALISATION,
        "started_on": "2024-08-01",
    }
    await profiles.change(person.id, about, today=TODAY)
    return person

"""What a submission costs in statements: it had tripled before anybody looked."""

from datetime import timedelta
from uuid import uuid4

import pytest

from server.actions import submissions
from server.storage.people import Person
from tests import statements
from tests.actions.stage import NOW, TODAY, filled_in

ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@ONLY_SQLITE
@pytest.mark.parametrize(("take_back", "most"), [(timedelta(minutes=5), 23), (timedelta(), 24)])
async def test_a_submission_reads_what_it_needs_once(person: Person, take_back: timedelta, most: int) -> None:
    _, visitor, revision = await filled_in(person)
    async with statements.on_sqlite() as seen:
        await submissions.submit(visitor, uuid4(), revision, now=NOW, today=TODAY, take_back=take_back)
    asked = [one for one in seen if "outbox_message" not in one and "last_insert_rowid" not in one]  # one a mail
    assert len(asked) <= most
    assert seen.count("COMMIT") == 1

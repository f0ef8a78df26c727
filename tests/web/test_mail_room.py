"""No stranger's mailbox is flooded by an apprentice and whoever helps: each way to it ends after so many a day."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from server.settings import Settings
from server.storage.mail_room import A_DAY
from tests.cast import ANSWERS, DETAILS, Apprentice, Mailbox, Visitor
from tests.doors import row_of

VICTIM = {"name": "Fremmed", "address": "fremmed@andetsteds.example"}


@pytest.fixture
def configuration(configuration: Settings) -> Settings:
    return replace(configuration, take_back=timedelta(minutes=5))


def by_new_links(apprentice: Apprentice) -> Iterator[Any]:
    for _ in range(A_DAY):
        asked = apprentice.make({**DETAILS, "details.supervisors": [VICTIM], "details.workplace_contacts": []})
        yield apprentice.request(asked)
        path = f"/api/declarations/{asked}/recipients/{row_of(apprentice, asked, VICTIM['address'])}/new_link"
        for _ in range(5):
            yield apprentice.client.post(path, json={})


def by_receipts(supervisor: Visitor) -> Iterator[Any]:
    supervisor.answer({**ANSWERS, "supervisor.filled_by": VICTIM})
    for _ in range(2 * A_DAY):
        yield supervisor.submit()
        supervisor.client.post(f"{supervisor.path}/take_back", json={"take_back_id": str(uuid4())})


@pytest.mark.parametrize("way", [by_new_links, by_receipts])
def test_a_mailbox_that_somebody_only_typed_is_not_flooded(
    way: Callable[[Any], Iterator[Any]], apprentice: Apprentice, supervisor: Visitor, mailbox: Mailbox
) -> None:
    refused = next(answer for answer in way(apprentice if way is by_new_links else supervisor) if not answer.is_success)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_mails")
    assert int(refused.headers["retry-after"]) > 60
    assert len(mailbox.all(to=VICTIM["address"])) == A_DAY
    assert supervisor.view()["status"] == "requested", "nothing of it is lost"

"""A new edition goes live: whoever is under way keeps theirs, whoever begins follows the new one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

from starlette.testclient import TestClient

from server.storage import editions
from tests.cast import OTHER_APPRENTICE, SPECIALISATION, Apprentice, Mailbox
from tests.example import EDITION

NEWER = replace(EDITION, version="2026-08.7", valid_from=date(2026, 8, 1), goals=EDITION.goals[1:])


def publish(running: TestClient) -> None:
    running.portal.call(editions.load, [NEWER], datetime.now(UTC))


def test_whoever_is_under_way_keeps_their_edition(apprentice: Apprentice, running: TestClient) -> None:
    apprentice.make()
    publish(running)
    assert apprentice.client.get("/api/profile").json()["edition"] == EDITION.id
    assert apprentice.client.get("/api/changes?after=0").json()["profile"]["edition"] == EDITION.id
    apprentice.client.patch("/api/profile", json={"started_on": "2026-09-01"})
    assert apprentice.client.get("/api/profile").json()["edition"] == EDITION.id


def test_whoever_begins_follows_the_edition_of_that_day(
    running: TestClient, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    publish(running)
    person = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert person.client.get("/api/profile").json()["edition"] is None
    person.finish_profile()
    for started_on, expected in (("2024-08-01", EDITION.id), ("2026-08-01", NEWER.id)):
        told = person.client.patch("/api/profile", json={"started_on": started_on}).json()
        assert told["edition"] == expected


def test_a_speciality_is_one_of_the_edition_they_follow_not_of_the_newest(
    apprentice: Apprentice, running: TestClient
) -> None:
    apprentice.make()
    own = EDITION.specialisations[0]
    newest = replace(NEWER, specialisations=(replace(own, key="ny"), replace(own, key="anden")), goals=())
    running.portal.call(editions.load, [newest], datetime.now(UTC))
    refused = apprentice.client.patch("/api/profile", json={"specialisation": "ny"})
    assert refused.status_code == 422
    assert "profile.specialisation" in refused.text
    assert apprentice.client.patch("/api/profile", json={"specialisation": own.key}).status_code == 200
    assert apprentice.client.patch("/api/profile", json={"specialisation": None}).status_code == 200
    assert apprentice.client.patch("/api/profile", json={"specialisation": own.key}).status_code == 200


def test_nobody_moves_themselves_by_a_declaration_from_a_newer_edition(
    apprentice: Apprentice, running: TestClient
) -> None:
    apprentice.make()
    publish(running)
    body = {"edition": NEWER.id, "specialisation": SPECIALISATION, "created_at": "2020-01-01T10:00:00Z"}
    assert apprentice.client.put(f"/api/declarations/{uuid4()}", json=body).status_code == 201
    assert apprentice.client.get("/api/profile").json()["edition"] == EDITION.id

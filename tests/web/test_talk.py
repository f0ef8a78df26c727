"""Talk mode: while the supervisor keeps it open, and only then, the apprentice sees the draft."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from server import tokens
from server.domain.refusal import Refusal
from server.reading import talks
from tests.cast import ANSWERS, CONTACT, OTHER_APPRENTICE, REQUIRED, Apprentice, Mailbox, Visitor

Browser = Callable[[], TestClient]
GOAL = f"supervisor.goal.{REQUIRED[0]}"


def look(apprentice: Apprentice, declaration_id: str, etag: str = "") -> Any:
    headers = {"if-none-match": etag} if etag else {}
    return apprentice.client.get(f"/api/declarations/{declaration_id}/talk", headers=headers)


def talk(supervisor: Visitor, is_open: bool = True) -> Any:
    return supervisor.client.post(f"{supervisor.path}/talk", json={"open": is_open})


def test_the_apprentice_sees_the_draft_while_the_supervisor_keeps_it_open(
    apprentice: Apprentice, requested: str, supervisor: Visitor
) -> None:
    supervisor.answer({GOAL: "alone"})
    closed = look(apprentice, requested)
    assert (closed.status_code, closed.json()["code"]) == (409, "talk_closed")
    assert talk(supervisor).json()["talk_until"] == apprentice.declaration(requested)["talk_until"]
    seen = look(apprentice, requested)
    assert seen.json()["answers"][GOAL]["value"] == "alone"
    assert not [field for field in seen.json()["answers"] if field.startswith("details.")]
    assert look(apprentice, requested, seen.headers["etag"]).status_code == 304
    supervisor.answer({"supervisor.remarks": "Flot"})
    assert look(apprentice, requested, seen.headers["etag"]).json()["answers"]["supervisor.remarks"]["value"] == "Flot"
    assert not [f for f in apprentice.declaration(requested)["answers"] if f.startswith("supervisor.")]
    talk(supervisor, False)
    assert look(apprentice, requested).json()["code"] == "talk_closed"


def test_both_press_and_both_are_sealed(apprentice: Apprentice, requested: str, supervisor: Visitor) -> None:
    talk(supervisor)
    beat = supervisor.client.get(f"{supervisor.path}/talk")
    unmoved = {"if-none-match": beat.headers["etag"]}
    assert supervisor.client.get(f"{supervisor.path}/talk", headers=unmoved).status_code == 304
    apprentice.answer(requested, {"self.talked_through_on": "2026-11-21"})
    moved = supervisor.client.get(f"{supervisor.path}/talk", headers=unmoved)
    assert moved.json() == {"revision": supervisor.view()["revision"]}
    supervisor.answer(ANSWERS)
    payload = supervisor.submit().json()["sealed"]["payload"]
    assert payload["talked_through_on"] == "2026-11-20"
    assert payload["apprentice_talked_through_on"] == "2026-11-21"
    assert payload["apprentice_talked_through_said"] == "own_device"
    assert look(apprentice, requested).json()["code"] == "talk_closed"


@pytest.mark.parametrize(
    ("more", "said"), [({"supervisor.apprentice_talked_through_on": "2026-11-22"}, "supervisors_device"), ({}, None)]
)
def test_a_press_on_the_supervisors_screen_is_sealed_as_such(
    supervisor: Visitor, more: dict[str, Any], said: str | None
) -> None:
    supervisor.answer({**ANSWERS, **more})
    payload = supervisor.submit().json()["sealed"]["payload"]
    assert payload["apprentice_talked_through_on"] == more.get("supervisor.apprentice_talked_through_on")
    assert payload["apprentice_talked_through_said"] == said


def test_neither_presses_for_the_other(apprentice: Apprentice, requested: str, supervisor: Visitor) -> None:
    talk(supervisor)
    for field in ("supervisor.talked_through_on", "supervisor.apprentice_talked_through_on"):
        assert apprentice.answer(requested, {field: "2026-11-20"})[0]["code"] == "not_yours"
    assert supervisor.answer({"self.talked_through_on": "2026-11-20"})["results"][0]["code"] == "not_yours"


def test_talk_mode_ends_by_itself_after_an_hour(
    apprentice: Apprentice, requested: str, supervisor: Visitor, running: TestClient
) -> None:
    talk(supervisor)
    session = tokens.hash_token(apprentice.client.cookies["session"])
    for minutes, is_open in ((59, True), (61, False)):
        later = datetime.now(UTC) + timedelta(minutes=minutes)
        asked = partial(talks.of_apprentice, session, UUID(requested), later)
        if is_open:
            running.portal.call(asked)
        else:
            with pytest.raises(Refusal, match="talk_closed"):
                running.portal.call(asked)


def test_strangers_and_readers_see_and_open_nothing(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact = Visitor(browser(), mailbox, CONTACT)
    assert talk(contact).json()["code"] == "reading_only"
    talk(supervisor)
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert look(stranger, requested).status_code == 404
    assert browser().get(f"/api/declarations/{requested}/talk").status_code == 401
    assert browser().get(f"{supervisor.path}/talk").status_code == 401
    apprentice.client.post("/api/sign_out", json={})
    assert look(apprentice, requested).status_code == 401

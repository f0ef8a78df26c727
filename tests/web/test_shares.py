"""Earlier declarations sent on to a new supervisor: what they see, for how long, and what the apprentice is told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server.storage.access_log import Opening
from server.web import who
from tests.cast import DETAILS, OTHER_APPRENTICE, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor

Browser = Callable[[], TestClient]
NEW = "ny@vaerksted.example"
NEXT = {**DETAILS, "details.supervisors": [{"name": "Ny mester", "address": NEW}], "details.workplace_contacts": []}


@pytest.fixture
def fresh(apprentice: Apprentice, sealed: str, browser: Browser, mailbox: Mailbox) -> Visitor:
    """The new supervisor, who is asked to fill in the next declaration."""
    assert apprentice.request(apprentice.make(NEXT)).status_code == 200
    return Visitor(browser(), mailbox, NEW)


def share(apprentice: Apprentice, *ids: str, deed: str | None = None, **more: Any) -> Any:
    body = {"share_id": deed or str(uuid4()), "name": "Ny mester", "address": NEW, "days": 30, "declaration_ids": ids}
    return apprentice.client.post("/api/shares", json={**body, **more})


def open_beside(visitor: Visitor) -> Any:
    return visitor.client.post(f"{visitor.path}/earlier", json={})


def openings(running: TestClient) -> list[tuple[str, str, str]]:
    async def read() -> list[tuple[str, str, str]]:
        return [(str(row.declaration_id), row.address, row.way) for row in await Opening.filter(way="shared")]

    return running.portal.call(read)


def test_the_new_supervisor_opens_them_beside_the_form_and_the_apprentice_is_told(
    apprentice: Apprentice, sealed: str, fresh: Visitor, running: TestClient
) -> None:
    assert fresh.view()["earlier"] == 0
    told = share(apprentice, sealed)
    assert told.status_code == 200
    assert [(one["address"], one["declaration_ids"]) for one in told.json()["shares"]] == [(NEW, [sealed])]
    assert (fresh.view()["earlier"], openings(running)) == (1, [])  # to look at the form is not to open them
    found = open_beside(fresh).json()["declarations"]
    assert [(one["id"], one["sealed"]["payload"]["special_needs"]) for one in found] == [
        (sealed, "Mere tid til tegning")
    ]
    assert openings(running) == [(sealed, NEW, "shared")]
    assert apprentice.client.get("/api/changes?after=0").json()["shares"] == told.json()["shares"]


def test_nobody_else_sees_them(
    apprentice: Apprentice, sealed: str, fresh: Visitor, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    share(apprentice, sealed)
    assert open_beside(supervisor).status_code == 404  # of the first workplace: nothing was sent there
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert share(stranger, sealed).status_code == 404
    assert stranger.client.post(f"/api/shares/{uuid4()}/end", json={}).status_code == 404
    assert browser().post(f"{fresh.path}/earlier", json={}).status_code == 401
    other = stranger.client.post("/api/shares", json={})
    assert other.status_code == 422


def test_another_apprentices_draft_at_the_same_address_shows_nothing(
    apprentice: Apprentice, sealed: str, fresh: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    share(apprentice, sealed)
    other = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    other.finish_profile()
    other.request(other.make(NEXT))
    visitor = Visitor(browser(), mailbox, NEW)
    assert visitor.view()["earlier"] == 0
    assert open_beside(visitor).status_code == 404


def test_it_ends_when_the_apprentice_says_so(apprentice: Apprentice, sealed: str, fresh: Visitor) -> None:
    deed = str(uuid4())
    share(apprentice, sealed, deed=deed)
    ended = apprentice.client.post(f"/api/shares/{deed}/end", json={})
    assert ended.json()["shares"][0]["ended_at"]
    assert apprentice.client.post(f"/api/shares/{deed}/end", json={}).status_code == 200
    assert (fresh.view()["earlier"], open_beside(fresh).status_code) == (0, 404)


def test_it_ends_when_its_time_is_over(
    apprentice: Apprentice, sealed: str, fresh: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(apprentice, sealed, days=14)
    for days, found in ((13, 200), (15, 404)):
        monkeypatch.setattr(who, "now", partial(_later, timedelta(days=days)))
        assert open_beside(fresh).status_code == found


def _later(by: timedelta) -> datetime:
    return datetime.now(UTC) + by


def test_it_is_mailed_once_with_a_link_that_fits(
    apprentice: Apprentice, sealed: str, mailbox: Mailbox, browser: Browser
) -> None:
    deed = str(uuid4())
    for _ in range(2):
        assert share(apprentice, sealed, deed=deed).status_code == 200
    (mail,) = mailbox.all("earlier_declarations", NEW)
    assert "/panel/shared" in mail["text"]  # nobody has asked them to fill anything in
    assert "Mere tid" not in mail["text"] + mail["html"]
    assert apprentice.request(apprentice.make(NEXT)).status_code == 200
    share(apprentice, sealed)
    assert f"/e/{mailbox.link(NEW)[0]}#" in mailbox.all("earlier_declarations", NEW)[-1]["text"]


@pytest.mark.parametrize(
    ("field", "change", "code"),
    [
        ("address", {"address": "mester@"}, "address_form"),
        ("address", {"address": "Laerling+x@post.example"}, "address_your_own"),
        ("name", {"name": "x" * 121}, "text_too_long"),
        ("days", {"days": 365}, "value_wrong_type"),
        ("declaration_ids", {"declaration_ids": []}, "nothing_picked"),
        ("declaration_ids", {"declaration_ids": ["x"]}, "value_wrong_type"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    apprentice: Apprentice, sealed: str, field: str, change: dict[str, Any], code: str
) -> None:
    answer = share(apprentice, sealed, **change)
    assert answer.status_code == 422
    assert [(one["field"], one["code"]) for one in answer.json()["fields"]] == [(field, code)]


def test_only_what_is_out_can_be_sent_on(apprentice: Apprentice, requested: str) -> None:
    answer = share(apprentice, requested)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_sealed")


def test_mails_have_an_end(apprentice: Apprentice, sealed: str, mailbox: Mailbox) -> None:
    answers = [share(apprentice, sealed, address=f"en{n}@post.example").status_code for n in range(11)]
    assert answers == [200] * 10 + [429]
    assert len(mailbox.all("earlier_declarations")) == 10


def test_the_school_and_the_first_workplace_see_no_more_than_before(
    apprentice: Apprentice, sealed: str, fresh: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    share(apprentice, sealed)
    school = Visitor(browser(), mailbox, SCHOOL)
    assert (school.view()["earlier"], school.view()["id"]) == (0, sealed)
    assert SUPERVISOR not in str(fresh.view())

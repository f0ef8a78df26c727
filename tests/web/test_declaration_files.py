"""A sealed declaration saved as a PDF from the app and from a link: who gets which version, when, and what is noted."""

import re
from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server.actions import erasure
from server.storage.declarations import Recipient
from server.storage.sealed import SealedVersion
from server.web import who
from tests.cast import CONTACT, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.documents import readback
from tests.web.test_corrections import begin, change, code

Browser = Callable[[], TestClient]


def own(declaration_id: str) -> str:
    return f"/api/declarations/{declaration_id}/declaration.pdf"


def at(visitor: Visitor) -> str:
    return f"{visitor.path}/declaration.pdf"


def test_the_apprentice_saves_what_was_sealed_and_nobody_is_told(apprentice: Apprentice, sealed: str) -> None:
    answer = apprentice.client.get(own(sealed))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    digest = apprentice.declaration(sealed)["sealed"]["digest"]
    name = f"oplaeringserklaering-h2-{digest[:8]}.pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    text = readback.text(answer.content)
    assert "Lærling Et" in text
    assert digest in text.replace(" ", "")
    openings = apprentice.declaration(sealed)["openings"]
    assert [(seen["address"], seen["way"]) for seen in openings] == [(SUPERVISOR, "link")]  # who filled it in


@pytest.mark.parametrize("address", [SCHOOL, CONTACT, SUPERVISOR])
def test_whoever_holds_a_link_saves_what_stands_on_the_page(
    sealed: str, mailbox: Mailbox, browser: Browser, address: str
) -> None:
    visitor = Visitor(browser(), mailbox, address)
    answer = visitor.client.get(at(visitor))
    assert answer.status_code == 200
    assert visitor.view()["sealed"]["digest"] in readback.text(answer.content).replace(" ", "")


@pytest.mark.parametrize("asked", ["2", "0", "x", "-1", "1e3", "99999", "1 OR 1", "１"])
def test_a_version_that_is_not_there_is_not_found(
    apprentice: Apprentice, sealed: str, mailbox: Mailbox, browser: Browser, asked: str
) -> None:
    school = Visitor(browser(), mailbox, SCHOOL)
    for answer in (
        apprentice.client.get(own(sealed), params={"version": asked}),
        school.client.get(at(school), params={"version": asked}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_nothing_is_made_of_what_is_not_sealed(apprentice: Apprentice, requested: str, supervisor: Visitor) -> None:
    for answer in (apprentice.client.get(own(requested)), supervisor.client.get(at(supervisor))):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_each_version_is_there_with_what_it_changed(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, browser: Browser
) -> None:
    assert begin(sent, code(sent, mailbox)).status_code == 200
    assert change(sent, {"supervisor.remarks": "Ny bemærkning"}) == ["applied"]
    assert "Ny bemærkning" not in readback.text(apprentice.client.get(own(requested)).content)
    assert sent.submit().status_code == 200
    school = Visitor(browser(), mailbox, SCHOOL)
    for client, path in ((apprentice.client, own(requested)), (school.client, at(school)), (sent.client, at(sent))):
        newest, first = client.get(path), client.get(path, params={"version": "1"})
        assert client.get(path, params={"version": "2"}).content == newest.content
        assert "Version 2 af 2" in readback.text(newest.content)
        assert "Et mål var sat for lavt" in readback.text(newest.content)
        assert "Version 1 af 2" in readback.text(first.content)
        assert "Ny bemærkning" not in readback.text(first.content)
        assert newest.headers["content-disposition"] != first.headers["content-disposition"]


def test_what_was_erased_is_no_file(
    apprentice: Apprentice, sealed: str, mailbox: Mailbox, browser: Browser, running: TestClient
) -> None:
    async def erase() -> None:
        await erasure.erase((await SealedVersion.get(declaration_id=sealed)).id, "retention", now=who.now())

    running.portal.call(erase)
    school = Visitor(browser(), mailbox, SCHOOL)
    assert apprentice.client.get(own(sealed)).status_code == 404
    assert school.client.get(at(school)).status_code == 404


def test_an_ended_link_saves_nothing_and_says_what_it_says_everywhere(
    apprentice: Apprentice, sealed: str, mailbox: Mailbox, browser: Browser
) -> None:
    school = Visitor(browser(), mailbox, SCHOOL)
    row = next(one for one in apprentice.declaration(sealed)["recipients"] if one["address"] == SCHOOL)
    renewed = f"/api/declarations/{sealed}/recipients/{row['id']}/new_link"
    assert apprentice.client.post(renewed, json={}).status_code == 200
    ended, read = school.client.get(at(school)), school.client.get(school.path)
    assert (ended.status_code, ended.json()) == (read.status_code, read.json()) == (401, ended.json())
    assert ended.json()["code"] == "grant_missing"


def test_saving_counts_as_opening_and_asking_for_the_head_or_fetching_ahead_does_not(
    apprentice: Apprentice, sealed: str, mailbox: Mailbox, browser: Browser, running: TestClient
) -> None:
    school = Visitor(browser(), mailbox, SCHOOL)
    running.portal.call(partial(unopened, school.public_id))
    before = apprentice.declaration(sealed)["openings"]
    assert SCHOOL not in [seen["address"] for seen in before]
    for answer in (school.client.head(at(school)), school.client.get(at(school), headers={"sec-purpose": "prefetch"})):
        assert answer.content == b""
    assert apprentice.client.head(own(sealed)).content == b""
    assert apprentice.declaration(sealed)["openings"] == before
    assert school.client.get(at(school)).status_code == 200
    assert SCHOOL in [seen["address"] for seen in apprentice.declaration(sealed)["openings"]]


async def unopened(public_id: str) -> None:
    """As a link stands that was let in from beside another one, and not gone to yet."""
    await Recipient.filter(public_id=public_id).update(opened_at=None)


def test_the_log_says_which_route_and_nobody(
    apprentice: Apprentice, sealed: str, mailbox: Mailbox, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    school = Visitor(browser(), mailbox, SCHOOL)
    with caplog.at_level("INFO", "logbog.web"):
        school.client.get(at(school))
        apprentice.client.get(own(sealed), params={"version": "1"})
    assert "GET /api/e/{public_id}/declaration.pdf 200" in caplog.text
    assert not re.search(rf"{school.public_id}|{sealed}|version", caplog.text)


def test_a_stranger_gets_no_file(sealed: str, browser: Browser, mailbox: Mailbox) -> None:
    stranger, other = browser(), Apprentice(browser(), mailbox, "fremmed@post.example")
    assert stranger.get(own(sealed)).status_code == 401
    assert stranger.get(f"/api/e/{uuid4().hex[:16]}/declaration.pdf").status_code == 401
    assert other.client.get(own(sealed)).status_code == 404
    assert other.client.get(own(str(UUID(int=7)))).status_code == 404

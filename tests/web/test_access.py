"""Who has seen a declaration, as its apprentice is told; and ending the access of others."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server.actions import access
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.web import who
from tests.cast import (
    ANSWERS,
    APPRENTICE,
    DETAILS,
    OTHER_APPRENTICE,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    Visitor,
    batch,
    operation,
)
from tests.web.test_strangers import recipient_id

Browser = Callable[[], TestClient]
AUNT = "moster@post.example"
WITH_AUNT = {**DETAILS, "details.others": [{"name": "Moster", "address": AUNT}]}


def reader(address: str, name: str = "") -> Reader:
    return Reader(uuid4(), address, name)


@pytest.fixture
def sealed(apprentice: Apprentice, browser: Browser, mailbox: Mailbox) -> str:
    """Sent to workplace, school and an aunt."""
    declaration_id = apprentice.make(WITH_AUNT)
    assert apprentice.request(declaration_id).status_code == 200
    supervisor = Visitor(browser(), mailbox, SUPERVISOR)
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    return declaration_id


def opened(running: TestClient, by: Reader, declaration_id: str) -> None:
    async def deed() -> None:
        await access.opened(by, UUID(declaration_id), now=who.now())

    running.portal.call(deed)


def end(apprentice: Apprentice, declaration_id: str, row: str) -> Any:
    return apprentice.client.post(f"/api/declarations/{declaration_id}/recipients/{row}/end_access", json={})


def test_the_apprentice_is_told_each_person_once_and_of_a_link_only_that_it_was_opened(
    apprentice: Apprentice, sealed: str, running: TestClient, browser: Browser, mailbox: Mailbox
) -> None:
    before = apprentice.client.get("/api/changes?after=0").json()["after"]
    for by in (reader(SCHOOL, "Hanne Holm"), reader(SCHOOL, "Hanne Holm"), reader(SCHOOL, "Jens"), reader(SCHOOL)):
        opened(running, by, sealed)
    opened(running, reader(APPRENTICE, "Lærling Et"), sealed)  # their own
    (heard,) = apprentice.client.get(f"/api/changes?after={before}").json()["declarations"]
    told = [(one["name"], one["way"], one["roles"], one["times"]) for one in heard["openings"]]
    assert sorted(told, key=str) == sorted(
        [
            ("Hanne Holm", "panel", ["school"], 2),
            ("Jens", "panel", ["school"], 1),
            (SCHOOL, "panel", ["school"], 1),
            ("Mester Eksempel", "link", ["supervisor"], None),
        ],
        key=str,
    )
    assert heard["openings"][-1]["way"] == "link"
    hanne = next(one for one in heard["openings"] if one["name"] == "Hanne Holm")
    assert hanne["first_at"] < hanne["last_at"]
    Visitor(browser(), mailbox, APPRENTICE)
    assert len(apprentice.declaration(sealed)["openings"]) == 4


def test_an_other_person_loses_link_panel_and_what_waits(
    apprentice: Apprentice, sealed: str, running: TestClient, browser: Browser, mailbox: Mailbox
) -> None:
    aunt = Visitor(browser(), mailbox, AUNT)
    opened(running, reader(AUNT), sealed)
    row = recipient_id(apprentice, sealed, AUNT)
    path = f"/api/declarations/{sealed}/messages"
    apprentice.client.post(path, json={"message_id": str(uuid4()), "to": [row], "text": "Hej moster"})
    answers = [end(apprentice, sealed, row) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert AUNT not in [one["address"] for one in answers[1].json()["recipients"]]
    assert [one["way"] for one in answers[1].json()["openings"] if one["address"] == AUNT] == ["panel", "link"]
    assert aunt.client.get(aunt.path).status_code == 401
    assert browser().post(f"{aunt.path}/open", json={"secret": aunt.secret}).status_code == 404
    with pytest.raises(NotFound):
        opened(running, reader(AUNT), sealed)
    left = apprentice.declaration(sealed)["answers"]["details.others"]["value"]
    assert left == [], "the next declaration shall not begin with them"


def test_what_waits_for_them_is_not_sent(apprentice: Apprentice, sealed: str, running: TestClient) -> None:
    from server.reading import mail_facts
    from server.storage.outbox import OutboxMessage

    row = recipient_id(apprentice, sealed, AUNT)

    async def why() -> str | None:
        mail = await OutboxMessage.get(recipient_id=row, kind="declaration_submitted")
        return await mail_facts.closed(mail, who.now())

    assert running.portal.call(why) is None
    end(apprentice, sealed, row)
    assert running.portal.call(why) == "recipient_removed"


def test_they_do_not_come_back_with_the_next_request(apprentice: Apprentice, mailbox: Mailbox) -> None:
    declaration_id = apprentice.make(WITH_AUNT)
    apprentice.request(declaration_id)
    assert end(apprentice, declaration_id, recipient_id(apprentice, declaration_id, AUNT)).status_code == 200
    assert apprentice.request(declaration_id).status_code == 200
    assert AUNT not in [one["address"] for one in apprentice.declaration(declaration_id)["recipients"]]


def test_nobody_else_ends_it_and_school_and_workplace_keep_theirs(
    apprentice: Apprentice, sealed: str, browser: Browser, mailbox: Mailbox
) -> None:
    for address in (SUPERVISOR, SCHOOL):
        answer = end(apprentice, sealed, recipient_id(apprentice, sealed, address))
        assert (answer.status_code, answer.json()["code"]) == (409, "access_needed")
    row = recipient_id(apprentice, sealed, AUNT)
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert end(stranger, sealed, row).status_code == 404
    assert end(apprentice, str(uuid4()), row).status_code == 404
    assert end(apprentice, sealed, str(uuid4())).status_code == 404
    nobody = browser().post(f"/api/declarations/{sealed}/recipients/{row}/end_access", json={})
    assert nobody.status_code == 401
    assert AUNT in [one["address"] for one in apprentice.declaration(sealed)["recipients"]]


def test_an_other_who_is_the_workplaces_contact_too_keeps_it(apprentice: Apprentice) -> None:
    both = {**WITH_AUNT, "details.workplace_contacts": [{"name": "Moster", "address": AUNT}]}
    declaration_id = apprentice.make(both)
    apprentice.request(declaration_id)
    answer = end(apprentice, declaration_id, recipient_id(apprentice, declaration_id, AUNT))
    assert (answer.status_code, answer.json()["code"]) == (409, "access_needed")


def test_dropping_a_correction_does_not_let_them_in_again(
    apprentice: Apprentice, sealed: str, browser: Browser, mailbox: Mailbox
) -> None:
    supervisor = Visitor(browser(), mailbox, SUPERVISOR)
    assert supervisor.client.post(f"{supervisor.path}/correction/code", json={}).status_code == 202
    code = mailbox.all("correction_code", SUPERVISOR)[-1]["subject"].split()[0]
    body = {"correction_id": str(uuid4()), "code": code, "reason": "Forkert niveau"}
    assert supervisor.client.post(f"{supervisor.path}/correction", json=body).status_code == 200
    sent = batch(operation("supervisor.remarks", "Nyt", 0))
    supervisor.client.post(f"{supervisor.path}/operations", json=sent)
    end(apprentice, sealed, recipient_id(apprentice, sealed, AUNT))
    dropped = supervisor.client.post(f"{supervisor.path}/correction/drop", json={"drop_id": str(uuid4())})
    assert dropped.status_code == 200
    assert apprentice.declaration(sealed)["answers"]["details.others"]["value"] == []

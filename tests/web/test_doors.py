"""One draft, several doors: any may fill in, only the supervisor's own mailbox signs."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import tokens
from server.domain.doors import LINKS
from tests.cast import ANSWERS, CONTACT, SUPERVISOR, Apprentice, Mailbox, Visitor, batch, operation

Browser = Callable[[], TestClient]
KEY = b"k" * 40
OTHERS = LINKS[1:]


class Caller:
    """Whoever came by a door that the apprentice opened."""

    def __init__(self, client: TestClient, public_id: str, secret: str) -> None:
        self.client, self.path, self.secret = client, f"/api/e/{public_id}", secret
        self.answered = client.post(f"{self.path}/open", json={"secret": secret})

    def view(self) -> dict[str, Any]:
        return self.client.get(self.path).json()

    def answer(self, values: dict[str, Any]) -> dict[str, Any]:
        sent = batch(*(operation(field, value) for field, value in values.items()))
        return self.client.post(f"{self.path}/operations", json=sent).json()

    def ask_for_code(self) -> Any:
        return self.client.post(f"{self.path}/code", json={})

    def submit(self, submission_id: str | None = None, **more: Any) -> Any:
        body = {"submission_id": submission_id or str(uuid4()), **more}
        return self.client.post(f"{self.path}/submit", json=body, headers={"if-match": f'"{self.view()["revision"]}"'})


def row_of(apprentice: Apprentice, declaration_id: str, address: str = SUPERVISOR) -> str:
    rows = apprentice.declaration(declaration_id)["recipients"]
    return next(row["id"] for row in rows if row["address"] == address)


def sign_code(mailbox: Mailbox, to: str = SUPERVISOR) -> str:
    return re.search(r"\b\d{6}\b", mailbox.all("sign_code", to)[-1]["text"])[0]


def through(door: str, apprentice: Apprentice, declaration_id: str, browser: Browser, mailbox: Mailbox) -> Caller:
    secret = tokens.link_secret(KEY, row_of(apprentice, declaration_id), 1, door)
    return Caller(browser(), mailbox.link(SUPERVISOR)[0], secret)


@pytest.mark.parametrize("door", OTHERS)
def test_another_door_fills_in_the_same_draft_and_signs_with_the_code_from_the_mailbox(
    door: str, apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    caller = through(door, apprentice, requested, browser, mailbox)
    assert (caller.answered.json()["door"], caller.answered.json()["may"]) == (door, "fill")
    supervisor.answer({"supervisor.remarks": "Begyndt fra mailen"})
    assert caller.view()["answers"]["supervisor.remarks"]["value"] == "Begyndt fra mailen"
    caller.answer(ANSWERS)
    refused = caller.submit()
    assert (refused.status_code, refused.json()["code"]) == (409, "code_needed")
    assert caller.ask_for_code().status_code == 202
    code, submission_id = sign_code(mailbox), str(uuid4())
    caller.ask_for_code()
    assert sign_code(mailbox) == code
    sent = caller.submit(submission_id, code=f"{code[:3]} {code[3:]}")
    assert sent.status_code == 200, sent.text
    payload = sent.json()["sealed"]["payload"]
    assert (payload["schema"], payload["door"], payload["confirmed_by"]) == (2, door, "code")
    assert mailbox.all("submission_receipt", SUPERVISOR)
    assert caller.submit(submission_id, code=code).json()["sealed"] == sent.json()["sealed"]


def test_the_mailed_link_signs_without_a_code(supervisor: Visitor) -> None:
    supervisor.answer(ANSWERS)
    payload = supervisor.submit().json()["sealed"]["payload"]
    assert (payload["door"], payload["confirmed_by"]) == ("mail_link", "mail_link")


def test_what_is_missing_is_said_before_a_code_is_asked_for_and_costs_no_code(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    caller = through("qr", apprentice, requested, browser, mailbox)
    caller.ask_for_code()
    assert caller.submit(code=sign_code(mailbox)).status_code == 422
    caller.answer(ANSWERS)
    assert caller.submit(code=sign_code(mailbox)).status_code == 200


def test_no_other_code_signs(apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox) -> None:
    """Not a guess, not the apprentice's own, not one for another browser, another declaration, or used before."""
    caller = through("qr", apprentice, requested, browser, mailbox)
    caller.answer(ANSWERS)
    caller.ask_for_code()
    code = sign_code(mailbox)

    def refused(typed: str, by: Caller = caller) -> bool:
        answer = by.submit(code=typed)
        return answer.status_code == 422 and answer.json()["fields"][0]["code"] == "code_wrong"

    assert refused(f"{(int(code) + 1) % 10**6:06}")
    apprentice.client.post("/api/sign_in/code", json={"address": apprentice.address})
    assert refused(mailbox.code(apprentice.address))
    assert refused(code, through("qr", apprentice, requested, browser, mailbox))
    second = apprentice.make()
    apprentice.request(second)
    other = Caller(
        caller.client, mailbox.link(SUPERVISOR)[0], tokens.link_secret(KEY, row_of(apprentice, second), 1, "qr")
    )
    other.answer(ANSWERS)
    assert refused(code, other)
    assert apprentice.declaration(requested)["status"] == "requested"
    assert caller.submit(code=code).status_code == 200
    assert refused(code)


def test_guessing_a_code_is_locked_after_five_and_leaves_the_mailed_link_alone(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    caller = through("qr", apprentice, requested, browser, mailbox)
    caller.answer(ANSWERS)
    caller.ask_for_code()
    code = sign_code(mailbox)
    tries = [caller.submit(code=f"{(int(code) + n) % 10**6:06}") for n in range(1, 6)]
    assert {answer.status_code for answer in tries} == {422}
    locked = caller.submit(code=code)
    assert (locked.status_code, locked.json()["code"]) == (429, "code_locked")
    assert supervisor.submit().status_code == 200


def test_a_door_opens_only_for_its_own_recipient_and_the_newest_link(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    public_id, _ = mailbox.link(SUPERVISOR)
    of_contact = tokens.link_secret(KEY, row_of(apprentice, requested, CONTACT), 1, "qr")
    caller = through("qr", apprentice, requested, browser, mailbox)
    old = tokens.link_secret(KEY, row_of(apprentice, requested), 0, "qr")
    for secret in (of_contact, old, caller.secret[:-1], tokens.link_secret(KEY, row_of(apprentice, requested), 1, "x")):
        answer = Caller(browser(), public_id, secret).answered
        assert (answer.status_code, answer.json()["code"]) == (404, "link_unknown")
    renewed = f"/api/declarations/{requested}/recipients/{row_of(apprentice, requested)}/new_link"
    assert apprentice.client.post(renewed, json={}).status_code == 200
    assert caller.client.get(caller.path).status_code == 401
    assert Caller(browser(), public_id, caller.secret).answered.status_code == 404
    assert Visitor(browser(), mailbox, SUPERVISOR).opened["door"] == "mail_link"


def test_the_mailed_link_raises_a_door_for_good_and_only_while_it_is_the_newest(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    caller = through("qr", apprentice, requested, browser, mailbox)
    caller.client.post(f"{caller.path}/open", json={"secret": mailbox.link(SUPERVISOR)[1]})
    assert caller.view()["door"] == "mail_link"
    caller.client.post(f"{caller.path}/open", json={"secret": caller.secret})
    assert caller.view()["door"] == "mail_link"
    row = row_of(apprentice, requested)
    apprentice.client.post(f"/api/declarations/{requested}/recipients/{row}/new_link", json={})
    secret = tokens.link_secret(KEY, row, 2, "shared_link")
    assert caller.client.post(f"{caller.path}/open", json={"secret": secret}).json()["door"] == "shared_link"


def test_who_may_only_read_gets_no_code(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact = Visitor(browser(), mailbox, CONTACT)
    assert contact.client.post(f"{contact.path}/code", json={}).json()["code"] == "reading_only"
    assert browser().post(f"{contact.path}/code", json={}).status_code == 401
    supervisor.answer(ANSWERS)
    supervisor.submit()
    assert supervisor.client.post(f"{supervisor.path}/code", json={}).json()["code"] == "already_submitted"
    assert not mailbox.all("sign_code")

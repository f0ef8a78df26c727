"""One draft, several doors: any may fill in, only the supervisor's own mailbox signs."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import tokens
from server.actions.doors import WRONG_CODES, by_short_code
from server.domain.doors import LINKS
from server.domain.refusal import NotFound
from server.domain.short_codes import ALPHABET
from server.reading import mail_facts
from server.storage.outbox import OutboxMessage
from tests import schools
from tests.cast import ANSWERS, CONTACT, OTHER_APPRENTICE, SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.doors import KEY, Caller, row_of, sign_code, through

Browser = Callable[[], TestClient]
OTHERS = LINKS[1:]


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
    assert (payload["schema"], payload["door"], payload["confirmed_by"]) == (3, door, "code")
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


def open_doors(apprentice: Apprentice, declaration_id: str, address: str = SUPERVISOR) -> Any:
    body = {"recipient_id": row_of(apprentice, declaration_id, address)}
    return apprentice.client.post(f"/api/declarations/{declaration_id}/doors", json=body)


def come_by(browser: Browser, link: str) -> Caller:
    public_id, secret = re.fullmatch(r"http://localhost:8000/e/([0-9a-f]{16})#(\S{43})", link).groups()
    return Caller(browser(), public_id, secret)


def by_code(browser: Browser, typed: str) -> Any:
    return browser().post("/api/short_code", json={"code": typed})


def test_the_apprentice_opens_three_doors_and_gets_the_same_each_time(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    doors = open_doors(apprentice, requested).json()
    assert open_doors(apprentice, requested).json() == doors
    assert come_by(browser, doors["shared_link"]).view()["door"] == "shared_link"
    assert come_by(browser, doors["qr_link"]).view()["door"] == "qr"
    code = doors["short_code"]
    assert set(code) <= set(ALPHABET)
    assert len(code) == 8
    for typed in (
        code,
        code.lower(),
        f" {code[:4]}-{code[4:]} ",
        code.replace("0", "o").replace("1", "l"),
        code.replace("0", "ø"),
    ):
        found = by_code(browser, typed).json()
        assert Caller(browser(), found["public_id"], found["secret"]).view()["door"] == "short_code"
    for mail in mailbox.all():
        assert not any(doors[name].split("#")[-1] in mail["text"] for name in ("shared_link", "qr_link", "short_code"))


def test_only_who_may_fill_in_has_doors(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    assert open_doors(apprentice, requested, CONTACT).status_code == 404
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    body = {"recipient_id": row_of(apprentice, requested)}
    assert stranger.client.post(f"/api/declarations/{requested}/doors", json=body).status_code == 404
    body = {"recipient_id": row_of(apprentice, requested, CONTACT)}
    apprentice.client.post(f"/api/declarations/{requested}/pen", json=body)
    assert open_doors(apprentice, requested, CONTACT).status_code == 200
    supervisor.answer(ANSWERS)
    supervisor.submit()
    assert open_doors(apprentice, requested).json()["code"] == "already_submitted"


def test_a_short_code_dies_with_the_link_the_declaration_and_after_a_week(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox, running: TestClient
) -> None:
    code = open_doors(apprentice, requested).json()["short_code"]
    wrong = by_code(browser, "ABCD 2345")
    renewed = f"/api/declarations/{requested}/recipients/{row_of(apprentice, requested)}/new_link"
    apprentice.client.post(renewed, json={})
    assert (by_code(browser, code).status_code, by_code(browser, code).json()) == (404, wrong.json())
    code = open_doors(apprentice, requested).json()["short_code"]
    assert by_code(browser, code).status_code == 200
    weeks = datetime.now(UTC) + timedelta(days=7, seconds=1)
    with pytest.raises(NotFound):
        running.portal.call(partial(by_short_code, code, "test", key=KEY, now=weeks))
    supervisor = Visitor(browser(), mailbox, SUPERVISOR)
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    assert by_code(browser, code).json() == wrong.json()


def test_guessing_short_codes_is_held_up_per_client(apprentice: Apprentice, requested: str, browser: Browser) -> None:
    code = open_doors(apprentice, requested).json()["short_code"]
    for typed in ("", "ABC", "æ" * 8, "x" * 500):  # no code at all: a slip, not a guess
        assert by_code(browser, typed).status_code == 404
    guesses = [by_code(browser, f"2345{n:04}").status_code for n in range(WRONG_CODES)]
    assert set(guesses) == {404}
    held_up = by_code(browser, code)
    assert (held_up.status_code, held_up.json()["code"]) == (429, "too_many_short_codes")


def test_the_code_of_a_schools_letter_is_told_apart_and_is_no_guess(running: TestClient, browser: Browser) -> None:
    running.portal.call(schools.summons, running.portal.call(schools.school))
    for _ in range(WRONG_CODES + 1):
        answer = by_code(browser, "abcd 2345")
        assert (answer.status_code, answer.json()["code"]) == (404, "code_of_summons")


def test_without_the_code_it_waits_until_the_mailbox_confirms(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    caller = come_by(browser, open_doors(apprentice, requested).json()["qr_link"])
    assert caller.ask_confirmation().status_code == 422
    caller.answer(ANSWERS)
    deed = str(uuid4())
    assert [caller.ask_confirmation(deed).status_code for _ in range(2)] == [200, 200]
    assert len(mailbox.all("confirmation_asked", SUPERVISOR)) == 1
    assert "QR-kode" in mailbox.all("confirmation_asked")[0]["text"]
    awaiting = apprentice.declaration(requested)["awaiting"]
    assert awaiting["door"] == "qr"
    assert awaiting == supervisor.view()["awaiting"]
    again = f"/api/declarations/{requested}/confirmation"
    assert apprentice.client.post(again, json={"confirmation_id": str(uuid4())}).status_code == 200
    assert len(mailbox.all("confirmation_asked", SUPERVISOR)) == 2
    assert caller.submit().json()["code"] == "code_needed"
    payload = supervisor.submit().json()["sealed"]["payload"]
    assert (payload["door"], payload["confirmed_by"]) == ("qr", "mail_link")
    assert apprentice.declaration(requested)["awaiting"] is None
    assert apprentice.client.post(again, json={"confirmation_id": str(uuid4())}).status_code == 409


def test_asking_for_confirmation_is_limited_and_not_for_who_can_send(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    again = f"/api/declarations/{requested}/confirmation"
    assert apprentice.client.post(again, json={"confirmation_id": str(uuid4())}).json()["code"] == "not_awaiting"
    supervisor.answer(ANSWERS)
    caller = through("shared_link", apprentice, requested, browser, mailbox)
    asked = [caller.ask_confirmation().status_code for _ in range(6)]
    assert asked == [200] * 5 + [429]
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert stranger.client.post(again, json={"confirmation_id": str(uuid4())}).status_code == 404
    moved_on = caller.client.post(
        f"{caller.path}/confirmation", json={"confirmation_id": str(uuid4())}, headers={"if-match": '"1"'}
    )
    assert moved_on.status_code == 412
    by_mail = supervisor.client.post(
        f"{supervisor.path}/confirmation", json={"confirmation_id": str(uuid4())}, headers={"if-match": '"1"'}
    )
    assert by_mail.json()["code"] == "confirmed_already"


def test_the_mail_that_asks_to_confirm_does_not_go_once_it_is_confirmed(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox, running: TestClient
) -> None:
    caller = through("qr", apprentice, requested, browser, mailbox)
    caller.answer(ANSWERS)
    caller.ask_confirmation()

    async def closed() -> str | None:
        return await mail_facts.closed(await OutboxMessage.get(kind="confirmation_asked"), datetime.now(UTC))

    assert running.portal.call(closed) is None
    supervisor.submit()
    assert running.portal.call(closed) == "nothing_to_tell"

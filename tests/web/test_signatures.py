"""Who signed: a forwarded link asks, the receipt goes to the address that was asked, and its owner can object."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests.cast import ANSWERS, APPRENTICE, CONTACT, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor

Browser = Callable[[], TestClient]
STAND_IN = {"name": "Vikar Hansen", "address": "vikar@snedkeriet.example"}


def not_me(visitor: Visitor, text: str = "Jeg var på ferie", dispute_id: str | None = None) -> Any:
    body = {"dispute_id": dispute_id or str(uuid4()), "text": text}
    return visitor.client.post(f"{visitor.path}/not_me", json=body)


def test_a_forwarded_link_is_sealed_with_who_filled_it_in_and_both_get_a_receipt(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    supervisor.answer({**ANSWERS, "supervisor.name": STAND_IN["name"], "supervisor.filled_by": STAND_IN})
    payload = supervisor.submit().json()["sealed"]["payload"]
    assert (payload["schema"], payload["filled_by"]) == (3, STAND_IN)
    assert payload["supervisor"]["address"] == SUPERVISOR
    for address, words in ((SUPERVISOR, "sendt fra dit link"), (STAND_IN["address"], "et link, der blev sendt videre")):
        (receipt,) = mailbox.all("submission_receipt", address)
        assert words in receipt["text"]
    reader = Visitor(browser(), mailbox, STAND_IN["address"])
    assert (reader.opened["may"], reader.opened["signed"]) == ("read", True)
    assert reader.opened["recipient"]["roles"] == ["workplace_contact"]
    assert not_me(reader).status_code == 200
    since = apprentice.declaration(requested)["sealed"]["disputed_at"]
    assert since
    assert not_me(supervisor).status_code == 200
    assert apprentice.declaration(requested)["sealed"]["disputed_at"] == since, "since the first who said so"


@pytest.mark.parametrize(("address", "code"), [(APPRENTICE, "address_of_apprentice"), (SCHOOL, "address_of_school")])
def test_nobody_fills_in_by_a_forwarded_link_as_the_apprentice_or_the_school(
    address: str, code: str, supervisor: Visitor, mailbox: Mailbox
) -> None:
    supervisor.answer({**ANSWERS, "supervisor.filled_by": {"name": "X", "address": address}})
    answer = supervisor.submit()
    assert (answer.status_code, answer.json()["fields"][0]["code"]) == (422, code)
    assert supervisor.view()["status"] == "requested"
    assert mailbox.all(to=SCHOOL) == []


def test_who_fills_in_from_their_own_link_is_no_stand_in(supervisor: Visitor, mailbox: Mailbox) -> None:
    own = {"name": "Mester Eksempel", "address": SUPERVISOR.upper()}
    supervisor.answer({**ANSWERS, "supervisor.filled_by": own})
    assert supervisor.submit().json()["sealed"]["payload"]["filled_by"] is None
    assert len(mailbox.all("submission_receipt")) == 1


def test_this_was_not_me_warns_the_apprentice_and_the_school_and_leaves_the_seal(
    apprentice: Apprentice, requested: str, sent: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    receipt = mailbox.all("submission_receipt", SUPERVISOR)[0]
    assert "Det var ikke mig" in receipt["text"]
    assert "Det var ikke mig" in receipt["html"]
    before, dispute_id = sent.view()["sealed"], str(uuid4())
    assert [not_me(sent, dispute_id=dispute_id).status_code for _ in range(2)] == [200, 200]
    assert not_me(sent, "Igen").json()["code"] == "already_disputed"
    mails = mailbox.all("signature_disputed")
    assert sorted(mail["to"] for mail in mails) == sorted([APPRENTICE, SCHOOL])
    assert not [mail for mail in mails if "ferie" in mail["text"] + mail["html"]]
    school = Visitor(browser(), mailbox, SCHOOL)
    for told in (sent.view(), school.opened, apprentice.declaration(requested)):
        (dispute,) = told["disputes"]
        assert (dispute["name"], dispute["text"]) == ("Mester Eksempel", "Jeg var på ferie")
        assert dispute["version_number"] == 1
        assert told["sealed"] == {**before, "disputed_at": dispute["at"]}, "the seal is as it was"


def test_only_the_address_that_signed_can_say_so(sent: Visitor, browser: Browser, mailbox: Mailbox) -> None:
    for address in (SCHOOL, CONTACT, APPRENTICE):
        reader = Visitor(browser(), mailbox, address)
        assert reader.opened["signed"] is False
        answer = not_me(reader)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_signed_here")
    assert mailbox.all("signature_disputed") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "why_missing"), (" \n", "why_missing"), ("x" * 1001, "text_too_long"), ("\u202e", "text_hidden_characters")],
)
def test_it_takes_words(text: str, code: str, sent: Visitor) -> None:
    answer = not_me(sent, text)
    assert (answer.status_code, answer.json()["fields"][0]["code"]) == (422, code)


def test_there_is_nothing_to_object_to_before_it_is_sent(supervisor: Visitor) -> None:
    assert not_me(supervisor).json()["code"] == "not_sealed"


def test_nobody_signs_from_the_mailbox_that_is_the_apprentices_own_by_now(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox
) -> None:
    supervisor.answer(ANSWERS)
    new = SUPERVISOR.replace("@", "+hjemme@")
    apprentice.client.post("/api/profile/address/code", json={"address": new})
    code = re.search(r"\b\d{6}\b", mailbox.all("address_change_code", new)[-1]["text"])[0]
    assert apprentice.client.post("/api/profile/address", json={"address": new, "code": code}).status_code == 200
    answer = supervisor.submit()
    assert (answer.status_code, answer.json()["code"]) == (409, "address_of_apprentice")
    assert supervisor.view()["status"] == "requested"

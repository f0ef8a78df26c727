"""The apprentice's phone in the supervisor's hand: what is written there is theirs, and the door shuts again."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import tokens
from server.domain.refusal import SignedOut
from server.domain.roles import Visitor as Holder
from server.storage import visible
from server.storage.declarations import Grant
from tests.cast import (
    ANSWERS,
    CONTACT,
    OTHER_APPRENTICE,
    REQUIRED,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    Visitor,
    batch,
    operation,
)
from tests.doors import KEY, Caller, row_of, sign_code

Browser = Callable[[], TestClient]


class Handed(Caller):
    """The apprentice's own phone, handed over: the same browser, with both cookies."""

    def __init__(
        self, apprentice: Apprentice, declaration_id: str, deed: str | None = None, to: str = SUPERVISOR
    ) -> None:
        self.client, self.deed = apprentice.client, deed or str(uuid4())
        body = {"hand_over_id": self.deed, "recipient_id": row_of(apprentice, declaration_id, to)}
        self.answered = self.client.post(f"/api/declarations/{declaration_id}/hand_over", json=body)
        if self.answered.status_code == 200:
            self.path = f"/api/e/{self.answered.json()['public_id']}"

    def back(self) -> Any:
        return self.client.post(f"{self.path}/close", json={})


def test_what_is_filled_in_on_the_phone_is_in_the_one_draft_and_out_of_the_apprentices_sight(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox
) -> None:
    supervisor.answer({"supervisor.remarks": "Begyndt fra mailen"})
    phone = Handed(apprentice, requested)
    view = phone.answered.json()
    assert (view["door"], view["may"]) == ("handed_over", "fill")
    assert view["answers"]["supervisor.remarks"]["value"] == "Begyndt fra mailen"
    phone.answer({"supervisor.title": "Mester"})
    assert Handed(apprentice, requested, phone.deed).answered.status_code == 200  # the answer was lost on the way
    assert phone.back().status_code == 204
    assert phone.client.get(phone.path).status_code == 401
    assert Handed(apprentice, requested, phone.deed).answered.json()["code"] == "handed_back"
    seen = apprentice.declaration(requested)
    assert not [field for field in seen["answers"] if field.startswith("supervisor.")]
    assert supervisor.view()["answers"]["supervisor.title"]["value"] == "Mester"


def test_the_phone_signs_with_the_code_like_every_door(
    apprentice: Apprentice, requested: str, mailbox: Mailbox
) -> None:
    phone = Handed(apprentice, requested)
    phone.answer(ANSWERS)
    assert phone.submit().json()["code"] == "code_needed"
    phone.ask_for_code()
    payload = phone.submit(code=sign_code(mailbox)).json()["sealed"]["payload"]
    assert (payload["door"], payload["confirmed_by"]) == ("handed_over", "code")


def test_the_apprentices_own_session_gains_nothing_by_it(apprentice: Apprentice, requested: str) -> None:
    phone = Handed(apprentice, requested)
    sent = batch(operation(f"supervisor.goal.{REQUIRED[0]}", "alone"))
    path = f"/api/declarations/{requested}/operations"
    assert apprentice.client.post(path, json=sent).json()["results"][0]["code"] == "not_yours"
    phone.answer({"supervisor.remarks": "Mesterens"})
    phone.back()
    for deed in ("operations", "submit", "code", "confirmation", "pen", "talk"):
        answer = apprentice.client.post(f"{phone.path}/{deed}", json={})
        assert (answer.status_code, answer.json()["code"]) == (401, "grant_missing"), deed
    apprentice.client.cookies.set("visitor", tokens.hand_over_token(KEY, phone.deed))  # kept from before
    assert apprentice.client.get(phone.path).status_code == 401


def test_the_mailed_link_opened_on_the_phone_leaves_no_proof_of_the_mailbox_with_the_apprentice(
    apprentice: Apprentice, requested: str, supervisor: Visitor
) -> None:
    phone = Handed(apprentice, requested)
    phone.client.post(f"{phone.path}/open", json={"secret": supervisor.secret})
    assert phone.view()["door"] == "mail_link", "whoever has the phone in hand has read the mail"
    assert Handed(apprentice, requested, phone.deed).answered.json()["door"] == "handed_over"
    phone.client.post(f"{phone.path}/open", json={"secret": supervisor.secret})
    phone.back()
    apprentice.client.cookies.set("visitor", tokens.hand_over_token(KEY, phone.deed))  # kept from before
    assert apprentice.client.get(phone.path).status_code == 401
    assert Handed(apprentice, requested, phone.deed).answered.json()["code"] == "handed_back"
    assert supervisor.view()["door"] == "mail_link"


def test_it_closes_by_itself_when_nobody_touches_it_and_opens_again_for_what_was_not_sent(
    apprentice: Apprentice, requested: str, running: TestClient
) -> None:
    phone = Handed(apprentice, requested)
    holder = Holder(phone.path.split("/")[-1], tokens.hash_token(tokens.hand_over_token(KEY, phone.deed)))
    at = datetime.now(UTC)
    running.portal.call(partial(visible.grant, holder, at + timedelta(minutes=29)))
    with pytest.raises(SignedOut):
        running.portal.call(partial(visible.grant, holder, at + timedelta(minutes=31)))
    renewed = f"/api/declarations/{requested}/recipients/{row_of(apprentice, requested)}/new_link"
    apprentice.client.post(renewed, json={})
    assert phone.client.get(phone.path).status_code == 401
    assert Handed(apprentice, requested, phone.deed).answered.status_code == 200
    assert phone.view()["may"] == "fill"


def test_the_mailed_link_opens_on_a_phone_whose_hand_over_closed_by_itself(
    apprentice: Apprentice, requested: str, supervisor: Visitor, running: TestClient
) -> None:
    phone = Handed(apprentice, requested)

    async def half_an_hour_later() -> None:
        await Grant.filter(door="handed_over").update(closes_at=datetime.now(UTC))

    running.portal.call(half_an_hour_later)
    assert phone.client.get(phone.path).status_code == 401
    opened = phone.client.post(f"{phone.path}/open", json={"secret": supervisor.secret})
    assert (opened.status_code, opened.json().get("door")) == (200, "mail_link")
    assert Handed(apprentice, requested, phone.deed).answered.json()["door"] == "handed_over"


def test_only_the_apprentice_of_the_declaration_hands_over_and_only_to_who_may_fill_in(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    assert Handed(apprentice, requested, to=CONTACT).answered.status_code == 404
    body = {"hand_over_id": str(uuid4()), "recipient_id": row_of(apprentice, requested)}
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert stranger.client.post(f"/api/declarations/{requested}/hand_over", json=body).status_code == 404
    assert browser().post(f"/api/declarations/{requested}/hand_over", json=body).status_code == 401
    draft = apprentice.make()
    assert apprentice.client.post(f"/api/declarations/{draft}/hand_over", json=body).json()["code"] == "not_requested"
    phone = Handed(apprentice, requested)
    second = apprentice.make()
    apprentice.request(second)
    assert Handed(apprentice, second, phone.deed).answered.json()["code"] == "id_reused"


def test_what_lost_without_a_network_is_told_to_who_fills_in_until_the_field_moves(
    apprentice: Apprentice, requested: str, supervisor: Visitor
) -> None:
    supervisor.answer({"supervisor.remarks": "Fra mailen", "supervisor.title": "Mester"})
    phone = Handed(apprentice, requested)
    results = phone.answer({"supervisor.remarks": "Skrevet uden net", "supervisor.title": "Mester"})["results"]
    assert [result["outcome"] for result in results] == ["conflict", "duplicate"]
    phone.back()
    [aside] = supervisor.view()["set_aside"]
    assert (aside["field"], aside["value"]) == ("supervisor.remarks", "Skrevet uden net")
    base = supervisor.view()["answers"]["supervisor.remarks"]["revision"]
    sent = batch(operation("supervisor.remarks", "Begge dele", base))
    supervisor.client.post(f"{supervisor.path}/operations", json=sent)
    assert supervisor.view()["set_aside"] == []


def test_what_comes_after_the_sealing_is_kept_as_late(
    apprentice: Apprentice, requested: str, supervisor: Visitor
) -> None:
    supervisor.answer(ANSWERS)
    supervisor.submit()
    phone = Handed(apprentice, requested)
    assert phone.answered.json()["may"] == "read"
    [result] = phone.answer({"supervisor.remarks": "Skrevet uden net"})["results"]
    assert result["outcome"] == "late"
    assert supervisor.view()["late"][0]["value"] == "Skrevet uden net"


def test_the_mailed_link_opened_on_the_phone_meanwhile_leaves_no_right_behind(
    apprentice: Apprentice, requested: str, mailbox: Mailbox
) -> None:
    phone = Handed(apprentice, requested)
    phone.client.post(f"{phone.path}/open", json={"secret": mailbox.link(SUPERVISOR)[1]})
    assert phone.view()["door"] == "mail_link"
    kept = phone.client.cookies["visitor"]
    assert phone.back().status_code == 204
    phone.client.cookies.set("visitor", kept)
    assert phone.client.get(phone.path).status_code == 401

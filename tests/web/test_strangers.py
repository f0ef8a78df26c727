"""Nobody gets at what is not theirs, and what is not theirs looks the same as what is not there."""

import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests.cast import (
    ANSWERS,
    APPRENTICE,
    CONTACT,
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

Browser = Callable[[], TestClient]


def deeds(declaration_id: str, recipient_id: str) -> list[tuple[str, str, dict[str, Any]]]:
    path = f"/api/declarations/{declaration_id}"
    sent = batch(operation("details.school_class", "x"))
    return [
        ("POST", f"{path}/operations", sent),
        ("POST", f"{path}/request", {"request_id": str(uuid4())}),
        ("POST", f"{path}/withdraw", {"withdrawal_id": str(uuid4()), "reason": "mistake"}),
        ("POST", f"{path}/discard", {"discard_id": str(uuid4())}),
        ("POST", f"{path}/restore", {"restore_id": str(uuid4())}),
        ("POST", f"{path}/pen", {"recipient_id": recipient_id}),
        ("POST", f"{path}/reply", {"reply_id": str(uuid4()), "kind": "agree", "text": ""}),
        ("POST", f"{path}/ask_correction", {"ask_id": str(uuid4()), "text": "x"}),
        ("POST", f"{path}/recipients/{recipient_id}/new_link", {}),
        ("POST", f"{path}/recipients/{recipient_id}/end_access", {}),
    ]


def recipient_id(apprentice: Apprentice, declaration_id: str, address: str) -> str:
    rows = apprentice.declaration(declaration_id)["recipients"]
    return next(row["id"] for row in rows if row["address"] == address)


def test_another_apprentice_finds_nothing(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    stranger.finish_profile()
    nowhere = str(uuid4())
    for theirs, nothing in zip(
        deeds(requested, recipient_id(apprentice, requested, CONTACT)), deeds(nowhere, nowhere), strict=True
    ):
        answers = [stranger.client.request(method, path, json=body) for method, path, body in (theirs, nothing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].json() == answers[1].json()
    body = {"edition": "bygningssnedker-2023-08.1", "specialisation": "bygningssnedker"}
    made = stranger.client.put(f"/api/declarations/{requested}", json={**body, "created_at": "2026-11-23T10:00:00Z"})
    assert made.status_code == 404
    assert stranger.client.get("/api/changes?after=0").json()["declarations"] == []
    assert apprentice.declaration(requested)["status"] == "requested"


def test_who_is_not_signed_in_gets_nothing(browser: Browser, apprentice: Apprentice, requested: str) -> None:
    nobody = browser()
    for method, path, body in deeds(requested, recipient_id(apprentice, requested, CONTACT)):
        assert nobody.request(method, path, json=body).status_code == 401
    for path in ("/api/changes?after=0", "/api/profile", "/api/sessions"):
        answer = nobody.get(path)
        assert (answer.status_code, answer.json()["code"]) == (401, "signed_out")


def test_another_workplaces_supervisor_finds_nothing(
    supervisor: Visitor, browser: Browser, mailbox: Mailbox, running: TestClient
) -> None:
    other = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    other.finish_profile()
    theirs = "anden.mester@vaerkstedet.example"
    other.request(other.make({**DETAILS, "details.supervisors": [{"name": "Anden Mester", "address": theirs}]}))
    stranger = Visitor(browser(), mailbox, theirs)
    for path, body in (
        ("", None),
        ("/operations", batch(operation("supervisor.name", "x"))),
        ("/submit", {"submission_id": str(uuid4())}),
        ("/pen", {"recipient_id": str(uuid4())}),
        ("/open", {}),
        ("/sitting/code", {}),
        ("/sitting", {"code": "123456"}),
        ("/take_back", {"take_back_id": str(uuid4())}),
        ("/correction/code", {}),
        ("/correction", {"correction_id": str(uuid4()), "code": "123456", "reason": "x"}),
        ("/correction/drop", {"drop_id": str(uuid4())}),
        ("/decline", {"decline_id": str(uuid4()), "reason": "other", "text": "x", "instead": None}),
        ("/decline/undo", {}),
        ("/read", {"read_id": str(uuid4()), "name": "x"}),
        ("/not_me", {"dispute_id": str(uuid4()), "text": "x"}),
    ):
        answer = (
            stranger.client.get(supervisor.path)
            if body is None
            else stranger.client.post(f"{supervisor.path}{path}", json=body, headers={"if-match": '"1"'})
        )
        assert (answer.status_code, answer.json()["code"]) == (401, "grant_missing")
    wrong = stranger.client.post(f"{supervisor.path}/open", json={"secret": stranger.secret})
    assert (wrong.status_code, wrong.json()["code"]) == (404, "link_unknown")


def test_a_wrong_school_and_an_unknown_link_look_the_same(supervisor: Visitor, browser: Browser) -> None:
    stranger = browser()
    answers = [
        stranger.post(f"/api/e/{public_id}/open", json={"secret": secret})
        for public_id, secret in ((supervisor.public_id, "x" * 43), ("0" * 16, supervisor.secret), ("0" * 16, ""))
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}


def test_a_read_link_reads_and_writes_nothing(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    apprentice.answer(requested, {"self.remarks": "Mit eget"})
    supervisor.answer(ANSWERS)
    contact = Visitor(browser(), mailbox, CONTACT)
    assert contact.opened["may"] == "read"
    told = json.dumps(contact.opened["answers"])
    assert "Snedkeriet Ærø" in json.loads(told)["details.workplace_name"]["value"]
    for private in ("self.", "supervisor.", SUPERVISOR, SCHOOL):
        assert private not in told
    for path, body in (
        ("/operations", batch(operation("supervisor.name", "x"))),
        ("/submit", {"submission_id": str(uuid4())}),
        ("/pen", {"recipient_id": str(uuid4())}),
    ):
        answer = contact.client.post(f"{contact.path}{path}", json=body, headers={"if-match": '"0"'})
        assert (answer.status_code, answer.json()["code"]) == (409, "reading_only")


def test_the_school_has_no_link_before_it_is_sent(requested: str, mailbox: Mailbox) -> None:
    assert mailbox.all(to=SCHOOL) == []


def test_a_new_link_closes_the_old_one_and_its_grants(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    row = recipient_id(apprentice, requested, SUPERVISOR)
    assert (
        apprentice.client.post(f"/api/declarations/{requested}/recipients/{row}/new_link", json={}).status_code == 200
    )
    assert supervisor.client.get(supervisor.path).status_code == 401
    again = supervisor.client.post(f"{supervisor.path}/open", json={"secret": supervisor.secret})
    assert (again.status_code, again.json()["code"]) == (404, "link_unknown")
    assert Visitor(browser(), mailbox, SUPERVISOR).opened["may"] == "fill"
    same_browser = Visitor(supervisor.client, mailbox, SUPERVISOR)
    assert same_browser.answer({"supervisor.remarks": "Igen"})["results"][0]["outcome"] == "applied"


def test_an_address_that_is_taken_off_is_shut_out(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    revision = apprentice.declaration(requested)["answers"]["details.supervisors"]["revision"]
    new = [{"name": "Ny Mester", "address": "ny@snedkeriet.example"}]
    sent = batch(operation("details.supervisors", new, revision))
    apprentice.client.post(f"/api/declarations/{requested}/operations", json=sent)
    assert apprentice.request(requested).status_code == 200
    assert supervisor.client.get(supervisor.path).status_code == 401
    old = supervisor.client.post(f"{supervisor.path}/open", json={"secret": supervisor.secret})
    assert old.status_code == 404
    assert Visitor(browser(), mailbox, "ny@snedkeriet.example").opened["may"] == "fill"


def test_the_mailbox_an_apprentice_has_left_gets_and_reads_nothing_more(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    left = Visitor(browser(), mailbox, APPRENTICE)
    new = "ny@post.example"
    apprentice.client.post("/api/profile/address/code", json={"address": new})
    code = re.search(r"\b\d{6}\b", mailbox.all("address_change_code", new)[-1]["text"])[0]
    assert apprentice.client.post("/api/profile/address", json={"address": new, "code": code}).status_code == 200
    assert left.client.get(left.path).status_code == 401
    assert left.client.post(f"{left.path}/open", json={"secret": left.secret}).status_code == 404
    own = [row for row in apprentice.declaration(requested)["recipients"] if "apprentice" in row["roles"]]
    assert [row["address"] for row in own] == [new]
    assert left.client.post(f"{left.path}/fresh_link", json={}).status_code == 202
    assert mailbox.all("fresh_link", APPRENTICE) == []
    assert Visitor(browser(), mailbox, new).opened["sealed"]["number"] == 1


def test_a_link_in_the_apprentices_own_browser_is_a_visitor_all_the_same(
    apprentice: Apprentice, requested: str, mailbox: Mailbox
) -> None:
    """The path decides whose eyes count: signed in beside it, the apprentice's session fills in nothing."""
    visitor = Visitor(apprentice.client, mailbox, CONTACT)
    refused = visitor.client.post(f"{visitor.path}/operations", json=batch(operation("supervisor.name", "Mig selv")))
    assert refused.json()["code"] == "reading_only"
    mine = apprentice.answer(requested, {"supervisor.name": "Mig selv"})
    assert [result["code"] for result in mine] == ["not_yours"]
    assert apprentice.client.get("/api/profile").json()["address"] == APPRENTICE


def test_a_supervisor_does_not_write_the_apprentices_fields(supervisor: Visitor) -> None:
    results = supervisor.answer({"self.remarks": "x", "details.workplace_name": "x"})["results"]
    assert [result["code"] for result in results] == ["not_yours", "not_yours"]


def test_opening_a_link_changes_nothing_but_that_it_was_opened(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    before = apprentice.declaration(requested)
    public_id, secret = mailbox.link(SUPERVISOR)
    stranger = browser()
    assert stranger.get(f"/e/{public_id}").status_code in (200, 503)  # the page itself, before the app is built too
    for _ in range(3):
        stranger.post(f"/api/e/{public_id}/open", json={"secret": secret})
    after = apprentice.declaration(requested)
    opened = next(row for row in after["recipients"] if row["address"] == SUPERVISOR)["opened_at"]
    assert opened
    assert [(one["way"], one["first_at"]) for one in after.pop("openings")] == [("link", opened)]
    assert before.pop("openings") == []
    for row in (*before["recipients"], *after["recipients"]):
        row.pop("opened_at"), row.pop("mail"), row.pop("mail_at")
    assert before == after


@pytest.mark.parametrize("status", ["draft", "submitted", "withdrawn"])
def test_steps_cannot_be_skipped_or_taken_twice(
    status: str, apprentice: Apprentice, browser: Browser, mailbox: Mailbox
) -> None:
    declaration_id = apprentice.make()
    path = f"/api/declarations/{declaration_id}"
    allowed = {"draft": {"request", "withdraw"}, "submitted": set(), "withdrawn": set()}[status]
    if status != "draft":
        apprentice.request(declaration_id)
        visitor = Visitor(browser(), mailbox, SUPERVISOR)
        if status == "submitted":
            visitor.answer(ANSWERS)
            assert visitor.submit().status_code == 200
        else:
            withdrawal = {"withdrawal_id": str(uuid4()), "reason": "mistake"}
            assert apprentice.client.post(f"{path}/withdraw", json=withdrawal).status_code == 200
        assert visitor.submit(submission_id=str(uuid4())).status_code == 409
        late = visitor.answer({"supervisor.remarks": "For sent"})["results"][0]
        assert late["outcome"] == "late"
    if "request" not in allowed:
        assert apprentice.request(declaration_id).status_code == 409
    if "withdraw" not in allowed:
        withdrawal = {"withdrawal_id": str(uuid4()), "reason": "mistake"}
        assert apprentice.client.post(f"{path}/withdraw", json=withdrawal).status_code == 409


def test_another_persons_session_cannot_be_ended(apprentice: Apprentice, browser: Browser, mailbox: Mailbox) -> None:
    mine = apprentice.client.get("/api/sessions").json()["sessions"][0]["id"]
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert stranger.client.post(f"/api/sessions/{mine}/end", json={}).status_code == 404
    assert apprentice.client.get("/api/profile").status_code == 200


def test_an_ended_session_is_out_at_once(apprentice: Apprentice, browser: Browser, mailbox: Mailbox) -> None:
    second = Apprentice(browser(), mailbox, APPRENTICE)
    assert len(second.client.get("/api/sessions").json()["sessions"]) == 2
    assert second.client.post("/api/sessions/end_others", json={}).status_code == 204
    assert apprentice.client.get("/api/profile").status_code == 401
    assert second.client.post("/api/sign_out", json={}).status_code == 204
    assert second.client.get("/api/profile").status_code == 401

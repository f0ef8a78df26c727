"""The whole loop over HTTP: prepared, asked for, filled in, sealed, delivered."""

from collections.abc import Callable
from uuid import uuid4

from starlette.testclient import TestClient

from server.domain import seal
from tests.cast import (
    ANSWERS,
    APPRENTICE,
    CONTACT,
    REQUIRED,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    Visitor,
    batch,
    operation,
)

Browser = Callable[[], TestClient]


def test_a_declaration_goes_all_the_way(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox, browser: Browser
) -> None:
    assert {(mail["kind"], mail["to"]) for mail in mailbox.all()} - {("sign_in_code", APPRENTICE)} == {
        ("declaration_requested", SUPERVISOR),
        ("declaration_contact", CONTACT),
    }
    assert supervisor.opened["may"] == "fill"
    assert supervisor.opened["required"] == REQUIRED
    supervisor.answer(ANSWERS)
    answer = supervisor.submit()
    assert answer.status_code == 200, answer.text
    sealed = answer.json()["sealed"]
    assert sealed["payload"]["special_needs"] == "Mere tid til tegning"
    assert [goal["reached"] for goal in sealed["payload"]["goals"]] == [True] * len(REQUIRED)
    delivered = {(mail["kind"], mail["to"]) for mail in mailbox.all() if sealed["digest"] in mail["text"]}
    assert delivered == {
        ("declaration_submitted", APPRENTICE),
        ("declaration_submitted", SCHOOL),
        ("declaration_submitted", CONTACT),
        ("submission_receipt", SUPERVISOR),
    }
    school = Visitor(browser(), mailbox, SCHOOL)
    assert school.opened["sealed"] == sealed
    assert apprentice.declaration(requested)["sealed"] == sealed


def test_no_mail_tells_an_assessment_or_special_needs(supervisor: Visitor, mailbox: Mailbox) -> None:
    supervisor.answer({**ANSWERS, "supervisor.remarks": "Hemmelig bemærkning"})
    assert supervisor.submit().status_code == 200
    for mail in mailbox.all():
        for secret in ("Mere tid til tegning", "Hemmelig bemærkning", "Som rutine", "routine"):
            assert secret not in mail["subject"] + mail["text"] + mail["html"]


def test_the_apprentice_sees_how_far_it_is_but_not_the_draft(
    apprentice: Apprentice, requested: str, supervisor: Visitor
) -> None:
    supervisor.answer({f"supervisor.goal.{REQUIRED[0]}": "alone", "supervisor.remarks": "kladde"})
    seen = apprentice.declaration(requested)
    assert seen["progress"] == {"required": len(REQUIRED), "answered": 1}
    assert not [field for field in seen["answers"] if field.startswith("supervisor.")]
    assert next(r for r in seen["recipients"] if r["address"] == SUPERVISOR)["opened_at"]


def test_a_repeated_submission_is_done_once(supervisor: Visitor, mailbox: Mailbox) -> None:
    supervisor.answer(ANSWERS)
    revision, submission_id = supervisor.view()["revision"], str(uuid4())
    first = supervisor.submit(revision, submission_id)
    mails = len(mailbox.all())
    again = supervisor.submit(revision, submission_id)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["sealed"] == again.json()["sealed"]
    assert len(mailbox.all()) == mails
    other = supervisor.submit(revision)
    assert (other.status_code, other.json()["code"]) == (409, "already_submitted")


def test_a_submission_of_answers_that_moved_on_is_refused_with_the_fresh_ones(supervisor: Visitor) -> None:
    supervisor.answer(ANSWERS)
    answer = supervisor.submit(revision=supervisor.view()["revision"] - 1)
    assert (answer.status_code, answer.json()["code"]) == (412, "answers_moved_on")
    assert answer.json()["view"]["answers"]["supervisor.name"]["value"] == "Mester Eksempel"
    assert supervisor.view()["sealed"] is None


def test_what_is_missing_is_said_at_each_field(supervisor: Visitor) -> None:
    answer = supervisor.submit()
    assert answer.status_code == 422
    told = {problem["field"]: problem["message"] for problem in answer.json()["fields"]}
    assert set(told) == {
        *(f"supervisor.goal.{key}" for key in REQUIRED),
        "supervisor.functions_confirmed",
        "supervisor.machines_confirmed",
        "supervisor.goals_reached",
        "supervisor.talked_through_on",
        "supervisor.name",
    }
    assert told["supervisor.name"] == "Skriv dit navn."


def test_the_first_of_several_supervisors_to_send_closes_it_and_the_others_are_told(
    apprentice: Apprentice, browser: Browser, mailbox: Mailbox
) -> None:
    declaration_id = apprentice.make()
    two = [{"name": "A", "address": SUPERVISOR}, {"name": "B", "address": "anden.mester@snedkeriet.example"}]
    base = apprentice.declaration(declaration_id)["answers"]["details.supervisors"]["revision"]
    sent = batch(operation("details.supervisors", two, base))
    apprentice.client.post(f"/api/declarations/{declaration_id}/operations", json=sent)
    apprentice.request(declaration_id)
    first = Visitor(browser(), mailbox, SUPERVISOR)
    second = Visitor(browser(), mailbox, "anden.mester@snedkeriet.example")
    first.answer(ANSWERS)
    assert second.view()["answers"]["supervisor.name"]["value"] == "Mester Eksempel"
    assert first.submit().status_code == 200
    assert mailbox.all("submitted_by_colleague", "anden.mester@snedkeriet.example")
    assert second.submit().json()["code"] == "already_submitted"
    assert second.view()["may"] == "read"


def test_a_contact_reads_and_fills_in_once_the_pen_is_handed_over(
    supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact = Visitor(browser(), mailbox, CONTACT)
    assert contact.opened["may"] == "read"
    assert not [field for field in contact.opened["answers"] if field.startswith(("self.", "supervisor."))]
    refused = contact.client.post(f"{contact.path}/operations", json=batch(operation("supervisor.name", "Svend")))
    assert (refused.status_code, refused.json()["code"]) == (409, "reading_only")
    contact_id = next(known["id"] for known in supervisor.view()["contacts"] if known["address"] == CONTACT)
    assert supervisor.client.post(f"{supervisor.path}/pen", json={"recipient_id": contact_id}).status_code == 200
    assert mailbox.all("pen_handed", CONTACT)
    assert contact.view()["may"] == "fill"
    contact.answer(ANSWERS)
    assert contact.submit().status_code == 200


def test_a_withdrawn_declaration_takes_no_more_answers_and_tells_who_was_asked(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox
) -> None:
    supervisor.answer({"supervisor.remarks": "halvt"})
    body = {"withdrawal_id": str(uuid4()), "reason": "taken_over"}
    path = f"/api/declarations/{requested}/withdraw"
    assert apprentice.client.post(path, json=body).json()["status"] == "withdrawn"
    assert apprentice.client.post(path, json=body).json()["status"] == "withdrawn"
    assert len(mailbox.all("declaration_withdrawn", SUPERVISOR)) == 1
    late = supervisor.answer({"supervisor.name": "For sent"})["results"][0]
    assert late["outcome"] == "late"
    assert supervisor.submit().json()["code"] == "withdrawn"


def test_the_digest_can_be_checked_by_anybody_with_salt_and_payload(supervisor: Visitor) -> None:
    supervisor.answer(ANSWERS)
    sealed = supervisor.submit().json()["sealed"]
    assert seal.version_digest("", sealed["payload"]["declaration"]["id"], 1, "x") != sealed["digest"]
    assert len(sealed["digest"]) == 64

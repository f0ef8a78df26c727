"""The supervisor says no with a reason, names the right person, or changes their mind; the apprentice is told."""

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
    REQUIRED,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    Visitor,
    batch,
    operation,
)
from tests.doors import row_of, through

Browser = Callable[[], TestClient]
RIGHT = {"name": "Den Rette", "address": "den.rette@snedkeriet.example"}


def decline(visitor: Visitor, reason: str = "cannot", text: str = "Jeg er på barsel", **more: Any) -> Any:
    body = {"decline_id": str(uuid4()), "reason": reason, "text": text, "instead": None, **more}
    return visitor.client.post(f"{visitor.path}/decline", json=body)


def recipient(apprentice: Apprentice, declaration_id: str, address: str) -> dict[str, Any]:
    rows = apprentice.declaration(declaration_id)["recipients"]
    return next(row for row in rows if row["address"] == address)


def test_a_no_is_told_to_the_apprentice_with_the_reason_and_taken_back_by_the_same_link(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox
) -> None:
    body = {"decline_id": str(uuid4())}
    assert decline(supervisor, "not_here", "Han var hos Hansen", **body).status_code == 200
    assert decline(supervisor, "not_here", "Han var hos Hansen", **body).status_code == 200
    declined = recipient(apprentice, requested, SUPERVISOR)["declined"]
    assert (declined["reason"], declined["text"]) == ("not_here", "Han var hos Hansen")
    assert supervisor.view()["declined"] == declined
    mails = mailbox.all("request_declined", APPRENTICE)
    assert len(mails) == 1
    assert f"/app/declarations/{requested}" in mails[0]["text"]
    assert "Hansen" not in mails[0]["text"] + mails[0]["html"]
    assert apprentice.declaration(requested)["status"] == "requested"
    for _ in range(2):
        assert supervisor.client.post(f"{supervisor.path}/decline/undo", json={}).json()["declined"] is None
    assert recipient(apprentice, requested, SUPERVISOR)["declined"] is None
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200


def test_the_right_person_gets_a_link_and_the_old_one_is_closed(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    supervisor.answer({f"supervisor.goal.{REQUIRED[0]}": "alone"})
    revision = apprentice.declaration(requested)["revision"]
    body = {"decline_id": str(uuid4()), "instead": RIGHT}
    assert decline(supervisor, "not_me", " Spørg efter kl. 15 ", **body).status_code == 200
    told = apprentice.declaration(requested)
    assert told["answers"]["details.supervisors"]["value"] == [RIGHT]
    assert told["revision"] > revision
    assert SUPERVISOR not in [row["address"] for row in told["recipients"]]
    assert supervisor.client.get(supervisor.path).status_code == 401
    again = supervisor.client.post(f"{supervisor.path}/open", json={"secret": supervisor.secret})
    assert again.status_code == 404
    said = recipient(apprentice, requested, RIGHT["address"])["passed_on"]
    assert [(one["reason"], one["text"]) for one in said] == [("not_me", "Spørg efter kl. 15")]
    told_mail = mailbox.all("request_declined", APPRENTICE)[-1]
    for form in ("text", "html"):
        assert "Den Rette er skrevet på" in told_mail[form]
        assert "en besked til dig" in told_mail[form]
        assert "kl. 15" not in told_mail[form]
        asks = mailbox.all("declaration_requested", RIGHT["address"])[-1][form]
        assert f"{said[0]['name']} har peget på dig" in asks
        assert "har peget" not in mailbox.all("declaration_requested", SUPERVISOR)[-1][form]
    assert decline(supervisor, "not_me", "", **body).status_code == 200, "an answer that was lost on its way"
    assert len(mailbox.all("declaration_requested", RIGHT["address"])) == 1
    right = Visitor(browser(), mailbox, RIGHT["address"])
    assert right.opened["answers"][f"supervisor.goal.{REQUIRED[0]}"]["value"] == "alone", "what was begun stays"
    right.answer(ANSWERS)
    assert right.submit().json()["sealed"]["payload"]["supervisor"]["address"] == RIGHT["address"]


def test_naming_another_touches_no_other_address_that_is_being_written(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox
) -> None:
    """The apprentice's phone sends addresses as they are typed; only "send" asks for mails to them."""
    sent = batch(operation("details.others", [{"name": "", "address": "halvt@skrev.et"}]))
    apprentice.client.post(f"/api/declarations/{requested}/operations", json=sent)
    assert decline(supervisor, "not_me", "", instead=RIGHT).status_code == 200
    assert "halvt@skrev.et" not in [row["address"] for row in apprentice.declaration(requested)["recipients"]]
    assert {row["address"] for row in apprentice.declaration(requested)["recipients"]} == {
        RIGHT["address"], SCHOOL, CONTACT,
    }  # fmt: skip


def test_a_known_contact_can_be_named(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    assert decline(supervisor, "not_me", "", instead={"name": "Svend", "address": CONTACT}).status_code == 200
    row = recipient(apprentice, requested, CONTACT)
    assert set(row["roles"]) == {"supervisor", "workplace_contact"}
    assert row["passed_on"][0]["reason"] == "not_me"
    assert mailbox.all("declaration_requested", CONTACT)
    assert Visitor(browser(), mailbox, CONTACT).opened["may"] == "fill"


@pytest.mark.parametrize(
    ("instead", "field", "code"),
    [
        ({"name": "Selv", "address": APPRENTICE}, "instead.address", "address_of_apprentice"),
        ({"name": "Selv", "address": "laerling+2@post.example"}, "instead.address", "address_of_apprentice"),
        ({"name": "Skolen", "address": SCHOOL}, "instead.address", "address_of_school"),
        ({"name": "Mig", "address": SUPERVISOR}, "instead.address", "address_your_own"),
        ({"name": "X", "address": "x"}, "instead.address", "address_form"),
        ({"name": " ", "address": RIGHT["address"]}, "instead.name", "supervisor_name_missing"),
        ({"name": "X" * 121, "address": RIGHT["address"]}, "instead.name", "text_too_long"),
        ({"name": 1, "address": []}, "instead", "value_wrong_type"),
        ({"name": "X"}, "instead", "value_wrong_type"),
    ],
)
def test_an_address_that_may_not_be_named_is_said_at_its_field(
    instead: Any, field: str, code: str, supervisor: Visitor, mailbox: Mailbox
) -> None:
    before = len(mailbox.all())
    answer = decline(supervisor, "not_me", "", instead=instead)
    assert answer.status_code == 422
    assert [(problem["field"], problem["code"]) for problem in answer.json()["fields"]] == [(field, code)]
    assert supervisor.view()["declined"] is None
    assert len(mailbox.all()) == before


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"reason": "sulten"}, "reason", "value_wrong_type"),
        ({"text": "  "}, "text", "why_missing"),
        ({"text": "x" * 1001}, "text", "text_too_long"),
        ({"text": "a\u202eb"}, "text", "text_hidden_characters"),
        ({"reason": "not_here", "instead": RIGHT}, "instead", "value_wrong_type"),
        ({"instead": []}, "instead", "value_wrong_type"),
        ({"decline_id": "1"}, "decline_id", "value_wrong_type"),
    ],
)
def test_a_no_without_words_or_reason_is_not_taken(body: Any, field: str, code: str, supervisor: Visitor) -> None:
    answer = decline(supervisor, **body)
    assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, field)
    assert answer.json()["fields"][0]["code"] == code


def test_only_who_may_fill_in_can_decline_and_only_while_it_is_open(
    supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact = Visitor(browser(), mailbox, CONTACT)
    assert decline(contact).json()["code"] == "reading_only"
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    assert (decline(supervisor).status_code, decline(supervisor).json()["code"]) == (409, "already_submitted")


def test_declining_is_limited(supervisor: Visitor) -> None:
    answers = [decline(supervisor).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_a_training_centre_may_be_named_at_the_schools_address(
    apprentice: Apprentice, browser: Browser, mailbox: Mailbox
) -> None:
    declaration_id = apprentice.make({**DETAILS, "details.training_centre": True})
    apprentice.request(declaration_id)
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    assert decline(visitor, "not_me", "", instead={"name": "Centret", "address": SCHOOL}).status_code == 200
    assert set(recipient(apprentice, declaration_id, SCHOOL)["roles"]) == {"school", "supervisor"}


def test_an_address_that_is_asked_anew_has_not_declined(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    decline(supervisor, "not_me", "", instead=RIGHT)
    right = Visitor(browser(), mailbox, RIGHT["address"])
    assert decline(right, "not_me", "", instead={"name": "Mester", "address": SUPERVISOR}).status_code == 200
    assert recipient(apprentice, requested, SUPERVISOR)["declined"] is None
    assert Visitor(browser(), mailbox, SUPERVISOR).opened["may"] == "fill"


def test_a_contact_whose_address_is_corrected_keeps_the_pen(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact = next(known["id"] for known in supervisor.view()["contacts"] if known["address"] == CONTACT)
    supervisor.client.post(f"{supervisor.path}/pen", json={"recipient_id": contact})
    revision = apprentice.declaration(requested)["answers"]["details.workplace_contacts"]["revision"]
    right = [{"name": "Svend", "address": "svend.hansen@snedkeriet.example"}]
    sent = batch(operation("details.workplace_contacts", right, revision))
    apprentice.client.post(f"/api/declarations/{requested}/operations", json=sent)
    assert apprentice.request(requested).status_code == 200
    assert mailbox.all("pen_handed", "svend.hansen@snedkeriet.example")
    assert Visitor(browser(), mailbox, "svend.hansen@snedkeriet.example").opened["may"] == "fill"


def test_a_door_that_the_apprentice_opened_says_no_but_names_nobody(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    caller = through("short_code", apprentice, requested, browser, mailbox)
    named = {"decline_id": str(uuid4()), "reason": "not_me", "text": "", "instead": RIGHT}
    answer = caller.client.post(f"{caller.path}/decline", json=named)
    assert (answer.status_code, answer.json()["code"]) == (409, "mailbox_needed")
    assert mailbox.all(to=RIGHT["address"]) == []
    said = {**named, "text": "Spørg Den Rette", "instead": None}
    assert caller.client.post(f"{caller.path}/decline", json=said).status_code == 200
    assert recipient(apprentice, requested, SUPERVISOR)["declined"]["text"] == "Spørg Den Rette"


def test_the_name_that_stands_is_known_for_whose_it_is(
    supervisor: Visitor, apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    assert supervisor.view()["own_name"] is None
    supervisor.answer({"supervisor.name": "Mester Eksempel"})
    pen = {"recipient_id": row_of(apprentice, requested, CONTACT)}
    assert supervisor.client.post(f"{supervisor.path}/pen", json=pen).status_code == 200
    colleague = Visitor(browser(), mailbox, CONTACT)
    assert (supervisor.view()["own_name"], colleague.view()["own_name"]) == (True, False)
    stands = colleague.view()["answers"]["supervisor.name"]["revision"]
    sent = batch(operation("supervisor.name", "Svend", stands))
    assert colleague.client.post(f"{colleague.path}/operations", json=sent).status_code == 200
    assert (supervisor.view()["own_name"], colleague.view()["own_name"]) == (False, True)

"""Correcting a declaration that was sent: a code, a reason, a second version beside the first; or dropped again."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from starlette.testclient import TestClient

from server.actions import erasure
from server.storage.corrections import Correction
from server.storage.sealed import SealedVersion
from server.web import who
from tests.cast import (
    APPRENTICE,
    CONTACT,
    FUNCTION,
    REQUIRED,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    Visitor,
    batch,
    operation,
)
from tests.doors import through

Browser = Callable[[], TestClient]
REASON = "Et mål var sat for lavt"


def code(visitor: Visitor, mailbox: Mailbox) -> str:
    answer = visitor.client.post(f"{visitor.path}/correction/code", json={})
    assert answer.status_code == 202, answer.text
    return re.search(r"\b\d{6}\b", mailbox.all("correction_code", SUPERVISOR)[-1]["text"])[0]


def begin(visitor: Visitor, code: str, reason: str = REASON, deed: str | None = None) -> Any:
    body = {"correction_id": deed or str(uuid4()), "code": code, "reason": reason}
    return visitor.client.post(f"{visitor.path}/correction", json=body)


def change(visitor: Visitor, values: dict[str, Any]) -> list[str]:
    """As the form does it: built on what stands."""
    stands = visitor.view()["answers"]
    sent = [operation(field, value, stands.get(field, {}).get("revision", 0)) for field, value in values.items()]
    answer = visitor.client.post(f"{visitor.path}/operations", json=batch(*sent))
    return [result["outcome"] for result in answer.json()["results"]]


def drop(visitor: Visitor, deed: str | None = None) -> Any:
    return visitor.client.post(f"{visitor.path}/correction/drop", json={"drop_id": deed or str(uuid4())})


def test_a_correction_stands_beside_the_version_before_and_everybody_sees_what_differs(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, browser: Browser
) -> None:
    first = sent.view()["sealed"]
    school = Visitor(browser(), mailbox, SCHOOL)
    typed, deed = code(sent, mailbox), str(uuid4())
    assert begin(sent, typed, deed=deed).status_code == 200
    view = begin(sent, typed, deed=deed).json()
    assert (view["status"], view["may"], view["correction"]["reason"]) == ("correcting", "fill", REASON)
    assert view["answers"]["supervisor.special_needs"]["value"] == "Mere tid til tegning"
    assert apprentice.answer(requested, {"self.remarks": "For sent"})[0]["outcome"] == "late"
    goal = f"supervisor.goal.{REQUIRED[0]}"
    assert change(sent, {goal: "alone", "supervisor.remarks": "Ny bemærkning"}) == ["applied", "applied"]
    for seen in (school.view(), apprentice.declaration(requested)):
        assert (seen["status"], seen["sealed"]) == ("correcting", first)
        assert "Ny bemærkning" not in str(seen)
        assert seen.get("correction") is None
    answer = sent.submit()
    assert answer.status_code == 200, answer.text
    second = answer.json()["sealed"]
    assert second["payload"]["correction"] == {"of": 1, "reason": REASON}
    assert (second["number"], second["payload"]["declaration"]["number"]) == (2, 2)
    assert second["differences"] == [
        {
            "field": "goal",
            "name": first["payload"]["goals"][0]["text"],
            "before": "Som rutine",
            "after": "På egen hånd",
        },
        {"field": "remarks", "name": "", "before": "", "after": "Ny bemærkning"},
    ]
    assert second["versions"] == [{key: value for key, value in first.items() if key != "versions"}]
    for seen in (school.view(), apprentice.declaration(requested)):
        assert (seen["status"], seen["sealed"]) == ("submitted", second)
    told = {(mail["kind"], mail["to"]) for mail in mailbox.all() if second["digest"] in mail["text"]}
    others = {("declaration_corrected", address) for address in (APPRENTICE, SCHOOL, CONTACT)}
    assert told == {*others, ("submission_receipt", SUPERVISOR)}
    for mail in mailbox.all("declaration_corrected"):
        assert not [
            secret for secret in (REASON, "Ny bemærkning", "På egen hånd") if secret in mail["text"] + mail["html"]
        ]


def test_only_a_fresh_code_and_a_reason_open_it(
    requested: str, sent: Visitor, apprentice: Apprentice, mailbox: Mailbox, browser: Browser
) -> None:
    typed = code(sent, mailbox)
    assert code(sent, mailbox) == typed, "asked for again, it is the same"
    wrong = f"{(int(typed) + 1) % 10**6:06}"
    assert begin(sent, wrong).json()["fields"][0]["code"] == "code_wrong"
    assert begin(sent, typed, "  ").json()["fields"][0]["code"] == "why_missing"
    assert begin(sent, typed, "x" * 4001).json()["fields"][0]["code"] == "text_too_long"
    other = Visitor(browser(), mailbox, SUPERVISOR)
    assert begin(other, typed).json()["fields"][0]["code"] == "code_wrong", "a code belongs to the browser that asked"
    contact = Visitor(browser(), mailbox, CONTACT)
    for visitor, said in ((contact, "reading_only"),):
        assert visitor.client.post(f"{visitor.path}/correction/code", json={}).json()["code"] == said
        assert begin(visitor, typed).json()["code"] == said
        assert drop(visitor).json()["code"] == said
    assert browser().post(f"{sent.path}/correction/code", json={}).json()["code"] == "grant_missing"
    assert sent.view()["status"] == "submitted"
    assert drop(sent).json()["code"] == "not_correcting"
    assert begin(sent, typed).status_code == 200
    assert begin(sent, typed).json()["code"] == "already_correcting"
    assert sent.client.post(f"{sent.path}/correction/code", json={}).json()["code"] == "already_correcting"
    shared = through("shared_link", apprentice, requested, browser, mailbox)
    refused = shared.client.post(f"{shared.path}/correction/drop", json={"drop_id": str(uuid4())})
    assert refused.json()["code"] == "mailbox_needed"


def test_nothing_is_corrected_before_it_is_sent(supervisor: Visitor) -> None:
    answer = supervisor.client.post(f"{supervisor.path}/correction/code", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "not_sealed")


def test_a_correction_that_changes_nothing_is_not_sent(sent: Visitor, mailbox: Mailbox) -> None:
    begin(sent, code(sent, mailbox))
    assert sent.submit().json()["code"] == "nothing_corrected"
    assert sent.view()["status"] == "correcting"


def test_a_dropped_correction_leaves_what_was_sealed_and_loses_nothing_that_was_typed(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, running: TestClient
) -> None:
    before = sent.view()["sealed"]
    for round_number in (1, 2):
        assert begin(sent, code(sent, mailbox)).status_code == 200
        values = sent.view()["answers"]
        assert values["supervisor.special_needs"]["value"] == "Mere tid til tegning"
        assert values.get("supervisor.remarks", {}).get("value") is None
        changed = {"supervisor.special_needs": f"Noget andet {round_number}", "supervisor.remarks": "Nyt"}
        assert change(sent, {**changed, f"supervisor.function.{FUNCTION}": False}) == ["applied"] * 3
        deed = str(uuid4())
        assert drop(sent, deed).status_code == 200
        assert drop(sent, deed).status_code == 200
        seen = sent.view()
        assert (seen["status"], seen["may"], seen["sealed"], seen["correction"]) == ("submitted", "read", before, None)
    assert apprentice.declaration(requested)["sealed"] == before
    assert not mailbox.all("declaration_corrected")
    begin(sent, code(sent, mailbox))
    assert sent.submit().json()["code"] == "nothing_corrected", "the answers are what was sealed"


def test_a_second_version_can_be_corrected_too_and_erasing_one_opens_no_other(
    sent: Visitor, mailbox: Mailbox, running: TestClient, apprentice: Apprentice, requested: str
) -> None:
    for text in ("Anden", "Tredje"):
        begin(sent, code(sent, mailbox), f"Grund {text}")
        change(sent, {"supervisor.remarks": text})
        assert sent.submit().status_code == 200
    seen = apprentice.declaration(requested)["sealed"]
    assert [version["number"] for version in (seen, *seen["versions"])] == [3, 2, 1]
    assert seen["payload"]["correction"] == {"of": 2, "reason": "Grund Tredje"}
    assert seen["differences"] == [{"field": "remarks", "name": "", "before": "Anden", "after": "Tredje"}]

    async def erase_the_second() -> None:
        version = await SealedVersion.get(declaration_id=UUID(requested), number=2)
        await erasure.erase(version.id, "asked", now=who.now())

    async def reasons() -> list[str]:
        return list(await Correction.all().order_by("begun_at").values_list("reason", flat=True))

    running.portal.call(partial(erase_the_second))
    seen = apprentice.declaration(requested)["sealed"]
    assert [bool(version["payload"]) for version in (seen, *seen["versions"])] == [True, False, True]
    assert (seen["differences"], seen["versions"][0]["differences"]) == ([], [])
    assert running.portal.call(reasons) == ["Grund Anden", ""], "why the erased version was wrong"
    assert sent.client.get("/readyz").status_code == 200

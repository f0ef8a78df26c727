"""The apprentice is told what is true of each recipient, and nothing that is only likely."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

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
)
from tests.doors import through

Browser = Callable[[], TestClient]


def recipient(apprentice: Apprentice, declaration_id: str, address: str = SUPERVISOR) -> dict[str, Any]:
    rows = apprentice.declaration(declaration_id)["recipients"]
    return next(row for row in rows if row["address"] == address)


def mark_read(visitor: Visitor, name: str, read_id: str | None = None) -> Any:
    body = {"read_id": read_id or str(uuid4()), "name": name}
    return visitor.client.post(f"{visitor.path}/read", json=body)


def test_a_visit_is_only_a_visit_and_begun_comes_from_a_first_answer(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    before = recipient(apprentice, requested)
    assert (before["opened_at"], before["begun_at"], before["answered"]) == (None, None, 0)
    assert before["mail"] in ("waiting", "sent")
    assert before["mail_at"]
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    visitor.answer({"supervisor.name": "Mester Eksempel"})  # what "Ja, det er mig" writes by itself
    opened = recipient(apprentice, requested)
    assert opened["opened_at"]
    assert opened["begun_at"] is None
    visitor.answer({f"supervisor.goal.{REQUIRED[0]}": "alone"})
    visitor.answer({"supervisor.remarks": "mere"})
    begun = recipient(apprentice, requested)
    assert begun["opened_at"] < begun["begun_at"] < begun["answered_at"]
    assert begun["answered"] == 1
    contact = recipient(apprentice, requested, CONTACT)
    assert (contact["begun_at"], contact["answered"], contact["declined"], contact["read"]) == (None, 0, None, None)
    school = recipient(apprentice, requested, SCHOOL)
    assert (school["mail"], school["mail_because"], school["mail_at"]) == ("none", None, None)


def test_read_is_said_by_a_name_and_the_newest_stands(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    assert mark_read(supervisor, "For tidligt").json()["code"] == "not_sealed"
    supervisor.answer(ANSWERS)
    supervisor.submit()
    school = Visitor(browser(), mailbox, SCHOOL)
    school.view()
    assert recipient(apprentice, requested, SCHOOL)["read"] is None
    read_id = str(uuid4())
    assert mark_read(school, " Lise Lærer ", read_id).json()["read"]["name"] == "Lise Lærer"
    assert mark_read(school, "Kontoret").status_code == 200
    assert mark_read(school, "Lise Lærer", read_id).json()["read"]["name"] == "Kontoret", "a repeat changes nothing"
    told = recipient(apprentice, requested, SCHOOL)["read"]
    assert (told["name"], told["version_number"]) == ("Kontoret", 1)


def test_reading_is_not_marked_by_the_apprentice_nor_without_a_name(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    supervisor.answer(ANSWERS)
    supervisor.submit()
    own = Visitor(browser(), mailbox, APPRENTICE)
    assert (mark_read(own, "Mig").status_code, mark_read(own, "Mig").json()["code"]) == (409, "reading_only")
    shown = through("shared_link", apprentice, requested, browser, mailbox)
    assert mark_read(shown, "Mester").json()["code"] == "mail_link_only"
    school = Visitor(browser(), mailbox, SCHOOL)
    for name, code in (("", "your_name_missing"), ("x" * 121, "text_too_long"), ("a\u202e", "text_hidden_characters")):
        answer = mark_read(school, name)
        assert (answer.status_code, answer.json()["fields"][0]["code"]) == (422, code)
    assert school.view()["read"] is None


@pytest.mark.parametrize("path", ["decline", "decline/undo", "read", "not_me"])
def test_nothing_is_said_from_a_link_that_was_not_opened(path: str, supervisor: Visitor, browser: Browser) -> None:
    bodies = {
        "decline": {"decline_id": str(uuid4()), "reason": "other", "text": "x", "instead": None},
        "decline/undo": {},
        "read": {"read_id": str(uuid4()), "name": "x"},
        "not_me": {"dispute_id": str(uuid4()), "text": "x"},
    }
    answer = browser().post(f"{supervisor.path}/{path}", json=bodies[path])
    assert (answer.status_code, answer.json()["code"]) == (401, "grant_missing")

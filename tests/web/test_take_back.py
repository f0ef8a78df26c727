"""Five minutes in which what was sent can be pulled back: who sees what meanwhile, who may, and what is left of it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server import settings, tokens
from server.actions import releases
from server.settings import Settings
from tests.cast import APPRENTICE, CONTACT, REQUIRED, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor

Browser = Callable[[], TestClient]
SECRET = "Mere tid til tegning"


@pytest.fixture
def configuration(database_url: str, tmp_path: Path) -> Settings:
    env = {"DEBUG": "1", "DATABASE_URL": database_url, "LOGBOG_VAR": str(tmp_path), "LOGBOG_SECRET_KEY": "k" * 40}
    return settings.from_environment(env)


def take_back(visitor: Visitor, deed: str | None = None) -> tuple[int, str]:
    answer = visitor.client.post(f"{visitor.path}/take_back", json={"take_back_id": deed or str(uuid4())})
    return answer.status_code, answer.json().get("code") or answer.json()["status"]


def release(running: TestClient, declaration_id: str) -> None:
    """What the worker does when the five minutes are over."""
    later = datetime.now(UTC) + timedelta(minutes=6)
    running.portal.call(partial(releases.release, UUID(declaration_id), now=later))


def test_until_it_is_released_it_is_no_file_and_its_sender_is_told_when(
    apprentice: Apprentice, requested: str, sent: Visitor, running: TestClient
) -> None:
    file = f"{sent.path}/declaration.pdf"
    for asked in ({}, {"version": "1"}):
        refused = sent.client.get(file, params=asked)
        assert (refused.status_code, refused.json()["code"]) == (409, "pdf_when_sent")
        assert re.search(r"^Når erklæringen er sendt kl\. \d\d\.\d\d, kan du", refused.json()["message"])
    assert apprentice.client.get(f"/api/declarations/{requested}/declaration.pdf").status_code == 404
    release(running, requested)
    assert sent.client.get(file).headers["content-type"] == "application/pdf"


def test_until_it_is_released_nobody_but_the_supervisor_reads_it(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, browser: Browser, running: TestClient
) -> None:
    view = sent.view()
    assert (view["status"], view["may"], view["sealed"]["number"]) == ("releasing", "read", 1)
    until = datetime.fromisoformat(view["releases_at"]) - datetime.fromisoformat(view["sealed"]["sealed_at"])
    assert until == timedelta(minutes=5)
    contact = Visitor(browser(), mailbox, CONTACT)
    row = next(r for r in apprentice.declaration(requested)["recipients"] if r["address"] == SUPERVISOR)
    shared = browser()
    secret = tokens.link_secret(b"k" * 40, row["id"], 1, "shared_link")
    shared.post(f"{sent.path}/open", json={"secret": secret})
    for seen in (contact.view(), apprentice.declaration(requested), shared.get(sent.path).json()):
        assert (seen["status"], seen["sealed"]) == ("releasing", None)
        assert seen["progress"] == {"required": len(REQUIRED), "answered": len(REQUIRED)}
        assert seen["releases_at"] == view["releases_at"]
        assert SECRET not in str(seen)
    assert {mail["kind"] for mail in mailbox.all() if "sendt" in mail["subject"]} == {"submission_receipt"}
    browser().post("/api/find", json={"address": SUPERVISOR})
    assert "Sendt, kan fortrydes til kl. " in mailbox.all("open_links", SUPERVISOR)[-1]["text"]
    assert "Indtil da kan du fortryde" in mailbox.all("submission_receipt", SUPERVISOR)[0]["text"]
    release(running, requested)
    assert mailbox.all("declaration_submitted", SCHOOL)
    for seen in (contact.view(), apprentice.declaration(requested), shared.get(sent.path).json()):
        assert (seen["status"], seen["releases_at"]) == ("submitted", None)
        assert seen["sealed"]["payload"]["special_needs"] == SECRET
    assert take_back(sent) == (409, "already_released")


def test_what_can_be_taken_back_is_a_file_for_nobody(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, browser: Browser, running: TestClient
) -> None:
    contact, shared = Visitor(browser(), mailbox, CONTACT), browser()
    row = next(r for r in apprentice.declaration(requested)["recipients"] if r["address"] == SUPERVISOR)
    secret = tokens.link_secret(b"k" * 40, row["id"], 1, "shared_link")
    assert shared.post(f"{sent.path}/open", json={"secret": secret}).status_code == 200
    doors = [(contact.client, contact.path), (shared, sent.path)]
    doors.append((apprentice.client, f"/api/declarations/{requested}"))
    for client, path in doors:
        for asked in ("", "?version=1"):
            assert client.get(f"{path}/declaration.pdf{asked}").status_code == 404
    assert take_back(sent) == (200, "requested")
    for client, path in [*doors, (sent.client, sent.path)]:
        for asked in ("", "?version=1"):
            assert client.get(f"{path}/declaration.pdf{asked}").status_code == 404
    sent.answer({"supervisor.remarks": "Nu er det rigtigt"})
    assert sent.submit().status_code == 200
    release(running, requested)
    for client, path in [*doors, (sent.client, sent.path)]:
        answer = client.get(f"{path}/declaration.pdf")
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_what_came_too_late_is_not_told_before_anything_is_out(
    apprentice: Apprentice, requested: str, sent: Visitor, running: TestClient
) -> None:
    sent.answer({"supervisor.remarks": "Fra en anden telefon"})
    assert sent.view()["late"][0]["value"] == "Fra en anden telefon"
    assert apprentice.declaration(requested)["late"] == []
    assert take_back(sent) == (200, "requested")
    assert apprentice.declaration(requested)["late"] == []
    assert sent.submit().status_code == 200
    release(running, requested)
    assert apprentice.declaration(requested)["late"][0]["value"] == "Fra en anden telefon"


def test_taken_back_it_is_open_again_with_every_answer_and_sent_again_it_is_number_one(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, running: TestClient
) -> None:
    deed = str(uuid4())
    assert take_back(sent, deed) == take_back(sent, deed) == (200, "requested")
    view = sent.view()
    assert (view["may"], view["sealed"], view["releases_at"]) == ("fill", None, None)
    assert view["answers"]["supervisor.special_needs"]["value"] == SECRET
    assert len(mailbox.all("taken_back", SUPERVISOR)) == 1
    assert apprentice.declaration(requested)["status"] == "requested"
    states = {row["address"]: row["mail"] for row in apprentice.declaration(requested)["recipients"]}
    assert (states[SCHOOL], states[APPRENTICE]) == ("none", "none"), "nobody is told that a mail failed"
    revision = view["answers"]["supervisor.special_needs"]["revision"]
    assert sent.answer({"supervisor.remarks": "Rettet"})["results"][0]["outcome"] == "applied"
    assert revision < sent.view()["revision"]
    assert sent.submit().json()["sealed"]["number"] == 1
    release(running, requested)
    told = mailbox.all("declaration_submitted", SCHOOL)
    assert len(told) == 1
    assert apprentice.declaration(requested)["sealed"]["digest"] in told[0]["text"]
    assert "version 1" in told[0]["text"]


def test_who_may_not_fill_in_may_not_take_back(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, browser: Browser
) -> None:
    assert take_back(Visitor(browser(), mailbox, CONTACT)) == (409, "reading_only")
    row = next(r for r in apprentice.declaration(requested)["recipients"] if r["address"] == SUPERVISOR)
    shared = browser()
    secret = tokens.link_secret(b"k" * 40, row["id"], 1, "shared_link")
    shared.post(f"{sent.path}/open", json={"secret": secret})
    for client, said in ((shared, (409, "mailbox_needed")), (browser(), (401, "grant_missing"))):
        answer = client.post(f"{sent.path}/take_back", json={"take_back_id": str(uuid4())})
        assert (answer.status_code, answer.json()["code"]) == said
    assert sent.view()["status"] == "releasing"
    for body in ({}, {"take_back_id": "x"}, {"take_back_id": None}):
        assert sent.client.post(f"{sent.path}/take_back", json=body).status_code == 422


def test_while_it_can_be_taken_back_nothing_else_happens_to_it(
    apprentice: Apprentice, requested: str, sent: Visitor
) -> None:
    for path, body in (
        ("request", {"request_id": str(uuid4())}),
        ("withdraw", {"withdrawal_id": str(uuid4()), "reason": "mistake"}),
    ):
        answer = apprentice.client.post(f"/api/declarations/{requested}/{path}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "already_submitted")
    assert sent.submit().json()["code"] == "already_submitted"
    assert sent.answer({"supervisor.remarks": "For sent"})["results"][0]["outcome"] == "late"
    assert apprentice.answer(requested, {"self.remarks": "For sent"})[0]["outcome"] == "late"

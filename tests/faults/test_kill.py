"""The plug is pulled in the middle of things: what was acknowledged stands, what was not is whole or not there."""

import shutil
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from tests.cast import ANSWERS, CONTACT, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor, batch, operation
from tests.site import Site

# When the plug is pulled, in milliseconds after the request was sent: around and within what a submission takes.
MOMENTS = (0, 1, 2, 3, 4, 6, 8, 10, 13, 17, 25)


@pytest.fixture
def site(sqlite_template: Path, tmp_path: Path) -> Iterator[Site]:
    shutil.copy(sqlite_template, tmp_path / "logbog.sqlite3")
    site = Site(tmp_path)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def browser(site: Site) -> Iterator[Callable[[], httpx2.Client]]:
    clients: list[httpx2.Client] = []

    def new() -> httpx2.Client:
        clients.append(httpx2.Client(base_url=site.base_url, timeout=10))
        return clients[-1]

    yield new
    for client in clients:
        client.close()


def pull_the_plug(site: Site, milliseconds: float, deed: Any) -> httpx2.Response | None:
    """Does the deed in a thread and kills the server meanwhile; the answer, when there was one."""
    answers: list[httpx2.Response] = []

    def run() -> None:
        try:
            answers.append(deed())
        except httpx2.HTTPError:
            return

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(milliseconds / 1000)
    site.stop(signal.SIGKILL)
    thread.join()
    site.start()
    return answers[0] if answers else None


def rows(site: Site, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(site.var / "logbog.sqlite3")) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.timeout(180)
def test_a_submission_is_whole_or_not_there_and_mailed_only_when_whole(
    site: Site, browser: Callable[[], httpx2.Client]
) -> None:
    mailbox = Mailbox(browser())
    apprentice = Apprentice(browser(), mailbox)
    apprentice.finish_profile()
    acknowledged = 0
    for number, moment in enumerate(MOMENTS, 1):
        apprentice.request(apprentice.make())
        visitor = Visitor(browser(), mailbox, SUPERVISOR)
        visitor.answer(ANSWERS)
        revision, deed = visitor.view()["revision"], str(uuid4())
        answer = pull_the_plug(site, moment, lambda v=visitor, r=revision, d=deed: v.submit(r, d))
        sealed = visitor.view()["sealed"]
        told = rows(site, f"SELECT count(*) FROM outbox_message WHERE kind LIKE 'subm%' AND \"to\" = '{SUPERVISOR}'")
        assert told == [(number - 1 + bool(sealed),)], "a mail without a submission, or the other way round"
        if answer is not None:
            assert answer.status_code == 200
            assert sealed, "it was acknowledged and is gone"
            acknowledged += 1
        assert visitor.submit(revision, deed).status_code == 200
        assert visitor.submit(revision, deed).status_code == 200
        assert rows(site, "SELECT count(*) FROM sealed_version") == [(number,)]
        for address in (SCHOOL, CONTACT):
            site.mail(address, "declaration_submitted", count=number)
            assert len(site.outbox(address, "declaration_submitted")) == number
    assert rows(site, "PRAGMA integrity_check") == [("ok",)]
    assert acknowledged < len(MOMENTS), "the plug was always pulled too late to show anything"


@pytest.mark.timeout(120)
def test_every_answer_that_was_acknowledged_is_there_after_the_plug_was_pulled(
    site: Site, browser: Callable[[], httpx2.Client]
) -> None:
    apprentice = Apprentice(browser(), Mailbox(browser()))
    declaration_id = apprentice.make({})
    applied: list[str] = []

    def write() -> httpx2.Response:
        base: Any = 0
        for number in range(10_000):
            sent = operation("details.school_class", str(number), base)
            answer = apprentice.client.post(f"/api/declarations/{declaration_id}/operations", json=batch(sent))
            applied.append(answer.json()["results"][0]["id"])
            base = sent["id"]
        return answer

    for moment in (50, 120):
        before = len(applied)
        pull_the_plug(site, moment, write)
        kept = {id.replace("-", "") for (id,) in rows(site, "SELECT id FROM answer_operation")}
        assert len(applied) > before
        assert {id.replace("-", "") for id in applied} <= kept
    [(standing,)] = rows(site, "SELECT value FROM answer WHERE field = 'details.school_class'")
    assert standing


@pytest.mark.timeout(120)
def test_between_sealing_and_releasing_the_plug_may_be_pulled_at_any_moment(
    sqlite_template: Path, tmp_path: Path
) -> None:
    """What can be taken back still can after a start; what is due is released, and mailed once."""
    shutil.copy(sqlite_template, tmp_path / "logbog.sqlite3")
    site = Site(tmp_path, LOGBOG_TAKE_BACK_SECONDS="300")
    site.start()
    try:
        with httpx2.Client(base_url=site.base_url, timeout=10) as client:
            mailbox = Mailbox(client)
            apprentice = Apprentice(client, mailbox)
            apprentice.finish_profile()
            for number, moment in enumerate((0, 5, 20, 60), 1):
                apprentice.request(apprentice.make())
                visitor = Visitor(client, mailbox, SUPERVISOR)
                visitor.answer(ANSWERS)
                assert visitor.submit().status_code == 200
                site.stop(signal.SIGKILL)
                site.start()
                assert visitor.view()["status"] == "releasing"
                assert len(site.outbox(SCHOOL)) == number - 1
                if number == 1:
                    body = {"take_back_id": str(uuid4())}
                    assert client.post(f"{visitor.path}/take_back", json=body).status_code == 200
                    assert visitor.submit().status_code == 200
                with closing(sqlite3.connect(site.var / "logbog.sqlite3", timeout=10)) as database, database:
                    database.execute("UPDATE declaration SET releases_at = '2026-01-01' WHERE releases_at > '0'")
                time.sleep(moment / 1000)
                site.stop(signal.SIGKILL)
                site.start()
                site.mail(SCHOOL, "declaration_submitted", count=number)
                assert visitor.view()["sealed"]["number"] == 1
                told = "SELECT count(*) FROM outbox_message WHERE kind = 'declaration_submitted' AND dead_at IS NULL"
                assert rows(site, told) == [(number * 3,)]
    finally:
        site.stop()

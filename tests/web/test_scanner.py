"""A mail scanner that opens every link of every mail and sends every form changes nothing but "opened".

`tests/every_mail.py` walks to each mail. A new kind of mail must be walked to there, or laid out here when the clock is
what writes it; else this test fails. What no kind may hold is a link that nobody scanned.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from server import danish_holidays
from server.actions import reminders
from server.delivery.mails import KINDS
from server.settings import Settings
from server.storage import outbox
from server.storage.database import sqlite_path
from server.storage.declarations import Declaration, Recipient
from server.web.routes import ROUTES
from tests import every_mail
from tests.cast import Mailbox
from tests.web.beginnings import BASE

Browser = Callable[[], TestClient]
ROUNDS = 2
CODES = ("sign_in_code", "address_change_code", "correction_code", "sitting_code", "panel_code")
# Kinds whose mails lead nowhere: said here, and held to it.
WITHOUT_LINK = {*CODES, "address_changed", "declaration_withdrawn"}
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def mails(running: TestClient, browser: Browser, mailbox: Mailbox) -> list[dict[str, str]]:
    """One world with every kind of mail in it, the clock's and the mail server's too."""
    every_mail.walk(browser, mailbox)
    running.portal.call(_what_the_clock_writes)
    return mailbox.all()


async def _what_the_clock_writes() -> None:
    now = datetime.now(UTC)
    row = await Recipient.get(address="mester@asked.example")
    declaration = await Declaration.get(id=row.declaration_id)
    ids = {"declaration_id": declaration.id, "person_id": declaration.apprentice_id}
    await outbox.put(
        "mail_bounced", "ny@post.example", now=now, **ids, bounced_recipient_id=str(row.id), because="unknown_mailbox"
    )
    sent = await Recipient.get(address="mester@sent.example")
    await outbox.put("taken_back", sent.address, now=now, recipient_id=sent.id, declaration_id=sent.declaration_id)
    morning = now.replace(hour=9)
    for day in range(45):
        await reminders.plan(morning + timedelta(days=day), danish_holidays.days())


def test_a_scanner_changes_nothing_but_that_a_link_was_opened(
    mails: list[dict[str, str]], browser: Browser, configuration: Settings
) -> None:
    demand_every_kind(mails)
    links = sorted({link for mail in mails for link in every_mail.links(mail)})
    assert all(link.startswith(BASE) for link in links), "a link that leads elsewhere"
    before, opened = every_mail.untouched(database_of(configuration)), [shown(browser(), link) for link in links]
    for _ in range(ROUNDS):
        scanner = Scanner(browser())
        for link in links:
            scanner.scan(link)
    assert scanner.forms, "the page that stops reminders has one: this scanner sees none"
    assert every_mail.untouched(database_of(configuration)) == before
    assert [shown(browser(), link) for link in links] == opened, "each link shows its person what it showed before"
    assert sum(bool(view.get("may")) for view in opened) > 10, "this test would see nothing"


def demand_every_kind(mails: list[dict[str, str]]) -> None:
    assert set(KINDS) - {mail["kind"] for mail in mails} == set(), "walk to it in tests/every_mail.py"
    silent = {mail["kind"] for mail in mails if not every_mail.links(mail)}
    assert silent <= WITHOUT_LINK, "a mail without a link: is that meant?"
    assert {mail["kind"] for mail in mails if every_mail.links(mail)}.isdisjoint(WITHOUT_LINK)


class Scanner:
    """Does what a page can be made to do without a finger on it: asked for in every way, opened, its forms sent."""

    def __init__(self, client: TestClient) -> None:
        self.client, self.forms = client, 0

    def scan(self, link: str) -> None:
        parts = urlsplit(link)
        for method in ("GET", "HEAD", "OPTIONS"):
            answer = self.client.request(method, parts.path)
            assert answer.status_code < 500, f"{method} {parts.path}"
        page = self.client.get(parts.path)
        shown(self.client, link)
        found = Forms()
        found.feed(page.text)
        for path in paths_of(parts.path):
            assert self.client.post(path, data={"text": "test"}).status_code < 500, path
        for action, fields in [*found.forms, ("", ["name", "text"])]:
            self.forms += bool(action)
            path = urljoin(parts.path, action)
            for body in ({}, dict.fromkeys(fields, "test"), dict.fromkeys(fields, "1")):
                for call in (self.client.post(path, data=body), self.client.get(path, params=body)):
                    assert call.status_code < 500, path


class Forms(HTMLParser):
    """`forms`: where each form of a page goes, and the names of its fields; a button counts only when it is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = dict(attributes)
        if tag == "form":
            self.forms.append((known.get("action") or "", []))
        elif tag in ("input", "textarea", "select") and self.forms and known.get("name"):
            self.forms[-1][1].append(str(known["name"]))


def paths_of(page: str) -> list[str]:
    """Every path of the server that belongs to what a link leads to: a new one is scanned by itself."""
    _, kind, key, *_ = *page.split("/"), "", ""
    if kind != "e":
        return []
    paths = [route.path for route in ROUTES if route.path.startswith("/api/e/{public_id}")]
    return [path.replace("{public_id}", key) for path in paths]


def database_of(configuration: Settings) -> Path:
    path = sqlite_path(configuration.database_url)
    assert path
    return path


def shown(client: TestClient, link: str) -> dict[str, Any]:
    """What the page's script does with a link, and what it then shows; its own moment of opening left out."""
    parts = urlsplit(link)
    if not parts.path.startswith("/e/"):
        return {}
    answer = client.post(f"/api{parts.path}/open", json={"secret": parts.fragment})
    client.get(f"/api{parts.path}")
    return answer.json()

"""Where a test begins: reached once through the application, and copied for every other test, with the cookies.

So the rows are the application's own. On PostgreSQL, where a copy is not a file, each test goes the whole way.
"""

import shutil
import time
from copy import copy
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from server.storage.database import sqlite_path
from tests.cast import ANSWERS, SUPERVISOR, Apprentice, Mailbox, Visitor

BASE = "http://localhost:8000"
FRESH = 240.0  # seconds after which it is reached anew: by then nothing has ended, not even a code
STEPS = ("apprentice", "requested", "supervisor", "sent")  # fixtures of conftest.py, one after the other
# Fixtures that put something there before: what comes after them might go another way.
BEFORE = {"school", "school_id", "class_id", "summons_id", "registry"}


@dataclass
class Beginning:
    """Who is signed in, and what there is."""

    database: Path
    apprentice: Apprentice
    requested: str = ""
    supervisor: Visitor | None = None
    sent: bool = False
    reached_at: float = field(default_factory=time.monotonic)


class Beginnings:
    """Those of one run of the tests, by step and settings."""

    def __init__(self, template: Path) -> None:
        self.template = template
        self.known: dict[tuple[str, Settings], Beginning] = {}

    def copied(self, step: str, to: Settings) -> Beginning:
        """Puts the database of the step where the settings have theirs; nothing runs on it yet."""
        key = step, replace(to, database_url="", var=Path(), vapid_key="")  # what is each test's own changes nothing
        known = self.known.get(key)
        if known is None or time.monotonic() - known.reached_at > FRESH:
            database = known.database if known else self.template.with_name(f"beginning-{len(self.known)}.sqlite3")
            shutil.copy(self.template, database)
            self.known[key] = _reached(step, database, replace(to, database_url=f"sqlite:///{database}"))
        shutil.copy(self.known[key].database, sqlite_path(to.database_url))
        return self.known[key]


def _reached(step: str, database: Path, configuration: Settings) -> Beginning:
    with TestClient(create_app(configuration), base_url=BASE) as running:
        mailbox = Mailbox(browser_of(running))
        way = Beginning(database, ready(browser_of(running), mailbox))
        if step != "apprentice":
            way.requested = asked(way.apprentice)
        if step in ("supervisor", "sent"):
            way.supervisor = Visitor(browser_of(running), mailbox, SUPERVISOR)
        if step == "sent":
            send(way.supervisor)
            way.sent = True
    return way


def wanted(request: pytest.FixtureRequest, settings: Settings) -> str | None:
    """The last step among what a test asks for, itself or through others, that does not pass with time."""
    if BEFORE & set(request.fixturenames):
        return None
    steps = STEPS[:-1] if settings.take_back else STEPS
    return next((step for step in reversed(steps) if step in request.fixturenames), None)


def browser_of(running: TestClient) -> TestClient:
    """A new browser: its own cookies, the one running application and its one event loop."""
    client = TestClient(running.app, base_url=BASE, raise_server_exceptions=False)
    client.portal = running.portal
    return client


def seated(person: Apprentice | Visitor, browser: TestClient, **of_this_test: Mailbox) -> Apprentice | Visitor:
    """The same person, still signed in, with a browser of this test's application."""
    browser.cookies.update(person.client.cookies)
    found = copy(person)
    vars(found).update(client=browser, **of_this_test)
    return found


def ready(browser: TestClient, mailbox: Mailbox) -> Apprentice:
    person = Apprentice(browser, mailbox)
    person.finish_profile()
    return person


def asked(apprentice: Apprentice) -> str:
    declaration_id = apprentice.make()
    assert apprentice.request(declaration_id).status_code == 200
    return declaration_id


def send(supervisor: Visitor) -> None:
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200

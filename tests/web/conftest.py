"""The whole application over HTTP on a fresh database; each person has a browser of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from server import settings
from server.app import create_app
from server.settings import Settings
from tests.cast import ANSWERS, SUPERVISOR, Apprentice, Mailbox, Visitor

BASE = "http://localhost:8000"


@pytest.fixture
def configuration(database_url: str, tmp_path: Path) -> Settings:
    env = {
        "LOGBOG_TAKE_BACK_SECONDS": "0",
        "DEBUG": "1",
        "DATABASE_URL": database_url,
        "LOGBOG_VAR": str(tmp_path),
        "LOGBOG_SECRET_KEY": "k" * 40,
    }
    return settings.from_environment(env)


@pytest.fixture
def running(configuration: Settings) -> Iterator[TestClient]:
    """The application as it runs: database open, on SQLite the worker inside."""
    with TestClient(create_app(configuration), base_url=BASE) as client:
        yield client


@pytest.fixture
def browser(running: TestClient) -> Callable[[], TestClient]:
    """A new browser each time: its own cookies, the one running application and its one event loop."""

    def new() -> TestClient:
        client = TestClient(running.app, base_url=BASE, raise_server_exceptions=False)
        client.portal = running.portal
        return client

    return new


@pytest.fixture
def mailbox(browser: Callable[[], TestClient]) -> Mailbox:
    return Mailbox(browser())


@pytest.fixture
def apprentice(browser: Callable[[], TestClient], mailbox: Mailbox) -> Apprentice:
    person = Apprentice(browser(), mailbox)
    person.finish_profile()
    return person


@pytest.fixture
def requested(apprentice: Apprentice) -> str:
    """The id of a declaration that was asked for."""
    declaration_id = apprentice.make()
    assert apprentice.request(declaration_id).status_code == 200
    return declaration_id


@pytest.fixture
def supervisor(requested: str, browser: Callable[[], TestClient], mailbox: Mailbox) -> Visitor:
    return Visitor(browser(), mailbox, SUPERVISOR)


@pytest.fixture
def sent(supervisor: Visitor) -> Visitor:
    """The supervisor, who has filled it in and sent it."""
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    return supervisor


@pytest.fixture
def sealed(sent: Visitor, requested: str) -> str:
    """The id of the declaration that was sent."""
    return requested

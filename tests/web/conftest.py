"""The whole application over HTTP on a fresh database; each person has a browser of their own."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from server import settings
from server.app import create_app
from server.settings import Settings
from tests.cast import SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.web import on_postgres
from tests.web.beginnings import BASE, Beginning, Beginnings, asked, browser_of, ready, seated, send, wanted


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of PostgreSQL only what on_postgres.py names."""
    here = Path(__file__).parent
    left_out = {item for item in items if item.path.is_relative_to(here) and not on_postgres.here_too(item)}
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


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


@pytest.fixture(scope="session")
def beginnings(sqlite_template: Path) -> Beginnings:
    return Beginnings(sqlite_template)


@pytest.fixture
def beginning(request: pytest.FixtureRequest, configuration: Settings) -> Beginning | None:
    """What this test begins with; None where it goes the way itself."""
    step = wanted(request, configuration)
    if step is None or not configuration.is_sqlite:
        return None
    return request.getfixturevalue("beginnings").copied(step, configuration)


@pytest.fixture
def running(configuration: Settings, beginning: Beginning | None) -> Iterator[TestClient]:
    """The application as it runs: database open, on SQLite the worker inside."""
    with TestClient(create_app(configuration), base_url=BASE) as client:
        yield client


@pytest.fixture
def browser(running: TestClient) -> Callable[[], TestClient]:
    """A new browser each time."""
    return partial(browser_of, running)


@pytest.fixture
def mailbox(browser: Callable[[], TestClient]) -> Mailbox:
    return Mailbox(browser())


@pytest.fixture
def apprentice(beginning: Beginning | None, browser: Callable[[], TestClient], mailbox: Mailbox) -> Apprentice:
    return seated(beginning.apprentice, browser(), mailbox=mailbox) if beginning else ready(browser(), mailbox)


@pytest.fixture
def requested(beginning: Beginning | None, apprentice: Apprentice) -> str:
    """The id of a declaration that was asked for."""
    return beginning.requested if beginning else asked(apprentice)


@pytest.fixture
def supervisor(
    beginning: Beginning | None, requested: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> Visitor:
    return seated(beginning.supervisor, browser()) if beginning else Visitor(browser(), mailbox, SUPERVISOR)


@pytest.fixture
def sent(beginning: Beginning | None, supervisor: Visitor) -> Visitor:
    """The supervisor, who has filled it in and sent it."""
    if not (beginning and beginning.sent):
        send(supervisor)
    return supervisor


@pytest.fixture
def sealed(sent: Visitor, requested: str) -> str:
    """The id of the declaration that was sent."""
    return requested

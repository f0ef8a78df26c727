"""Who is signed in to the panel, over HTTP."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.cast import Mailbox, PanelReader


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The pages ask what tests/reading and tests/actions try on both databases: here PostgreSQL tries only what
    happens at once."""
    here = Path(__file__).parent
    twice = [
        item
        for item in items
        if item.path.parent == here and "postgres" in item.name and "at_once" not in str(item.path)
    ]
    config.hook.pytest_deselected(items=twice)
    items[:] = [item for item in items if item not in set(twice)]


@pytest.fixture
def panel(browser: Callable[[], TestClient], mailbox: Mailbox) -> Callable[..., PanelReader]:
    """Signs an address in to the panel, in a browser of its own."""

    def sign_in(address: str, **more: str) -> PanelReader:
        return PanelReader(browser(), mailbox, address, **more)

    return sign_in

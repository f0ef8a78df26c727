"""Who is signed in to the panel, over HTTP."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.cast import Mailbox, PanelReader


@pytest.fixture
def panel(browser: Callable[[], TestClient], mailbox: Mailbox) -> Callable[..., PanelReader]:
    """Signs an address in to the panel, in a browser of its own."""

    def sign_in(address: str, **more: str) -> PanelReader:
        return PanelReader(browser(), mailbox, address, **more)

    return sign_in

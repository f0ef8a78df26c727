"""A real Chromium and a real site for each test.

Playwright's synchronous API: a browser test reads from top to bottom. Its loop stays in the way of async tests of the
same process, which is why tests/conftest.py puts the browser tests last, and why none of them may be async.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect, sync_playwright

from tests.browser.accessibility import COLOURS, RULES, violations
from tests.browser.begun import KEY
from tests.setup.browser import installed, light
from tests.site import ROOT, Site

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DEVICES: dict[str, dict[str, Any]] = {
    "small": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1440, "height": 900}},
}
expect.set_options(timeout=15_000)  # three streams of tests share two cores
FAILURES = ROOT / "build" / "failures"

PICTURES = ROOT / "build" / "pictures"

Open = Callable[..., BrowserContext]
Look = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    """Light: no toolbars, no permissions, no push (tests/setup/browser.py)."""
    browser = chromium.launch(executable_path=light(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def whole_browser(chromium: BrowserType) -> Iterator[Browser]:
    browser = chromium.launch(
        executable_path=(path := installed()), channel=None if path else "chromium", args=ARGUMENTS
    )
    yield browser
    browser.close()


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """A running site with an empty database."""
    shutil.copy(migrated, tmp_path)
    site = Site(tmp_path, LOGBOG_SECRET_KEY=KEY)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def open_device(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Open]:
    """`open_device("phone", color_scheme="dark")` is a fresh device; the site's policy must not be broken on any."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.on("console", lambda message: policy.search(message.text) and broken.append(message.text))

    policy = re.compile("Content.Security.Policy|Trusted", re.IGNORECASE)

    def open_device(name: str, **options: Any) -> BrowserContext:
        where = {"base_url": site.base_url, "locale": "da-DK", "timezone_id": "Europe/Copenhagen"}
        where["reduced_motion"] = "reduce"
        context = browser.new_context(**{**where, **DEVICES[name], **options})
        context.set_default_timeout(20_000)
        context.on("page", watch)
        contexts.append(context)
        return context

    yield open_device
    if request.node.stash.get(FAILED, False):
        _keep_pictures(request.node.name, contexts)
    for context in contexts:
        context.close()
    assert not broken, "\n".join(broken)


@pytest.fixture
def phone(open_device: Open) -> Page:
    """The apprentice's."""
    return open_device("phone").new_page()


@pytest.fixture
def tablet(open_device: Open) -> Page:
    """The supervisor's."""
    return open_device("tablet").new_page()


@pytest.fixture
def look() -> Look:
    """Judges a page with axe-core in light and dark, the whole of it in view; pictures go to build/pictures.

    `make test` sets NO_PICTURES: nobody looks at those, and a corner makes the browser draw the page all the same.
    """
    PICTURES.mkdir(parents=True, exist_ok=True)
    corner = {"x": 0, "y": 0, "width": 1, "height": 1}

    def look(page: Page, name: str) -> None:
        page.wait_for_load_state()  # a click on a link waits only until the next page begins to arrive
        size = page.viewport_size
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**size, "height": max(height, size["height"])})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            if os.environ.get("NO_PICTURES"):
                page.screenshot(clip=corner)
            else:
                page.screenshot(path=PICTURES / f"{name}-{size['width']}-{scheme}.png")
            assert violations(page, RULES if scheme == "light" else COLOURS) == [], f"{name}, {scheme}"
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(size)

    return look


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def _keep_pictures(test: str, contexts: list[BrowserContext]) -> None:
    """What each device showed when the test failed, in build/failures."""
    FAILURES.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(page for context in contexts for page in context.pages):
        page.screenshot(path=FAILURES / f"{re.sub(r'[^0-9A-Za-z]+', '_', test)}_{number}.png", full_page=True)

"""Where a test's own story begins: signed in with a profile, a declaration prepared, asked for, or filled in and sent.

The first test of a session that begins there walks it on the screen, step by step (tests/browser/people.py); what
server and browser hold by then is kept. Every later test is given a copy, as if it had walked there on its own site.
"""

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, StorageState, expect

from tests.browser.people import SUPERVISOR, ask, fill_in, fill_profile, link_of, prepare, send, sign_in, until
from tests.site import PATIENCE, Site

UNUSED = {"tortoise_migrations", "sqlite_sequence", "catalogue_edition", "change_counter"}  # have rows at once
KEY = "the same on every site: sessions and links hold on the next one too"


@dataclass(frozen=True)
class Kept:
    """Of a site its rows; of each device all that its browser holds, and the page it shows."""

    database: Path
    origin: str
    devices: tuple[tuple[StorageState, str], ...]


def signed_in(phone: Page, site: Site) -> None:
    """With a profile, on Mig."""
    _begin("signed_in", _sign_in, site, phone)


def prepared(phone: Page, site: Site) -> None:
    """A whole declaration with self-assessment, at the review."""
    _begin("prepared", _prepare, site, phone)


def asked(phone: Page, site: Site) -> str:
    """Asked for, on its page; the supervisor's link."""
    _begin("asked", _ask, site, phone)
    return link_of(site.mail(SUPERVISOR, "declaration_requested"))


def sent(phone: Page, tablet: Page, site: Site) -> None:
    """Filled in by the supervisor, and sent."""
    _begin("sent", _send, site, phone, tablet)


def _sign_in(site: Site, phone: Page) -> None:
    _see_that_nobody_came_first(site)
    sign_in(phone, site)
    fill_profile(phone)


def _prepare(site: Site, phone: Page) -> None:
    signed_in(phone, site)
    prepare(phone)


def _ask(site: Site, phone: Page) -> None:
    prepared(phone, site)
    ask(phone)


def _send(site: Site, phone: Page, tablet: Page) -> None:
    fill_in(tablet, asked(phone, site))
    send(tablet)


_kept: dict[str, Kept] = {}


def _begin(where: str, walk: Callable[..., None], site: Site, *devices: Page) -> None:
    if where in _kept:
        _give(_kept[where], site, devices)
    else:
        walk(site, *devices)
        _kept[where] = _keep(where, site, devices)


def _keep(where: str, site: Site, devices: tuple[Page, ...]) -> Kept:
    for page in devices:
        expect(page.get_by_text("Alt er sendt").first).to_be_visible()
    _wait_for_the_mails(site)
    database = site.var / f"{where}.sqlite3"
    _copy(site.var / "logbog.sqlite3", database)
    held = tuple((page.context.storage_state(indexed_db=True), page.url) for page in devices)
    return Kept(database, site.met_at, held)


def _give(kept: Kept, site: Site, devices: tuple[Page, ...]) -> None:
    _see_that_nobody_came_first(site)
    _copy(kept.database, site.var / "logbog.sqlite3")
    for page, (state, url) in zip(devices, kept.devices, strict=True):
        page.context.set_storage_state(json.loads(json.dumps(state).replace(kept.origin, site.met_at)))
        page.goto(url.replace(kept.origin, site.met_at))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        until(page, "navigator.serviceWorker.controller !== null")


def _copy(rows: Path, to: Path) -> None:
    """Also into the database of a running site: one transaction, as any other process would write."""
    with closing(sqlite3.connect(rows, timeout=10)) as source, closing(sqlite3.connect(to, timeout=10)) as target:
        source.backup(target)


def _see_that_nobody_came_first(site: Site) -> None:
    with closing(sqlite3.connect(site.var / "logbog.sqlite3", timeout=10)) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        used = {name for name in tables if database.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()}
    assert used <= UNUSED, f"Begin first: what the test put into {used - UNUSED} is lost"


def _wait_for_the_mails(site: Site) -> None:
    """A mail that is on its way belongs to the worker that took it."""
    end = time.monotonic() + PATIENCE
    with closing(sqlite3.connect(site.var / "logbog.sqlite3", timeout=10)) as database:
        waiting = "SELECT count(*) FROM outbox_message WHERE sent_at IS NULL AND dead_at IS NULL"
        while database.execute(waiting).fetchone() != (0,):
            assert time.monotonic() < end, "A mail was not sent in time"
            time.sleep(0.05)

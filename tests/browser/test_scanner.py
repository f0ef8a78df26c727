"""A mail scanner with a real browser: it runs the page behind every link, sends every form, and changes nothing."""

from collections.abc import Iterator

import httpx2 as httpx
import pytest
from playwright.sync_api import Page

from tests import every_mail
from tests.browser.conftest import Open
from tests.browser.people import until
from tests.cast import Mailbox
from tests.site import Site

SCANNED = (
    "reminder",
    "declaration_contact",
    "declaration_submitted",
    "submission_receipt",
    "request_declined",
    "confirmation_asked",
)
OPENED = "document.querySelector('main h1') !== null && !document.body.innerText.includes('Åbner erklæringen')"
LINES = "input:not([type=radio], [type=checkbox]):visible"
FILL = "fields => fields.forEach(field => { field.value = field.type === 'date' ? '2026-11-20' : 'test'; })"


@pytest.fixture
def links(site: Site) -> Iterator[list[str]]:
    """To fill in, to read, to sign in, declined, and the page that stops reminders; tests/web scans every kind."""
    clients: list[httpx.Client] = []

    def new() -> httpx.Client:
        clients.append(httpx.Client(base_url=site.base_url))
        return clients[-1]

    every_mail.walk(new, Mailbox(new()), "asked", "sent", "declined", "typed")
    yield sorted({link for mail in site.outbox() if mail["kind"] in SCANNED for link in every_mail.links(mail)})
    for client in clients:
        client.close()


def scan(page: Page, link: str) -> int:
    """Returns how many forms it sent. It clicks nothing; Enter goes to every field of one line."""
    page.goto("about:blank")
    page.goto(link)
    until(page, OPENED)
    for fill in (False, True):
        for number in range(page.locator(LINES).count()):
            page.locator(LINES).nth(number).press("Enter")
        if fill:
            page.locator("input, textarea").evaluate_all(FILL)
        sent = page.locator("form").count()
        for number in range(sent):
            form = page.locator("form").nth(number)
            if form.get_attribute("method") != "post":
                form.evaluate("form => form.requestSubmit()")
                continue
            for way in ("submit", "requestSubmit"):  # no button is pressed: its value does not go along
                with page.expect_navigation():
                    form.evaluate(f"form => form.{way}()")
    return sent


def test_a_scanner_with_a_browser_changes_nothing(site: Site, links: list[str], open_device: Open) -> None:
    before = every_mail.untouched(site.var / "logbog.sqlite3")
    assert {link.split("/")[3] for link in links} >= {"e", "app", "stop"}
    page = open_device("desk").new_page()
    again = [link for link in links if "/stop/" in link]
    forms = [scan(page, link) for link in [*links, *again]]
    assert any(forms)
    page.goto("about:blank")
    assert every_mail.untouched(site.var / "logbog.sqlite3") == before
    person = open_device("tablet").new_page()
    person.goto(next(link for link in reversed(links) if "/e/" in link))
    until(person, OPENED)

"""A paper in hand: its code, and what is typed from it, lead to yes or no: on a phone, at a desk, without a script."""

import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from server.documents.declarations import verify_address
from server.domain.fingerprints import grouped
from tests.browser.conftest import Look, Open
from tests.site import Site


def sealed_digest(site: Site) -> str:
    """Of a declaration that was sent half a year ago."""
    site.command("seed")
    with closing(sqlite3.connect(site.var / "logbog.sqlite3", timeout=10)) as database:
        [digest] = database.execute("SELECT digest FROM sealed_version ORDER BY sealed_at LIMIT 1").fetchone()
    return digest


def type_in(page: Page, text: str) -> None:
    page.get_by_label("Fingeraftryk").fill(text)
    page.get_by_role("button", name="Tjek").click()


def test_a_digest_is_checked_by_the_code_and_by_hand(site: Site, open_device: Open, look: Look) -> None:
    digest = sealed_digest(site)
    page = open_device("phone", java_script_enabled=False).new_page()
    page.goto(verify_address(digest, site.base_url))
    expect(page.get_by_role("status")).to_contain_text("Ja, det hører til en erklæring, der er udfyldt og sendt.")
    expect(page.get_by_label("Fingeraftryk")).to_have_value(grouped(digest))
    page.goto("/verify")
    type_in(page, f"Fingeraftrykket: {grouped(digest).upper()}.")
    assert page.url == f"{site.base_url}/verify?digest={digest}"
    expect(page.get_by_role("status")).to_contain_text("Ja, ")
    typo = grouped(digest)[:-1] + ("0" if digest[-1] != "0" else "1")
    type_in(page, typo)
    expect(page.get_by_role("status")).to_contain_text("Nej, ")
    expect(page.get_by_label("Fingeraftryk")).to_have_value(typo)
    type_in(page, typo[:-1])
    expect(page.get_by_label("Fingeraftryk")).to_have_value(typo[:-1])
    expect(page.get_by_role("alert")).to_contain_text("Gruppe 8 (")

    for device in ("small", "phone", "desk"):
        page = open_device(device).new_page()
        page.goto("/verify")
        look(page, "verify")
        page.goto(f"/verify?digest={digest}")
        look(page, "verify_yes")
        page.goto(f"/verify?digest={'0' * 64}")
        look(page, "verify_no")
        page.goto(f"/verify?digest={digest[1:]}")
        look(page, "verify_wrong")

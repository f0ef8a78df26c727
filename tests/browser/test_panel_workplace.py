"""The page of the workplace with and without a script, and from there through everything that waits."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.people import Look
from tests.browser.test_sittings import others, send_this
from tests.cast import SUPERVISOR, Visitor
from tests.site import Site

__all__ = ["others"]  # a fixture


def sign_in(page: Page, site: Site, *, mails: int = 1) -> None:
    page.goto("/panel/workplace")
    page.get_by_label("E-mailadresse").fill(SUPERVISOR)
    page.get_by_role("button", name="Send koden").click()
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(SUPERVISOR, "panel_code", mails)["text"])[0])
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Lærlinge", exact=True)).to_be_visible()


def test_a_master_fills_in_all_that_waits_from_the_panel(
    site: Site,
    others: list[Visitor],
    open_device: Open,
    look: Look,
) -> None:
    plain = open_device("desk", java_script_enabled=False).new_page()
    sign_in(plain, site)
    expect(plain.get_by_role("button", name="Udfyld alle 3")).to_be_visible()
    tablet = open_device("tablet").new_page()
    sign_in(tablet, site, mails=2)
    look(tablet, "panel_workplace")
    tablet.get_by_role("button", name="Udfyld alle 3").click()
    send_this(tablet, "Anna Alm", "Snedkermester")
    tablet.get_by_role("button", name="Næste: Bo Birk, 2 af 3").click()
    send_this(tablet, "Bo Birk")
    tablet.goto("/panel/workplace")
    look(tablet, "panel_workplace_one")
    desk = open_device("desk").new_page()
    desk.context.add_cookies(tablet.context.cookies())
    desk.goto("/panel/workplace")
    look(desk, "panel_workplace")
    small = open_device("small").new_page()
    small.context.add_cookies(tablet.context.cookies())
    small.goto("/panel/workplace")
    look(small, "panel_workplace")
    plain.reload()
    plain.get_by_role("button", name="Fortsæt erklæringen for Cilje Ceder").press("Enter")
    expect(plain).to_have_url(re.compile(f"/e/{others[2].public_id}$"))

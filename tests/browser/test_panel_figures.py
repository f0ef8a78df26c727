"""Committees in a browser: the operator makes one, its member reads the meeting pack and takes it along."""

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open
from tests.documents import readback
from tests.site import ROOT, Site

OPERATOR, TRADE, LOCAL = "drift@logbog.example", "bo@snedkerne.example", "ida@svendene.example"


def fill(site: Site) -> None:
    """Three half-years of three schools, and a local committee; in a process of its own: Playwright's loop is in the
    way here."""
    database = f"sqlite:///{site.var}/logbog.sqlite3"
    subprocess.run([sys.executable, "-m", "tests.told", database], cwd=ROOT, check=True)


def sign_in(page: Page, site: Site, address: str) -> None:
    page.goto("/panel/sign_in")
    page.get_by_label("mail", exact=False).first.fill(address)
    page.locator("main form button").first.click()
    page.locator("[name=code]").fill(re.search(r"\d{6}", site.mail(address, "panel_code", 1)["text"])[0])
    page.locator("main form button").first.click()
    page.wait_for_url("**/panel/**")


def test_a_committee_is_made_and_its_member_reads_the_meeting_pack(site: Site, open_device: Open, look: Look) -> None:
    fill(site)
    page = open_device("desk").new_page()
    sign_in(page, site, OPERATOR)
    page.get_by_role("link", name="Udvalg", exact=True).click()
    look(page, "panel_committees")
    page.get_by_label("Udvalgets navn").fill("Snedkernes faglige udvalg")
    page.get_by_label("Bygningssnedker", exact=True).check()
    page.get_by_role("button", name="Tilføj udvalget").click()
    page.get_by_label("Medlemmets navn").fill("Bo Eksempel")
    page.get_by_label("Medlemmets e-mail").fill(TRADE)
    page.get_by_role("button", name="Tilføj medlemmet").click()
    expect(page.get_by_text("Medlemmet er tilføjet.")).to_be_visible()
    look(page, "panel_committee")
    member = open_device("desk").new_page()
    sign_in(member, site, TRADE)
    expect(member.get_by_role("heading", name="Tal til udvalget")).to_be_visible()
    look(member, "panel_figures")
    member.get_by_role("link", name="1. halvår 2026").click()
    expect(member.get_by_role("heading", name="Bygningssnedker, 1. halvår 2026")).to_be_visible()
    expect(member.get_by_role("table", name="Skolerne").get_by_role("row", name="Den anden skole")).to_be_visible()
    look(member, "panel_meeting_pack")
    with member.expect_download() as saved:
        member.get_by_role("link", name="Gem som PDF").click()
    assert "Den anden skole" in readback.text(saved.value.path().read_bytes())
    assert saved.value.suggested_filename == "tal-bygningssnedker-2026-1.pdf"


def test_a_local_committee_reads_its_own_on_a_phone(site: Site, open_device: Open, look: Look) -> None:
    fill(site)
    page = open_device("phone").new_page()
    sign_in(page, site, LOCAL)
    page.get_by_role("link", name="1. halvår 2026").click()
    expect(page.get_by_role("heading", name="Udvikling")).to_be_visible()
    expect(page.get_by_text("Den anden skole")).to_have_count(0)
    look(page, "panel_meeting_pack_phone")

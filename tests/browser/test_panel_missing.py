"""From the mail with the code to a class that is reminded: four taps with a script, and none of it needs one."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open
from tests.site import Site

SCHOOL, SECRETARY = "Snedkerskolen i Ærø", "kontoret@skole.example"
NAMES = "Åse Ærlig; aase@post.example\nHansen, Peter; p@post.example\nBo Uden"


def sign_in(page: Page, site: Site, mails: int = 1) -> None:
    """As far as the code that was typed: the next tap signs in."""
    page.goto("/panel/")
    page.get_by_label("E-mailadresse").fill(SECRETARY)
    page.keyboard.press("Enter")
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(SECRETARY, "panel_code", mails)["text"])[0])


def make_class(page: Page) -> None:
    starts_on = datetime.now(UTC).date() + timedelta(days=12)
    page.get_by_role("link", name="Opret et hold").click()
    page.get_by_label("Uddannelse").select_option("Bygningssnedker")
    page.get_by_label("Hovedforløb").select_option("H2")
    page.get_by_label("Hold").fill("snh2-26b")
    page.get_by_label("Oplæringen slutter").fill((starts_on - timedelta(days=3)).isoformat())
    page.get_by_label("Skoleperioden begynder").fill(starts_on.isoformat())
    page.get_by_label("Navne").fill(NAMES)
    page.get_by_role("button", name="Opret holdet og få koden").click()


def test_a_class_is_reminded_in_four_taps_and_without_a_script(site: Site, open_device: Open, look: Look) -> None:
    site.command("school", "add", SCHOOL)
    site.command("school", "domain", "add", SCHOOL, "skole.example")
    site.command("school", "staff", "add", SCHOOL, SECRETARY, "Åse")
    plain = open_device("tablet", java_script_enabled=False).new_page()
    sign_in(plain, site)
    plain.keyboard.press("Enter")
    expect(plain.get_by_role("heading", name="Mangler før skoleperioden")).to_be_visible()
    plain.get_by_role("link", name="Hold", exact=True).click()
    make_class(plain)

    desk = open_device("desk").new_page()
    sign_in(desk, site, 2)
    taps = [
        desk.get_by_role("button", name="Log ind"),
        desk.get_by_label("Vælg alle på siden"),
        desk.get_by_role("button", name="Mind de valgte"),
    ]
    for tap in taps:
        tap.click()
    assert len(taps) <= 4
    expect(desk.get_by_role("status").first).to_contain_text("2 får en påmindelse.")
    expect(desk.get_by_text("Skriv adressen")).to_be_visible()
    look(desk, "panel_missing")
    desk.get_by_role("link", name="snh2-26b").click()
    expect(desk.get_by_role("row", name="Bo Uden")).to_contain_text("Ikke begyndt, ingen mailadresse")
    look(desk, "panel_class")
    site.mail("p@post.example", "school_reminds")

    plain.get_by_role("link", name="Mangler", exact=True).click()
    plain.get_by_role("button", name="Mind de valgte").click()
    expect(plain.get_by_role("alert")).to_contain_text("Vælg mindst én, der skal mindes.")
    plain.get_by_role("link", name="Vælg alle på siden").click()
    expect(plain.get_by_role("checkbox")).to_have_count(0)
    expect(plain.get_by_text("Kan mindes igen")).to_have_count(2)

    phone = open_device("small").new_page()
    phone.context.add_cookies(desk.context.cookies())
    phone.goto("/panel/missing")
    look(phone, "panel_missing")

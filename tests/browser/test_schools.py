"""Schools that Logbog knows: an apprentice is asked about an address of none of them; an operator keeps them."""

import re

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Look, Open
from tests.browser.people import SCHOOL, ask
from tests.site import Site

OPERATOR = "drift@logbog.example"


def sign_in_to_panel(page: Page, site: Site, mails: int) -> None:
    page.goto("/panel/schools")
    page.get_by_label("E-mailadresse").fill(OPERATOR)
    page.get_by_role("button", name="Send koden").click()
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(OPERATOR, "panel_code", mails)["text"])[0])
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Skoler", exact=True)).to_be_visible()


def test_the_apprentice_is_asked_about_an_unknown_school_before_and_after_the_request(
    site: Site, phone: Page, look: Look
) -> None:
    begun.prepared(phone, site)
    site.command("school", "add", "Snedkerskolen")
    site.command("school", "domain", "add", "Snedkerskolen", "skolen.example")
    phone.reload()
    question = phone.get_by_role("group", name="Er skolens adresse rigtig?")
    expect(question.get_by_text(SCHOOL)).to_be_visible()
    look(phone, "school_question_review")
    question.get_by_role("button", name="skolen@skolen.example").click()
    expect(question).to_have_count(0)
    expect(phone.get_by_text("skolen@skolen.example")).to_be_visible()

    phone.get_by_role("link", name="Ret Periode").click()
    phone.get_by_label("Skolens kontakt: e-mail").fill(SCHOOL)
    phone.go_back()
    expect(question.get_by_text(SCHOOL)).to_be_visible()
    ask(phone)  # no hindrance
    expect(question.get_by_text(SCHOOL)).to_be_visible()
    look(phone, "school_question_declaration")
    question.get_by_role("button", name="skolen@skolen.example").click()
    fix = phone.get_by_role("group", name="Ret adressen")
    expect(fix.get_by_label("E-mail")).to_have_value("skolen@skolen.example")
    fix.get_by_role("button", name="Fortryd").click()
    question.get_by_role("button", name="Ja, den er rigtig").click()
    expect(question).to_have_count(0)
    expect(phone.get_by_text("Adressen bliver stående.")).to_be_visible()


def test_an_operator_keeps_the_schools_with_and_without_javascript(site: Site, open_device: Open, look: Look) -> None:
    desk = open_device("desk").new_page()
    sign_in_to_panel(desk, site, 1)
    look(desk, "panel_schools_empty")
    desk.get_by_label("Skolens navn").fill("Snedkerskolen Ærø")
    desk.get_by_label("CVR-nummer").fill("13748136")
    desk.get_by_role("button", name="Tilføj skolen").click()
    expect(desk.get_by_role("heading", name="Snedkerskolen Ærø")).to_be_visible()
    look(desk, "panel_school_new")
    desk.get_by_label("Nyt maildomæne").fill("gmail.com")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Her kan alle få en postkasse")
    look(desk, "panel_school_wrong")
    desk.get_by_label("Nyt maildomæne").fill("snedkerskolen.example")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Domænet er tilføjet")

    tablet = open_device("tablet", java_script_enabled=False).new_page()
    sign_in_to_panel(tablet, site, 2)
    tablet.get_by_role("link", name="Snedkerskolen Ærø").click()
    tablet.get_by_label("Medarbejderens navn").fill("Eva Eksempel")
    tablet.get_by_label("Medarbejderens e-mail").fill("eva@snedkerskolen.example")
    tablet.get_by_role("button", name="Tilføj medarbejderen").click()
    tablet.get_by_role("link", name="Fjern snedkerskolen.example").click()
    expect(tablet.get_by_text("Medarbejdere, der mister adgangen: 1.")).to_be_visible()
    tablet.get_by_role("link", name="Fortryd").click()
    tablet.get_by_role("link", name="Fjern Eva Eksempel").click()
    desk.goto(tablet.url)
    look(desk, "panel_school_sure")
    tablet.get_by_role("button", name="Fjern medarbejderen").click()
    expect(tablet.get_by_role("status")).to_contain_text("Medarbejderen er fjernet")
    expect(tablet.get_by_text("eva@snedkerskolen.example")).to_have_count(0)
    desk.goto("/panel/schools")
    look(desk, "panel_schools")
    desk.goto(tablet.url.partition("?")[0])
    desk.set_viewport_size({"width": 820, "height": 1180})
    look(desk, "panel_school")

"""What people do beside the straight way: a new address, a colleague, another workplace, a link that does not work."""

import re

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Open
from tests.browser.people import APPRENTICE, SUPERVISOR, ask, fill_in, link_of, send
from tests.site import Site

COLLEAGUE = "svend@snedkeriet.example"
NEW = "ny.adresse@post.example"


def asked(phone: Page, site: Site, *, contact: bool = False) -> str:
    """A declaration that was asked for; the supervisor's link."""
    begun.prepared(phone, site)
    if contact:
        phone.goto(phone.url.replace("/review", "/details"))
        phone.get_by_text("Flere kontakter på lærestedet").click()
        phone.get_by_role("button", name="Tilføj en kontakt").click()
        phone.get_by_label("Kontakt: navn", exact=True).fill("Svend")
        phone.get_by_label("Kontakt: e-mail", exact=True).fill(COLLEAGUE)
        phone.get_by_label("Kontakt: e-mail", exact=True).blur()
        phone.goto(phone.url.replace("/details", "/review"))
    ask(phone)
    return link_of(site.mail(SUPERVISOR, "declaration_requested"))


def test_an_address_is_changed_with_a_code_to_the_new_and_a_word_to_the_old(site: Site, phone: Page) -> None:
    begun.signed_in(phone, site)
    phone.goto("/app/profile/address")
    phone.get_by_label("Din nye e-mailadresse").fill(NEW)
    phone.get_by_role("button", name="Send mig en kode").click()
    phone.get_by_label("Kode").fill(re.search(r"\d{6}", site.mail(NEW, "address_change_code")["text"])[0])
    phone.get_by_role("button", name="Skift til den nye adresse").click()
    expect(phone.get_by_text(NEW)).to_be_visible()
    assert NEW not in site.mail(APPRENTICE, "address_changed")["text"]
    phone.reload()
    expect(phone.get_by_text(NEW)).to_be_visible()


def test_the_pen_goes_to_a_colleague_who_sends_and_the_supervisor_is_told(
    site: Site, phone: Page, open_device: Open
) -> None:
    link = asked(phone, site, contact=True)
    supervisor, colleague = open_device("tablet").new_page(), open_device("tablet").new_page()
    supervisor.goto(link)
    supervisor.get_by_role("button", name="Ja, det er mig").click()
    supervisor.get_by_label("Din titel").fill("Snedkermester")
    supervisor.get_by_role("button", name="Nogen anden end mig").click()
    supervisor.get_by_role("button", name="Lad Svend udfylde").click()
    expect(supervisor.get_by_text("Mailen er på vej")).to_be_visible()
    fill_in(colleague, link_of(site.mail(COLLEAGUE, "pen_handed")))
    expect(colleague.get_by_text("Svend", exact=True)).to_be_visible()  # not who had the pen before
    send(colleague)
    site.mail(SUPERVISOR, "submitted_by_colleague")
    site.mail(COLLEAGUE, "submission_receipt")
    supervisor.reload()
    expect(supervisor.get_by_text("Udfyldt og låst")).to_be_visible()


def test_a_second_workplace_in_the_same_period_has_a_declaration_of_its_own(site: Site, phone: Page) -> None:
    asked(phone, site)
    first = phone.url
    phone.get_by_role("button", name="Tilføj lærested i samme periode").click()
    expect(phone.get_by_role("heading", name="Periode og adresser")).to_be_visible()
    assert first.rsplit("/", 1)[1] not in phone.url
    expect(phone.get_by_label("Før H1")).to_be_checked()
    expect(phone.get_by_label("Oplæringen slutter")).to_have_value("2026-12-04")
    expect(phone.get_by_label("CVR-nummer")).to_have_value("")
    phone.get_by_role("link", name="Erklæringer", exact=True).click()
    expect(phone.get_by_role("link", name="Erklæring før H1")).to_have_count(2)


def test_a_declaration_that_is_taken_back_tells_the_supervisor_and_takes_no_more_answers(
    site: Site, phone: Page, tablet: Page
) -> None:
    link = asked(phone, site)
    tablet.goto(link)
    tablet.get_by_role("button", name="Ja, det er mig").click()
    phone.get_by_role("button", name="Træk erklæringen tilbage").click()
    phone.get_by_role("button", name="Træk den tilbage").click()
    expect(phone.get_by_text("Trukket tilbage", exact=True)).to_be_visible()
    site.mail(SUPERVISOR, "declaration_withdrawn")
    tablet.reload()
    expect(tablet.get_by_role("heading", name="Erklæringen er trukket tilbage")).to_be_visible()


def test_a_link_that_is_cut_says_what_to_do_and_the_whole_one_works_after_it(
    site: Site, phone: Page, tablet: Page
) -> None:
    link = asked(phone, site)
    tablet.goto(link[:-5])
    expect(tablet.get_by_role("heading", name="Linket virker ikke")).to_be_visible()
    tablet.goto(link)
    expect(tablet.get_by_role("heading", name="Er det dig, og kan du udfylde den?")).to_be_visible()
    tablet.goto(link[:-5])
    expect(tablet.get_by_role("heading", name="Er det dig, og kan du udfylde den?")).to_be_visible()


def test_answers_that_were_not_sent_outlive_a_new_link(site: Site, phone: Page, tablet: Page) -> None:
    link = asked(phone, site)
    tablet.goto(link)
    tablet.get_by_role("button", name="Ja, det er mig").click()
    expect(tablet.get_by_text("Dine svar er gemt")).to_be_visible()
    tablet.wait_for_function("navigator.serviceWorker.controller !== null")
    tablet.context.set_offline(True)
    tablet.get_by_label("Bemærkninger").fill("Skrevet, mens linket blev fornyet")
    tablet.get_by_label("Bemærkninger").blur()
    phone.get_by_role("button", name="Send et nyt link").click()
    newer = link_of(site.mail(SUPERVISOR, "link_renewed"))
    tablet.context.set_offline(False)
    expect(tablet.get_by_role("heading", name="Linket virker ikke")).to_be_visible()
    expect(tablet.get_by_text("1 svar er ikke sendt")).to_be_visible()
    tablet.goto(newer)
    expect(tablet.get_by_label("Bemærkninger")).to_have_value("Skrevet, mens linket blev fornyet")
    expect(tablet.get_by_text("Dine svar er gemt")).to_be_visible()


def test_hidden_letters_are_told_at_the_field_and_hold_nothing_else_up(site: Site, phone: Page) -> None:
    begun.prepared(phone, site)
    phone.goto(phone.url.replace("/review", "/details"))
    phone.get_by_label("Lærestedets navn").fill("Snedkeriet\u202e Ærø")
    message = "Teksten indeholder skjulte tegn. Skriv den igen uden at kopiere."
    expect(phone.locator("[id='details.workplace_name-problem']")).to_have_text(message)
    expect(phone.get_by_text(f"Et svar blev ikke taget imod: {message}")).to_be_visible()
    phone.get_by_label("Hold").fill("snh1")
    phone.get_by_label("Lærestedets navn").fill("Snedkeriet på Ærø")
    expect(phone.get_by_text(message)).to_have_count(0)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.goto(phone.url.replace("/details", "/review"))
    expect(phone.get_by_text("snh1")).to_be_visible()
    ask(phone)
    assert "Snedkeriet på Ærø" in site.mail(SUPERVISOR, "declaration_requested")["text"]

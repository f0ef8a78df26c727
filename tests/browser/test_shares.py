"""Earlier declarations from one workplace to the next: sent on from the phone, opened beside the form, ended again."""

import re

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Look, Open
from tests.browser.people import link_of
from tests.site import Site

NEW = "ny@vaerksted.example"


def next_declaration(phone: Page) -> None:
    """The one after, at another workplace."""
    phone.goto("/app/declarations")
    phone.get_by_role("button", name="Ny erklæring").click()
    phone.get_by_label("Oplæringen slutter").fill("2027-06-04")
    phone.get_by_label("Skolen begynder").fill("2027-06-07")
    phone.get_by_label("Oplæringsansvarlig: navn").fill("Ny Mester")
    phone.get_by_label("Oplæringsansvarlig: e-mail").fill(NEW)
    phone.get_by_label("Oplæringsansvarlig: e-mail").blur()
    phone.goto(re.sub("/details$", "/review", phone.url))
    phone.get_by_role("button", name="Bed om udfyldelse").click()
    expect(phone.get_by_role("heading", name="Erklæring før H2")).to_be_visible()


def test_from_one_workplace_to_the_next(site: Site, phone: Page, tablet: Page, open_device: Open, look: Look) -> None:
    begun.sent(phone, tablet, site)
    site.mail("skolen@skole.example", "declaration_submitted")
    next_declaration(phone)

    phone.goto("/app/declarations")
    phone.get_by_role("link", name="Send tidligere erklæringer videre").click()
    phone.get_by_role("button", name="Send til den nye mester").click()
    expect(phone.get_by_role("alert").get_by_text("Vælg mindst én erklæring.")).to_be_visible()
    look(phone, "send_on_wrong")
    phone.get_by_label("Før H1").check()
    phone.get_by_role("button", name="Ny Mester").click()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send til den nye mester").click()
    expect(phone.get_by_role("alert").get_by_text("Der er ikke noget net")).to_be_visible()
    phone.context.set_offline(False)
    phone.reload()  # what was picked and typed is still there
    expect(phone.get_by_label("E-mail")).to_have_value(NEW)
    phone.get_by_role("button", name="Send til den nye mester").click()
    expect(phone.get_by_text(f"Sendt. Vi har sendt en mail til {NEW}.")).to_be_visible()
    expect(phone.get_by_role("heading", name="Åbent lige nu")).to_be_visible()
    look(phone, "send_on")

    new = open_device("tablet").new_page()
    new.goto(link_of(site.mail(NEW, "earlier_declarations")))
    new.get_by_role("button", name="Ja, det er mig").click()
    new.get_by_role("button", name="Åbn de tidligere erklæringer").click()
    expect(new.get_by_text(re.compile("H1.*: Som rutine")).first).to_be_visible()
    new.get_by_text("Snedkeriet Ærø").first.click()
    expect(new.get_by_text("Mere tid til tegning")).to_be_visible()
    look(new, "earlier_beside")

    phone.get_by_role("button", name="Luk", exact=True).click()
    expect(phone.get_by_text("Lukket. Ny Mester kan ikke læse dem mere.")).to_be_visible()
    new.reload()
    expect(new.get_by_role("heading", name="Erklæring for Alma Æøå")).to_be_visible()
    expect(new.get_by_role("button", name="Åbn de tidligere erklæringer")).to_have_count(0)

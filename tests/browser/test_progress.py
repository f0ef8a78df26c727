"""Progress as a picture, made from what lies on the phone."""

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.accessibility import violations
from tests.browser.people import SUPERVISOR, ask, fill_in, link_of, prepare, send, until
from tests.site import Site


def test_levels_over_the_periods_and_machines_with_no_network(site: Site, phone: Page, tablet: Page) -> None:
    begun.signed_in(phone, site)
    phone.goto("/app/progress")
    expect(phone.get_by_text("Her kommer din udvikling")).to_be_visible()
    phone.goto("/app/")
    prepare(phone)
    ask(phone)
    fill_in(tablet, link_of(site.mail(SUPERVISOR, "declaration_requested")))
    send(tablet)
    phone.goto("/app/declarations")
    expect(phone.get_by_text("Udfyldt").first).to_be_visible()
    until(phone, "navigator.serviceWorker.controller !== null")
    site.stop()
    phone.goto("/app/goals")
    phone.get_by_role("link", name="Se din udvikling").click()
    expect(phone.get_by_role("img", name="H1: Som rutine", exact=True).first).to_be_visible()
    expect(phone.get_by_text("Rundsav")).to_be_visible()
    expect(phone.get_by_text("4. december · 2026 · Snedkeriet Ærø")).to_be_visible()
    phone.get_by_role("heading", name="Det samme som tabel").click()
    expect(phone.get_by_role("cell", name="Som rutine").first).to_be_visible()
    assert violations(phone) == []

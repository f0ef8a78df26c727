"""What the apprentice is led to next: a request that waits for the network, a declaration that arrived, a dispute."""

from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import Look, Open
from tests.browser.people import SUPERVISOR, ask, fill_in, fill_profile, link_of, prepare, send, sign_in
from tests.browser.test_versions import let_the_time_run_out
from tests.site import Site


def home(phone: Page) -> None:
    phone.get_by_role("link", name="Hjem").click()
    expect(phone.get_by_role("heading", name="Næste skridt")).to_be_visible()


def test_home_leads_to_what_waits_to_what_arrived_and_to_a_dispute_first(
    site: Site, phone: Page, open_device: Open, look: Look
) -> None:
    tablet = open_device("tablet").new_page()
    sign_in(phone, site)
    expect(phone.locator("footer.bar")).to_have_count(0)
    fill_profile(phone)
    prepare(phone)
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.context.set_offline(True)
    ask(phone)
    home(phone)
    expect(phone.get_by_text("Du har bedt om det. Den sendes, når du er på nettet.")).to_be_visible()
    look(phone, "home_asked_offline")
    phone.context.set_offline(False)
    link = link_of(site.mail(SUPERVISOR, "declaration_requested"))
    phone.get_by_role("link", name="Se, hvor den er").click()
    expect(phone.locator(".recipient").first).to_contain_text("Mester Eksempel")

    fill_in(tablet, link)
    send(tablet)
    let_the_time_run_out(site)
    site.mail(SUPERVISOR, "submission_receipt")
    phone.goto("/app/")
    expect(phone.get_by_role("heading", name="Din erklæring er udfyldt")).to_be_visible()
    expect(phone.get_by_role("link", name="Se erklæringer")).to_be_visible()
    assert violations(phone) == []
    look(phone, "home_arrived")
    phone.get_by_role("link", name="Læs erklæringen").click()
    expect(phone.get_by_role("button", name="Jeg er enig")).to_be_visible()

    tablet.goto(link)
    tablet.get_by_role("button", name="Det var ikke mig").click()
    tablet.get_by_label("Hvad er der galt?").fill("Jeg var på ferie")
    tablet.get_by_role("button", name="Videre").click()
    tablet.get_by_role("button", name="Ja, det var ikke mig").click()
    expect(tablet.get_by_role("note")).to_contain_text("Jeg var på ferie")  # it is there, and not only about to be said
    phone.goto("/app/")
    expect(phone.get_by_text("Ring til dit lærested")).to_be_visible()
    expect(phone.get_by_text("Din erklæring er udfyldt")).to_have_count(0)
    look(phone, "home_disputed")
    phone.get_by_role("link", name="Se, hvad du kan gøre").click()
    expect(phone.get_by_role("heading", name="Hvad gør du nu?")).to_be_visible()
    expect(phone.get_by_role("button", name="Skriv en kommentar")).to_be_visible()
    expect(phone.get_by_role("button", name="Jeg er enig")).to_have_count(0)
    assert violations(phone) == []
    look(phone, "disputed")
    phone.get_by_role("button", name="Bed om at få den åbnet").click()
    phone.get_by_label("Hvad skal rettes?").fill("Bente udfyldte den")
    phone.get_by_role("button", name="Bed lærestedet").click()
    expect(phone.get_by_text("Du bad om det")).to_be_visible()

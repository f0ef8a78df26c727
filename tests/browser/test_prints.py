"""On paper from a real browser: the sheet for the final forms and the form for a pencil, from the app and the panel."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser import begun
from tests.browser.conftest import Look, Open
from tests.browser.people import ask
from tests.browser.test_panel_workplace import sign_in as sign_in_to_panel
from tests.documents import readback
from tests.site import Site

NO_NETWORK = "Det kræver net at hente filen. Prøv igen, når du er på nettet."


def saved(page: Page, pressed: Locator) -> str:
    """The text of the PDF that the browser saved."""
    with page.expect_download() as found:
        pressed.click()
    content = Path(found.value.path()).read_bytes()
    assert readback.claims(content)["ua"] == "1"
    return readback.text(content)


def test_the_apprentice_gets_the_sheet_for_either_form(site: Site, phone: Page, look: Look) -> None:
    begun.signed_in(phone, site)
    phone.goto("/app/profile")
    phone.get_by_role("link", name="Når oplæringen slutter").click()
    expect(phone.get_by_text("Spørg skolen eller det faglige udvalg")).to_be_visible()
    expect(phone.get_by_label("Uddannelsesaftalen begyndte")).not_to_have_value("")
    look(phone, "final_form")
    get = phone.get_by_role("button", name="Hent arket som PDF")
    told = saved(phone, get)
    assert told.startswith("Oplysninger til den afsluttende erklæring Alma Æøå Det her er ikke skemaet.")
    expect(phone.get_by_role("status").filter(has_text="Filen er gemt.")).to_be_visible()

    phone.get_by_label("Delvist gennemført").check()
    phone.get_by_label("Uddannelsesaftalen begyndte").fill("2026-07-01")
    phone.get_by_label("Uddannelsesaftalen slutter").fill("2026-06-30")
    phone.get_by_label("Aftalen er ophævet før tid").check()
    get.click()
    expect(phone.get_by_role("alert").get_by_text("Aftalen kan ikke slutte, før den begyndte.")).to_be_visible()
    look(phone, "final_form_wrong")
    phone.get_by_label("Uddannelsesaftalen slutter").fill("2026-07-31")
    phone.context.set_offline(True)
    get.click()
    expect(phone.get_by_text(NO_NETWORK)).to_be_visible()
    phone.context.set_offline(False)
    told = saved(phone, get)
    assert "Begyndte 1. juli 2026 Slutter 31. juli 2026" in told
    assert "× Aftalen er ophævet før tid" in told


def test_a_last_period_leads_to_the_sheet(site: Site, phone: Page, look: Look) -> None:
    begun.prepared(phone, site)
    phone.goto(f"{phone.url.rsplit('/', 1)[0]}/details")
    phone.get_by_label("Det er min sidste oplæringsperiode").check()
    look(phone, "final_period")
    phone.get_by_role("link", name="Hent oplysningerne til skemaet").click()
    expect(phone.get_by_role("heading", name="Når oplæringen slutter")).to_be_visible()
    phone.get_by_role("link", name="Erklæringer").first.click()
    phone.get_by_role("link", name="Afsluttende erklæring").click()
    look(phone, "final_declaration")
    expect(phone.get_by_role("link", name="Hent oplysningerne til skemaet")).to_be_visible()
    expect(phone.get_by_text("Hellere på papir?")).to_have_count(0)


def test_paper_for_the_pencil_from_app_and_panel(site: Site, phone: Page, open_device: Open, look: Look) -> None:
    begun.prepared(phone, site)
    declaration = phone.url.rsplit("/", 1)[0]
    phone.goto(declaration)
    phone.get_by_text("Hellere på papir?").click()
    look(phone, "paper_form_draft")
    blank = saved(phone, phone.get_by_role("button", name="Hent et tomt papirskema"))
    assert "Kode" not in blank
    assert "Alma Æøå" not in blank
    phone.goto(f"{declaration}/review")
    ask(phone)
    phone.get_by_text("Hellere på papir?").click()
    look(phone, "paper_form")
    told = saved(phone, phone.get_by_role("button", name="Hent papirskemaet"))
    assert "Alma Æøå" in told
    assert "Kode" in told
    assert "Lærlingen selv" in told

    desk = open_device("desk").new_page()
    sign_in_to_panel(desk, site)
    desk.get_by_role("link", name="Tomme papirskemaer").click()
    look(desk, "panel_paper_form")
    assert "Møbelsnedker" in saved(desk, desk.get_by_role("link", name="Før H2 Møbelsnedker"))
    desk.go_back()
    desk.get_by_role("link", name="Før H1", exact=False).first.click()
    look(desk, "panel_declaration_paper")
    assert "Lærlingen selv" in saved(desk, desk.get_by_role("link", name="Hent papirskemaet"))
    desk.get_by_role("link", name="Når oplæringen slutter").click()
    look(desk, "panel_final_form")
    desk.get_by_label("Hvad skal I bruge?").select_option("partly_completed")
    desk.get_by_label("Uddannelsesaftalen slutter").fill("2026-07-31")
    get = desk.get_by_role("button", name="Hent arket som PDF")
    assert "Slutter 31. juli 2026" in saved(desk, get)
    assert "Slutter 31. juli 2026" in saved(desk, get)  # the page stays, and so does what was typed

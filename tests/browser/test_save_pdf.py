"""The sealed declaration as a PDF, saved by a person in a real browser and read back by another program."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.accessibility import violations
from tests.browser.conftest import Look, Open
from tests.browser.people import SCHOOL, link_of
from tests.documents import readback
from tests.site import Site

NAME = re.compile(r"oplaeringserklaering-h1-[0-9a-f]{8}\.pdf")
NO_NETWORK = "Det kræver net at hente filen. Prøv igen, når du er på nettet."
# As iOS has it: the sheet, once for each tap, and only with files alone.
SHEET = """
    navigator.canShare = ({ files }) => files.length > 0;
    navigator.share = async (given) => {
      const [{ name, type }] = given.files;
      window.shared = [...(window.shared ?? []), `${Object.keys(given)} ${name} ${type}`];
      if (window.shared.length === 1) throw new DOMException('the tap is too long ago', 'NotAllowedError');
    };
"""
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1"


def sealed(site: Site, phone: Page, tablet: Page) -> str:
    """The path of the apprentice's page of a declaration that was filled in and sent."""
    begun.sent(phone, tablet, site)
    site.mail(SCHOOL, "declaration_submitted")
    phone.reload()
    expect(phone.get_by_role("heading", name="Erklæring om oplæring")).to_be_visible()
    return phone.url


def saved(page: Page, button: str = "Gem som PDF") -> tuple[str, bytes]:
    """The name and the bytes of what the browser saved."""
    with page.expect_download() as found:
        page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Filen er gemt.")).to_be_visible()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def judge(name: str, content: bytes, page: Page) -> None:
    """The file holds what the page says, whole and tagged."""
    assert NAME.fullmatch(name)
    text = readback.text(content)
    for expected in ("Alma Æøå", "Mester Eksempel", "Mere tid til tegning", "Jeg vil gerne lære mere om trapper."):
        assert expected in text
    assert page.locator(".digest").first.inner_text() in text.replace(" ", "")
    assert readback.claims(content)["ua"] == "1"
    assert readback.pages(content) <= 2


def test_apprentice_supervisor_and_school_each_save_it(site: Site, phone: Page, open_device: Open, look: Look) -> None:
    tablet, desk = open_device("tablet").new_page(), open_device("desk").new_page()
    sealed(site, phone, tablet)
    desk.goto(link_of(site.mail(SCHOOL, "declaration_submitted")))
    for page, name in ((phone, "saved_app"), (tablet, "saved_supervisor"), (desk, "saved_school")):
        judge(*saved(page), page)
        look(page, name)


def test_without_a_network_it_says_so_and_goes_on_when_there_is_one(site: Site, phone: Page, tablet: Page) -> None:
    path = sealed(site, phone, tablet)
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Gem som PDF").click()
    expect(phone.get_by_text(NO_NETWORK)).to_be_visible()
    assert violations(phone) == []
    assert phone.url == path
    phone.context.set_offline(False)
    judge(*saved(phone), phone)
    expect(phone.get_by_text(NO_NETWORK)).to_have_count(0)


def test_the_address_itself_goes_past_the_worker_to_the_server(site: Site, phone: Page, tablet: Page) -> None:
    """Somebody may keep it, or open it in a tab of its own."""
    path = sealed(site, phone, tablet)
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    id = path.rsplit("/", 1)[1]
    with phone.expect_download() as found:
        phone.evaluate("(id) => { location.href = `/api/declarations/${id}/declaration.pdf` }", id)
    judge(found.value.suggested_filename, Path(found.value.path()).read_bytes(), phone)


def test_on_an_iphone_the_share_sheet_gets_the_file_and_the_page_stays(
    site: Site, open_device: Open, tablet: Page, look: Look
) -> None:
    context = open_device("phone", user_agent=IPHONE)
    context.add_init_script(SHEET)
    phone = context.new_page()
    path = sealed(site, phone, tablet)
    phone.get_by_role("button", name="Gem som PDF").click()
    expect(phone.get_by_text("Filen er klar. Tryk igen for at gemme eller dele den.")).to_be_visible()
    look(phone, "pdf_ready")
    phone.get_by_role("button", name="Gem som PDF").click()
    expect(phone.get_by_text("Filen er gemt.")).to_be_visible()
    first, second = phone.evaluate("window.shared")
    assert first == second
    kind, name, media_type = first.split()
    assert (kind, media_type) == ("files", "application/pdf")
    assert NAME.fullmatch(name)
    assert phone.url == path

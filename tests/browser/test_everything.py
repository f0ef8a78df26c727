"""Tag alt med: the apprentice saves all that is theirs, is told what is not in it, and goes on meanwhile."""

import json
import re
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Look, Open
from tests.browser.test_panel_zip import SLOW
from tests.browser.test_save_pdf import IPHONE, SHEET, sealed
from tests.documents import readback
from tests.site import Site

NAME = re.compile(r"logbog-\d{4}-\d\d-\d\d\.zip")
READY, STOPPED = "Filen er klar.", "Stoppet. Intet er gemt."


def go(phone: Page) -> None:
    phone.get_by_role("link", name="Mig", exact=True).click()
    phone.get_by_role("link", name="Tag alt med").click()
    expect(phone.get_by_role("heading", name="Tag alt med", level=1)).to_be_visible()


def read(phone: Page, folder: Path) -> dict[str, bytes]:
    with phone.expect_download() as saved:
        phone.get_by_role("button", name=re.compile(r"^Gem filen \(\d+,\d MB\)$")).click()
    assert NAME.fullmatch(saved.value.suggested_filename)
    saved.value.save_as(folder / "alt.zip")
    with zipfile.ZipFile(folder / "alt.zip") as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_an_apprentice_takes_all_along_and_goes_on_meanwhile(
    site: Site, phone: Page, tablet: Page, look: Look, tmp_path: Path
) -> None:
    sealed(site, phone, tablet)
    go(phone)
    look(phone, "everything")
    phone.evaluate(SLOW)
    phone.get_by_role("button", name="Saml det hele").click()
    expect(phone.get_by_text(re.compile(r"Samler fil \d+ af 8"))).to_be_visible()
    look(phone, "everything_under_way")
    phone.get_by_role("button", name="Stop").click()
    expect(phone.get_by_text(STOPPED)).to_be_visible()
    phone.get_by_role("button", name="Saml det hele").click()
    phone.get_by_role("link", name="Log", exact=True).click()
    expect(phone.get_by_role("heading", name="Log", level=1)).to_be_visible()
    phone.evaluate("window.go_on()")
    go(phone)
    expect(phone.get_by_text(READY)).to_be_visible()
    look(phone, "everything_ready")
    found = read(phone, tmp_path)
    expect(phone.get_by_text("Filen er gemt.")).to_be_visible()
    pdf = next(content for name, content in found.items() if name.endswith(".pdf"))
    assert "Jeg vil gerne lære mere om trapper." in readback.text(pdf)
    assert json.loads(found["Profil.json"])["name"] == "Alma Æøå"


def test_what_only_the_phone_holds_is_told_and_can_be_sent_first(
    site: Site, phone: Page, look: Look, tmp_path: Path
) -> None:
    begun.signed_in(phone, site)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    phone.get_by_role("link", name="Log", exact=True).click()
    phone.get_by_role("button", name="I dag").first.click()
    phone.get_by_label("Hvad lavede du?").fill("Høvlede en dør")
    phone.get_by_label("Hvad lavede du?").blur()
    go(phone)
    expect(phone.get_by_text("1 ting, der kun ligger på telefonen")).to_be_visible()
    phone.get_by_role("button", name="Send det først").click()
    expect(phone.get_by_text("Det er ikke sendt.")).to_be_visible()
    phone.get_by_role("button", name="Saml det hele").click()
    expect(phone.get_by_text("Det kræver net. Prøv igen, når du er på nettet.")).to_be_visible()
    look(phone, "everything_offline")
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Send det først").click()
    expect(phone.get_by_text("der kun ligger på telefonen, fordi")).to_have_count(0)
    phone.get_by_role("button", name="Saml det hele").click()
    expect(phone.get_by_text(READY)).to_be_visible()
    assert json.loads(read(phone, tmp_path)["Log.json"])[0]["text"] == "Høvlede en dør"


def test_in_the_installed_app_on_an_iphone_it_goes_through_the_share_sheet(site: Site, open_device: Open) -> None:
    context = open_device("phone", user_agent=IPHONE)
    context.add_init_script(SHEET)
    phone = context.new_page()
    begun.signed_in(phone, site)
    go(phone)
    phone.get_by_role("button", name="Saml det hele").click()
    expect(phone.get_by_text(READY)).to_be_visible()
    for said in (READY, "Filen er gemt."):  # the first time the sheet is closed again
        phone.get_by_role("button", name="Gem filen").click()
        expect(phone.get_by_text(said)).to_be_visible()
    kind, name, media_type = phone.evaluate("window.shared")[1].split()
    assert (kind, media_type) == ("files", "application/zip")
    assert NAME.fullmatch(name)

"""A school moves an apprentice to a newer edition, also without a script; the apprentice is told on the phone, and the
levels go on."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from server.domain.catalogue_file import written
from tests.browser import begun, schools
from tests.browser.conftest import Look, Open
from tests.browser.people import SCHOOL
from tests.editions import ADDED, NEWER, WORDS
from tests.example import EDITION
from tests.site import Site


def publish(site: Site, folder: Path) -> None:
    file = folder / "newer.yaml"
    file.write_text(written(NEWER), "utf-8")
    site.command("catalogue", "publish", str(file))


def enter(page: Page, site: Site, path: str) -> None:
    page.goto(path)
    page.get_by_label("E-mailadresse").fill(SCHOOL)
    page.get_by_role("button", name="Send koden").click()
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(SCHOOL, "panel_code")["text"])[0])
    page.get_by_label("Dit navn").fill("Hanne Holm")
    page.get_by_role("button", name="Log ind").click()


def test_the_school_gives_its_word_and_the_apprentice_goes_on(
    site: Site, phone: Page, tablet: Page, open_device: Open, look: Look, tmp_path: Path
) -> None:
    begun.sent(phone, tablet, site)
    declaration = re.search(r"declarations/([0-9a-f-]{36})", phone.url)[1]
    publish(site, tmp_path)

    schools.staff(site, schools.school(site), SCHOOL)
    desk = open_device("desk", java_script_enabled=False).new_page()
    enter(desk, site, f"/panel/declarations/{declaration}")
    expect(desk.get_by_role("heading", name=f"Følger {EDITION.version}. Der er en nyere.")).to_be_visible()
    seen = open_device("desk").new_page()
    seen.context.add_cookies(desk.context.cookies())
    seen.goto(f"/panel/declarations/{declaration}")
    look(seen, "edition_card")
    desk.get_by_role("link", name="Se, hvad en nyere ændrer").click()
    expect(desk.get_by_text(WORDS)).to_be_visible()
    for device in ("desk", "small"):
        page = open_device(device).new_page()
        page.context.add_cookies(desk.context.cookies())
        page.goto(f"/panel/declarations/{declaration}/edition")
        page.locator("summary", has_text="Uændrede").click()
        page.locator("summary", has_text="Andet").click()
        look(page, "edition")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), device
    expect(desk.get_by_label("Hvem siger det for skolen?")).to_have_value("Hanne Holm")
    desk.get_by_label("Hvem siger det for skolen?").fill("")
    desk.get_by_role("button", name="Flyt lærlingen til 2026-08.1").click()
    expect(desk.get_by_role("alert")).to_contain_text("Skriv dit navn")
    desk.get_by_label("Hvem siger det for skolen?").fill("Hanne Holm")
    desk.get_by_role("button", name="Flyt lærlingen til 2026-08.1").click()
    expect(desk.get_by_role("status")).to_contain_text("Lærlingen er flyttet.")
    seen.goto(f"/panel/declarations/{declaration}/edition")
    look(seen, "edition_moved")

    phone.goto("/app/")
    expect(phone.get_by_role("heading", name=re.compile("Skolen har flyttet dig til målene 2026-08.1"))).to_be_visible()
    expect(phone.get_by_text("Det sagde Hanne Holm")).to_be_visible()
    look(phone, "moved_home")
    phone.get_by_role("link", name="Se målene").click()
    expect(phone.get_by_role("heading", name=ADDED.text)).to_be_visible()
    phone.goto("/app/declarations")
    phone.get_by_role("button", name="Ny erklæring").click()
    expect(phone.get_by_label("Før H2")).to_be_checked()
    phone.get_by_label("Oplæringen slutter").fill("2027-06-04")
    phone.goto("/app/progress")
    expect(phone.get_by_role("img", name=re.compile("^H1: Som rutine")).first).to_be_visible()
    expect(phone.get_by_role("heading", name=WORDS)).to_be_visible()
    look(phone, "moved_progress")
    phone.goto("/app/profile")
    expect(phone.locator("#moved")).to_be_visible()
    look(phone, "moved_profile")
    desk.reload()
    desk.reload()
    expect(desk.get_by_text("Derfor kan flytningen ikke fortrydes.")).to_be_visible()

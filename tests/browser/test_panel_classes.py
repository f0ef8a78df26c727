"""A class from the first page to the printed letter: with the keyboard alone and no script, and with one."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open
from tests.browser.pictures import read_qr
from tests.site import Site

SCHOOL, SECRETARY = "Snedkerskolen i Ærø", "kontoret@skole.example"
NAMES = "Navn\tCPR\tE-mail\nHansen, Peter\t010203-1234\tp@post.example\nÅse Ø\t020304-1234\taase@"


def sign_in(page: Page, site: Site, mails: int = 1) -> None:
    page.goto("/panel/classes")
    page.get_by_label("E-mailadresse").fill(SECRETARY)
    page.keyboard.press("Enter")
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(SECRETARY, "panel_code", mails)["text"])[0])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hold", exact=True)).to_be_visible()


def press(page: Page, name: str) -> None:
    """The button or link of that name, reached with the tabulator and pressed."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(":focus").filter(has_text=name).count():
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"nobody comes to {name} by keyboard")


def test_a_class_is_made_and_its_letter_printed(site: Site, open_device: Open, look: Look, tmp_path: Path) -> None:
    site.command("school", "add", SCHOOL)
    site.command("school", "domain", "add", SCHOOL, "skole.example")
    site.command("school", "staff", "add", SCHOOL, SECRETARY, "Åse")
    plain = open_device("tablet", java_script_enabled=False).new_page()
    sign_in(plain, site)
    press(plain, "Opret et hold")
    plain.get_by_label("Uddannelse").select_option("Bygningssnedker")
    plain.get_by_label("Hovedforløb").select_option("H2")
    plain.get_by_label("Hold").fill("snh2-26b")
    plain.get_by_label("Oplæringen slutter").fill("2026-12-04")
    plain.get_by_label("Skoleperioden begynder").fill("2026-12-07")
    plain.get_by_label("Navne").fill(NAMES)
    press(plain, "Opret holdet og få koden")
    plain.get_by_role("link", name="Linje 3: Mailadressen er ikke hel.").click()
    expect(plain.get_by_label("Navne")).to_have_value(NAMES)
    plain.get_by_label("Navne").fill(NAMES + "post.example")
    press(plain, "Opret holdet og få koden")
    expect(plain.get_by_role("status")).to_have_text("Holdet er oprettet. Her er koden til brevet.")
    code = plain.locator(".big-code").inner_text().replace(" ", "")
    assert read_qr(plain.locator(".paper-qr")) == f"{site.base_url}/app/summons#{code}"
    expect(plain.get_by_role("button", name="Udskriv arket")).to_be_hidden()

    desk = open_device("desk", permissions=["clipboard-read", "clipboard-write"]).new_page()
    sign_in(desk, site, 2)
    look(desk, "panel_classes")
    desk.get_by_role("link", name="Brev").click()
    look(desk, "panel_letter")
    desk.get_by_role("button", name="Kopiér teksten").click()
    expect(desk.get_by_text("Teksten er kopieret")).to_be_visible()
    assert f"skriv koden {code[:4]} {code[4:]}" in desk.evaluate("navigator.clipboard.readText()")
    desk.emulate_media(media="print")
    expect(desk.get_by_role("navigation")).to_be_hidden()
    expect(desk.get_by_text("Tekst til jeres eget brev")).to_be_hidden()
    assert read_qr(desk.locator(".paper-qr")).endswith(code)
    desk.emulate_media(media="null")
    printed = desk.pdf(path=tmp_path / "letter.pdf", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    desk.goto("/panel/classes")
    desk.get_by_role("link", name="Ret snh2-26b").click()
    expect(desk.get_by_label("Navne")).to_have_value("Peter Hansen; p@post.example\nÅse Ø; aase@post.example")
    look(desk, "panel_class_edit")

    phone = open_device("small").new_page()
    phone.context.add_cookies(desk.context.cookies())
    for name, path in {"classes": "/panel/classes", "class_new": "/panel/classes/new"}.items():
        phone.goto(path)
        look(phone, f"panel_{name}")
    phone.goto(plain.url)
    look(phone, "panel_letter")

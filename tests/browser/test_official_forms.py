"""An operator and the committee's form, from the upload to taking it away again, in a real browser."""

import json
from pathlib import Path
from uuid import uuid4

import pypdf
from playwright.sync_api import Page, expect

from server.documents import official_form
from tests.browser import begun, schools
from tests.browser.conftest import Look, Open
from tests.browser.test_schools import sign_in_to_panel
from tests.documents import official, readback
from tests.site import Site


def choose(page: Page, content: bytes, name: str = "Skema til udvalget.pdf") -> None:
    file = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.get_by_label("PDF-fil").set_input_files(file)


def see_pages(page: Page) -> None:
    """Pictures are fetched as they come into view."""
    for picture in page.locator(".form-pages img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("(image) => image.decode()")
    page.locator(".form-pages").evaluate("(pages) => pages.scrollTo(0, 0)")
    page.evaluate("scrollTo(0, 0)")


def takes(page: Page, field: str, fact: str) -> None:
    page.get_by_label(f"{field}: udfyldes med", exact=True).select_option(label=fact)


def test_an_operator_uploads_maps_looks_replaces_and_removes(site: Site, open_device: Open, look: Look) -> None:
    desk = open_device("desk").new_page()
    sign_in_to_panel(desk, site, 1)
    desk.get_by_role("link", name="Skemaer").click()
    look(desk, "panel_forms_empty")

    desk.get_by_label("Hvilken uddannelse").select_option(label="Bygningssnedker")
    choose(desk, b"Dette er et brev", "brev.pdf")
    desk.get_by_role("button", name="Læg skemaet op").click()
    expect(desk.get_by_role("alert")).to_contain_text("Filen er ikke en PDF")
    look(desk, "panel_forms_wrong")
    expect(desk.get_by_label("Hvilken uddannelse")).to_have_value("bygningssnedker")
    choose(desk, official.whole().content())
    desk.get_by_role("button", name="Læg skemaet op").click()

    expect(desk.get_by_role("status")).to_contain_text("Skemaet er lagt op")
    takes(desk, "Felt 1, Lærlingens fulde navn", "Lærlingens navn")
    takes(desk, "Felt 2, cvr", "Lærestedets CVR-nummer")
    takes(desk, "Felt 3, uddannelse", "Uddannelse")
    takes(desk, "Felt 4, bygning", "Speciale")
    desk.get_by_label("Sæt kun krydset, når oplysningen lyder sådan").first.fill("Bygningssnedker")
    takes(desk, "Felt 5, dato", "Sidste oplæringsperiode sluttede")
    takes(desk, "Felt 6a, naaet: ja", "Kryds: målene for sidste periode er nået")
    takes(desk, "Felt 7, bemaerkninger", "Bemærkninger fra sidste periode")
    takes(desk, "Felt 8, Journalnummer", "Bemærkninger fra sidste periode")
    see_pages(desk)
    look(desk, "panel_form")
    desk.get_by_role("button", name="Gem, og se det udfyldt").click()

    expect(desk.get_by_role("heading", name="Skemaet udfyldt med eksempler")).to_be_visible()
    expect(desk.get_by_text("Feltet “Journalnummer” er for lille til")).to_be_visible()
    expect(desk.get_by_role("region", name="Udfyldes ikke").get_by_role("listitem")).to_have_count(1)
    see_pages(desk)
    look(desk, "panel_form_preview")

    desk.get_by_role("link", name="Ret valgene").click()
    takes(desk, "Felt 8, Journalnummer", "Udfyldes ikke")
    desk.get_by_role("button", name="Gem, og se det udfyldt").click()
    expect(desk.get_by_text("Alle eksempler kan være i deres felter.")).to_be_visible()
    expect(desk.get_by_text("er der ét felt, det ikke kan være i.")).to_be_visible()
    desk.get_by_role("link", name="Så langt, som det kan blive").click()
    expect(desk.get_by_role("region", name="Det er der ikke plads til")).to_be_visible()
    see_pages(desk)
    look(desk, "panel_form_preview_long")
    desk.get_by_role("button", name="Tag skemaet i brug").click()
    expect(desk.get_by_role("status")).to_contain_text("Skemaet er i brug")
    see_pages(desk)
    look(desk, "panel_form_in_use")
    desk.get_by_role("link", name="Officielle skemaer").first.click()
    expect(desk.get_by_text("7 af 9 felter udfyldes")).to_be_visible()
    look(desk, "panel_forms")

    desk.get_by_role("link", name="Den afsluttende erklæring").click()
    with desk.expect_download() as found:
        desk.get_by_role("link", name="Hent filen").click()
    assert Path(found.value.path()).read_bytes() == official.whole().content()
    choose(desk, official.simple("navn", "nyt felt").content(), "nyt.pdf")
    desk.get_by_role("button", name="Erstat filen").click()
    lost = desk.get_by_role("region", name="Den nye fil mangler nogle felter")
    expect(lost.get_by_role("listitem")).to_have_count(6)
    expect(desk.get_by_label("Felt 1, navn: udfyldes med")).to_have_value("apprentice_name")
    see_pages(desk)
    look(desk, "panel_form_replaced")

    desk.get_by_role("link", name="Fjern skemaet").click()
    expect(desk.get_by_text("Fjern skemaet, der er i brug, og det, du har valgt")).to_be_visible()
    desk.get_by_role("button", name="Fjern skemaet").click()
    expect(desk.get_by_role("status")).to_contain_text("Skemaet er fjernet")
    expect(desk.get_by_role("heading", name="Her kommer skemaerne")).to_be_visible()


def uploaded(site: Site) -> None:
    """A form for the final declaration of all programmes that takes the apprentice's name, in use."""
    content = official.whole().content()
    checked = official_form.check(content)
    row = {
        "id": str(uuid4()), "kind": "final", "programme": "", "file_name": "x.pdf", "digest": "d" * 64,
        "content": content, "fields_json": json.dumps(checked.fields), "pages_json": json.dumps(checked.pages),
        "links_json": json.dumps([{"name": "navn", "fact": "apprentice_name", "state": "", "says": ""}]),
        "taken_by": "drift@logbog.example", "taken_at": "2026-11-23 08:00:00+00:00",
    }  # fmt: skip
    schools.insert(site, "official_form_use", **row)


def test_the_apprentice_gets_the_form_filled_and_the_sheet_beside_it(site: Site, phone: Page, look: Look) -> None:
    begun.signed_in(phone, site)
    uploaded(site)
    phone.goto("/app/profile")
    phone.get_by_role("link", name="Når oplæringen slutter").click()
    with phone.expect_download() as found:
        phone.get_by_role("button", name="Hent skemaet udfyldt").click()
    fields = pypdf.PdfReader(found.value.path()).get_fields()
    assert fields["navn"]["/V"] == "Alma Æøå"
    look(phone, "final_form_filled")
    with phone.expect_download() as found:
        phone.get_by_role("button", name="Hent arket som PDF").click()
    assert "Det her er ikke skemaet" in readback.text(Path(found.value.path()).read_bytes())
    phone.get_by_label("Delvist gennemført").check()
    expect(phone.get_by_role("button", name="Hent skemaet udfyldt")).to_have_count(0)


def test_it_is_done_on_a_phone_without_javascript_as_well(site: Site, open_device: Open, look: Look) -> None:
    phone = open_device("phone", java_script_enabled=False).new_page()
    sign_in_to_panel(phone, site, 1)
    phone.get_by_role("link", name="Skemaer").click()
    choose(phone, official.simple("navn", "sted").content())
    phone.get_by_role("button", name="Læg skemaet op").click()
    takes(phone, "Felt 1, navn", "Lærlingens navn")
    phone.get_by_role("button", name="Gem, og se det udfyldt").click()
    expect(phone.get_by_text("Alle eksempler kan være i deres felter.")).to_be_visible()
    seen = open_device("phone").new_page()
    sign_in_to_panel(seen, site, 2)
    seen.goto(phone.url.partition("?")[0])
    see_pages(seen)
    look(seen, "panel_form_preview")
    seen.get_by_role("link", name="Ret valgene").click()
    see_pages(seen)
    look(seen, "panel_form")

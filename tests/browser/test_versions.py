"""What was sent is pulled back and sent again; what was released is corrected, answered and asked to be opened."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Look, Open
from tests.browser.people import SCHOOL, SUPERVISOR, fill_in, link_of, send
from tests.documents import readback
from tests.site import Site


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """A site where what was sent can be taken back, as on a real one."""
    shutil.copy(migrated, tmp_path)
    site = Site(tmp_path, LOGBOG_TAKE_BACK_SECONDS="300", LOGBOG_SECRET_KEY=begun.KEY)
    site.start()
    yield site
    site.stop()


def let_the_time_run_out(site: Site) -> None:
    """As if the five minutes were over: the worker releases what can no longer be taken back."""
    with closing(sqlite3.connect(site.var / "logbog.sqlite3", timeout=10)) as database, database:
        database.execute("UPDATE declaration SET releases_at = '2026-01-01 00:00:00+00:00' WHERE releases_at > '0'")


def test_what_was_sent_is_taken_back_and_sent_again_as_number_one(
    site: Site, phone: Page, open_device: Open, look: Look
) -> None:
    link = begun.asked(phone, site)
    tablet, other = open_device("tablet").new_page(), open_device("small").new_page()
    other.goto(link)
    other.get_by_role("button", name="Ja, det er mig").click()
    expect(other.get_by_text("Dine svar er gemt")).to_be_visible()
    fill_in(tablet, link)
    other.context.set_offline(True)
    other.get_by_label("Bemærkninger").fill("Skrevet på telefonen")
    other.get_by_label("Bemærkninger").blur()
    send(tablet)
    expect(tablet.get_by_text("Indtil da kan du fortryde.")).to_be_visible()
    expect(tablet.locator("header").get_by_text(re.compile(r"^Sendes kl\. \d\d\.\d\d$"))).to_be_visible()
    look(tablet, "releasing")
    tablet.reload()
    expect(tablet.get_by_role("button", name="Fortryd afsendelsen")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Udfyldt – sendes kl.")).to_be_visible()
    look(phone, "releasing")

    other.context.set_offline(False)
    expect(other.get_by_text("Erklæringen var låst, da din tekst kom frem.")).to_be_visible()
    expect(other.get_by_role("button", name="Brug det, jeg skrev")).to_have_count(0)
    other.get_by_role("button", name="Fortryd afsendelsen").click()
    look(other, "taking_back")
    other.context.set_offline(True)
    other.get_by_role("button", name="Ja, fortryd").click()
    expect(other.get_by_text("Det kræver net at fortryde.")).to_be_visible()
    other.context.set_offline(False)
    other.get_by_role("button", name="Fortryd afsendelsen").click()
    other.get_by_role("button", name="Ja, fortryd").click()
    expect(other.get_by_text("Afsendelsen er fortrudt. Ingen har fået erklæringen.")).to_be_visible()
    other.get_by_role("button", name="Brug det, jeg skrev").click()
    expect(other.get_by_role("textbox", name="Bemærkninger")).to_have_value("Skrevet på telefonen")
    expect(other.get_by_text("Dine svar er gemt")).to_be_visible()
    site.mail(SUPERVISOR, "taken_back")

    tablet.reload()
    tablet.get_by_label("Særlige behov").fill("Nu er det rigtigt")
    tablet.get_by_role("button", name="Se dine svar igennem").click()
    send(tablet)
    assert site.outbox(SCHOOL) == []
    let_the_time_run_out(site)
    school = open_device("desk").new_page()
    school.goto(link_of(site.mail(SCHOOL, "declaration_submitted")))
    expect(school.get_by_text("Nu er det rigtigt")).to_be_visible()
    expect(school.get_by_text("Skrevet på telefonen")).to_be_visible()
    expect(school.get_by_text("Version 1, låst")).to_be_visible()
    other.reload()
    expect(other.get_by_text("Udfyldt og låst")).to_be_visible()
    expect(other.get_by_role("button", name="Fortryd afsendelsen")).to_have_count(0)


def sent_and_out(site: Site, phone: Page, tablet: Page) -> None:
    """A declaration that the school has."""
    fill_in(tablet, begun.asked(phone, site))
    send(tablet)
    let_the_time_run_out(site)
    site.mail(SCHOOL, "declaration_submitted")
    tablet.reload()
    expect(tablet.get_by_role("button", name="Ret erklæringen")).to_be_visible()


def open_for_correction(site: Site, page: Page, look: Look) -> None:
    page.get_by_role("button", name="Ret erklæringen").click()
    page.get_by_role("button", name="Send mig en kode på mail").click()
    expect(page.get_by_role("link", name="Skriv kort hvorfor.")).to_be_visible()
    page.get_by_label("Hvorfor skal den rettes?").fill("Et mål var sat for lavt")
    page.get_by_role("button", name="Send mig en kode på mail").click()
    expect(page.get_by_text("Vi har sendt en kode på seks tal")).to_be_visible()
    code = re.search(r"\b\d{6}\b", site.mail(SUPERVISOR, "correction_code")["text"])[0]
    page.get_by_label("Kode").fill("000000" if code != "000000" else "111111")
    page.get_by_role("button", name="Åbn erklæringen til rettelse").click()
    expect(page.get_by_role("link", name="Koden er forkert.")).to_be_visible()
    look(page, "correct_code")
    page.get_by_label("Kode").fill(code)
    page.get_by_role("button", name="Åbn erklæringen til rettelse").click()
    expect(page.get_by_role("heading", name="Du retter en sendt erklæring")).to_be_visible()


def test_a_correction_is_seen_by_the_school_beside_the_version_before(
    site: Site, phone: Page, open_device: Open, look: Look
) -> None:
    tablet, school = open_device("tablet").new_page(), open_device("desk").new_page()
    sent_and_out(site, phone, tablet)
    open_for_correction(site, tablet, look)
    tablet.get_by_label("Bemærkninger").fill("Noget, der fortrydes")
    tablet.get_by_role("button", name="Fortryd rettelsen").click()
    tablet.get_by_role("button", name="Ja, fortryd rettelsen").click()
    expect(tablet.get_by_text("Udfyldt og låst")).to_be_visible()
    expect(tablet.get_by_text("Noget, der fortrydes")).to_have_count(0)

    tablet.get_by_role("button", name="Ret erklæringen").click()
    tablet.get_by_role("button", name="Ret den ikke").click()
    open_again(site, tablet)
    expect(tablet.get_by_label("Bemærkninger")).to_have_value("")
    tablet.locator(".levels").first.get_by_label("På egen hånd").check()
    tablet.get_by_label("Bemærkninger").fill("Flot arbejde")
    school.goto(link_of(site.mail(SCHOOL, "declaration_submitted")))
    expect(school.get_by_text("Lærestedet er ved at rette erklæringen.")).to_be_visible()
    expect(school.get_by_text("Flot arbejde")).to_have_count(0)
    phone.reload()
    expect(phone.get_by_text("Lærestedet er ved at rette erklæringen.")).to_be_visible()
    tablet.get_by_role("button", name="Se dine svar igennem").click()
    send(tablet)
    let_the_time_run_out(site)
    school.goto(link_of(site.mail(SCHOOL, "declaration_corrected")))
    school.reload()
    expect(school.get_by_role("heading", name="Version 2 af 2")).to_be_visible()
    expect(school.get_by_text("Et mål var sat for lavt")).to_be_visible()
    expect(school.locator(".differs")).to_have_count(2)
    school.get_by_text("Version 1, den tidligere").click()
    expect(school.get_by_text("Version 1, låst")).to_be_visible()
    look(school, "versions")
    for button, says in (("Gem som PDF", "Version 2 af 2"), ("Gem version 1 som PDF", "Version 1 af 2")):
        with school.expect_download() as saved:
            school.get_by_role("button", name=button, exact=True).click()
        assert says in readback.text(Path(saved.value.path()).read_bytes())
    school.emulate_media(media="print")
    expect(school.get_by_text("Version 2 af 2, låst")).to_be_visible()
    expect(school.get_by_text("Version 1, låst")).not_to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name="Version 2 af 2")).to_be_visible()


def open_again(site: Site, page: Page) -> None:
    """A second time, with a code of its own."""
    known = len(site.outbox(SUPERVISOR, "correction_code"))
    page.get_by_role("button", name="Ret erklæringen").click()
    page.get_by_label("Hvorfor skal den rettes?").fill("Et mål var sat for lavt")
    page.get_by_role("button", name="Send mig en kode på mail").click()
    code = re.search(r"\b\d{6}\b", site.mail(SUPERVISOR, "correction_code", known + 1)["text"])[0]
    page.get_by_label("Kode").fill(code)
    page.get_by_role("button", name="Åbn erklæringen til rettelse").click()
    expect(page.get_by_role("heading", name="Du retter en sendt erklæring")).to_be_visible()


def test_the_apprentice_agrees_and_comments_without_a_network_and_asks_for_what_came_too_late(
    site: Site, phone: Page, open_device: Open, look: Look
) -> None:
    tablet = open_device("tablet").new_page()
    link = begun.asked(phone, site)
    fill_in(tablet, link)
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    page = phone.url
    phone.get_by_role("link", name="Hvor langt er du?").click()
    phone.locator(".levels").first.get_by_label("På egen hånd").check()
    send(tablet)
    let_the_time_run_out(site)
    site.mail(SCHOOL, "declaration_submitted")
    phone.context.set_offline(False)
    phone.goto(page)
    expect(phone.get_by_text("Udfyldt og låst")).to_be_visible()
    expect(phone.get_by_role("heading", name="Kom noget for sent?")).to_be_visible()

    phone.context.set_offline(True)
    phone.get_by_role("button", name="Jeg er enig").click()
    phone.get_by_role("button", name="Ja, jeg er enig").click()
    phone.get_by_role("button", name="Skriv en kommentar").click()
    phone.get_by_label("Din kommentar").fill("Jeg vil gerne lære mere om trapper")
    phone.reload()
    phone.get_by_role("button", name="Skriv en kommentar").click()
    expect(phone.get_by_label("Din kommentar")).to_have_value("Jeg vil gerne lære mere om trapper")
    look(phone, "reply_form")
    phone.get_by_role("button", name="Send kommentaren").click()
    expect(phone.get_by_text("Sendes, når der er net")).to_have_count(2)
    phone.get_by_role("button", name="Bed om at få den åbnet").click()
    phone.get_by_label("Hvad skal rettes?").fill("Mit eget trin kom for sent")
    phone.get_by_role("button", name="Bed lærestedet").click()
    assert site.outbox(SCHOOL, "reply_added") == []
    phone.context.set_offline(False)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    expect(phone.get_by_text("Du er enig")).to_be_visible()
    expect(phone.get_by_text("Du bad om det")).to_be_visible()
    look(phone, "replied")

    site.mail(SCHOOL, "reply_added", 2)
    tablet.goto(link_of(site.mail(SUPERVISOR, "correction_asked")))
    tablet.reload()
    expect(tablet.get_by_role("heading", name="Lærlingen beder dig rette erklæringen")).to_be_visible()
    expect(tablet.get_by_text("Mit eget trin kom for sent")).to_be_visible()
    school = open_device("desk").new_page()
    school.goto(link_of(site.mail(SCHOOL, "reply_added")))
    expect(school.get_by_text("Lærlingen er enig")).to_be_visible()
    expect(school.get_by_text("Jeg vil gerne lære mere om trapper").last).to_be_visible()
    expect(school.get_by_text("Mit eget trin kom for sent")).to_have_count(0)

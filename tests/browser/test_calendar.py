"""The calendar's address on the phone and in the panel: made, copied, fetched by somebody without a cookie, stopped."""

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser import begun, schools
from tests.browser.accessibility import violations
from tests.browser.conftest import Open
from tests.browser.people import Look
from tests.documents import calendar_readback
from tests.site import Site


def fetch(address: str) -> bytes:
    """As a calendar does: no cookie, no browser."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        return bytes(answer.read())


def gone(address: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as error:
        fetch(address)
    error.value.close()
    return error.value.code


def address_on(page: Page) -> str:
    shown = page.get_by_text(re.compile(r"^http\S+/calendar/\S+\.ics$"))
    expect(shown).to_be_visible()
    return shown.inner_text()


def test_an_apprentice_has_the_dates_in_a_calendar(site: Site, open_device: Open, phone: Page, look: Look) -> None:
    begun.asked(phone, site)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Læg i kalenderen").click()
    assert download.value.suggested_filename == "oplaeringserklaering.ics"
    calendar_readback.read(download.value.path().read_bytes())
    look(phone, "calendar_declaration")
    phone.goto("/app/profile")
    expect(phone.get_by_role("button", name="Lav kalenderadresse")).to_be_visible()
    stays = phone.get_by_text("Din kalenderadresse virker også efter et log ud.")
    expect(stays).to_have_count(0)
    look(phone, "calendar_none")
    phone.get_by_role("button", name="Lav kalenderadresse").click()
    first = address_on(phone)
    expect(stays).to_be_visible()
    phone.get_by_text("Sådan gør du").click()
    look(phone, "calendar_made")
    expect(phone.get_by_role("link", name="Åbn i kalenderen")).to_have_attribute("href", re.compile("^webcal://"))
    calendar_readback.read(fetch(first))
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.get_by_role("button", name="Kopiér adressen").click()
    expect(phone.get_by_text("Kopieret")).to_be_visible()
    assert phone.evaluate("navigator.clipboard.readText()") == first
    phone.reload()
    expect(phone.get_by_text(re.compile("Sidst hentet"))).to_be_visible()
    phone.get_by_text("Lav en ny adresse", exact=True).click()
    assert violations(phone) == []
    phone.get_by_role("button", name="Ja, lav en ny adresse").click()
    expect(phone.get_by_text("Den nye adresse er lavet.")).to_be_visible()
    second = address_on(phone)
    assert (second != first, gone(first)) == (True, 404)
    phone.get_by_text("Stop kalenderen", exact=True).click()
    look(phone, "calendar_stop")
    phone.get_by_role("button", name="Ja, stop kalenderen").click()
    expect(phone.get_by_text("Stoppet.")).to_be_visible()
    assert gone(second) == 404
    phone.context.set_offline(True)
    phone.goto("/app/")
    phone.goto("/app/profile")
    expect(phone.get_by_text("Kalenderadressen kræver net.").first).to_be_visible()
    log = site.log.read_text()
    assert "GET /calendar/{token}.ics 200" in log
    for address in (first, second):
        token = address.rpartition("/")[2].removesuffix(".ics")
        assert token not in log
        assert token[32:] not in log


def sign_in_panel(page: Page, site: Site, address: str, path: str, *, mails: int = 1) -> None:
    page.goto(path)
    page.get_by_label("E-mailadresse").fill(address)
    page.get_by_role("button", name="Send koden").click()
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(address, "panel_code", mails)["text"])[0])
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(f"**{path}")


def test_a_school_has_its_classes_in_a_calendar(site: Site, open_device: Open, look: Look) -> None:
    school_id = schools.school(site)
    schools.staff(site, school_id, schools.SCHOOL)
    schools.summons(
        site, school_id, "ABCD2345", training_period_ends_on="2099-12-04", school_period_starts_on="2099-12-07"
    )
    plain = open_device("desk", java_script_enabled=False).new_page()
    sign_in_panel(plain, site, schools.SCHOOL, "/panel/classes")
    plain.get_by_role("link", name="Frister i din kalender").click()
    plain.get_by_role("button", name="Lav kalenderadresse").click()
    first = address_on(plain)
    titles = [day["title"] for day in calendar_readback.days(fetch(first))]
    assert titles == ["snh2-26b: frist for oplæringserklæringer", "snh2-26b: skoleperioden H2 begynder"]
    desk = open_device("desk").new_page()
    desk.context.add_cookies(plain.context.cookies())
    desk.goto("/panel/calendar")
    look(desk, "panel_calendar")
    small = open_device("small").new_page()
    small.context.add_cookies(plain.context.cookies())
    small.goto("/panel/calendar")
    look(small, "panel_calendar")
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.get_by_role("button", name="Kopiér adressen").click()
    expect(desk.get_by_text("Kopieret")).to_be_visible()
    assert desk.evaluate("navigator.clipboard.readText()") == first
    desk.get_by_role("button", name="Lav en ny adresse").click()
    expect(desk.get_by_role("status")).to_contain_text("Den gamle virker ikke mere")
    second = address_on(desk)
    assert gone(first) == 404
    desk.get_by_role("button", name="Stop kalenderen").click()
    expect(desk.get_by_role("status")).to_have_text("Kalenderadressen er stoppet.")
    look(desk, "panel_calendar_none")
    assert gone(second) == 404
    desk.goto("/panel/classes")
    look(desk, "panel_classes_calendar")
    desk.get_by_role("link", name="snh2-26b", exact=True).click()
    look(desk, "panel_class_calendar")
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Læg i kalenderen").click()
    assert download.value.suggested_filename == "hold-snh2-26b.ics"
    assert second.rpartition("/")[2].removesuffix(".ics") not in site.log.read_text()

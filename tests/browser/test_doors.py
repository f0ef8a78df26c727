"""One draft, five doors: start at one, go on at another; the phone handed over; talking it through on two devices."""

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from server.domain.moments import danish_day
from tests.browser import begun
from tests.browser.conftest import Open
from tests.browser.people import SUPERVISOR, Look, fill_in, link_of, send
from tests.browser.pictures import read_qr
from tests.site import Site


def to_doors(phone: Page) -> None:
    phone.get_by_role("link", name="Del link, QR eller kode").click()
    expect(phone.get_by_role("button", name="Vis QR-kode")).to_be_visible()


def first_goal(page: Page, level: str) -> None:
    page.locator(".levels:visible").first.get_by_label(level).check()


def sent(page: Page) -> None:
    expect(page.get_by_text(re.compile("Alt er sendt|Dine svar er gemt"))).to_be_visible()


def test_a_qr_code_and_a_short_code_go_on_where_another_door_stopped_and_the_mailed_code_signs(
    site: Site, phone: Page, open_device: Open, look: Look
) -> None:
    begun.asked(phone, site)
    to_doors(phone)
    phone.context.set_offline(True)  # from here the phone shows what it has
    phone.reload()
    phone.get_by_role("button", name="Vis QR-kode").click()
    link = read_qr(phone.locator("svg.qr"))
    look(phone, "doors_qr")
    phone.get_by_role("button", name="Vis kode").click()
    code = phone.locator(".short-code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4} [0-9A-Z]{4}", code)
    look(phone, "doors_code")

    by_qr = open_device("tablet").new_page()
    by_qr.goto(link)
    by_qr.get_by_role("button", name="Ja, det er mig").click()
    by_qr.get_by_label("Bemærkninger").fill("Begyndt fra QR-koden")
    by_qr.get_by_label("Bemærkninger").blur()
    sent(by_qr)

    by_code = open_device("small").new_page()
    by_code.goto("/kode")
    by_code.get_by_label("Kode").fill("nej")
    by_code.get_by_role("button", name="Åbn erklæringen").click()
    expect(by_code.get_by_text("Koden virker ikke").first).to_be_visible()
    look(by_code, "kode")
    by_code.get_by_label("Kode").fill(f" {code.lower().replace(' ', '-')}")
    by_code.get_by_role("button", name="Åbn erklæringen").click()
    expect(by_code.get_by_text("1 svar er skrevet af Mester Eksempel.")).to_be_visible()
    by_code.get_by_role("button", name="Ja, det er mig").click()
    expect(by_code.get_by_label("Bemærkninger")).to_have_value("Begyndt fra QR-koden")
    fill_in(by_code, by_code.url)
    look(by_code, "check_door")

    by_code.get_by_role("button", name="Send kode til m•••r@snedkeriet.example").click()
    expect(by_code.get_by_label("Kode fra mailen")).to_be_visible()
    mailed = re.search(r"\b\d{6}\b", site.mail(SUPERVISOR, "sign_code")["text"])[0]
    by_code.get_by_label("Kode fra mailen").fill(f"{(int(mailed) + 1) % 10**6:06}")
    by_code.get_by_role("button", name="Send til skolen og lærlingen").click()
    expect(by_code.get_by_text("Koden er forkert").first).to_be_visible()
    look(by_code, "check_code_wrong")
    by_code.get_by_role("button", name="Send uden kode").click()
    expect(by_code.get_by_role("heading", name="Afventer lærestedets bekræftelse")).to_be_visible()
    expect(by_code.get_by_text("Koden er forkert")).to_have_count(0)
    expect(by_code.get_by_role("button", name="Send til skolen og lærlingen")).to_have_count(0)
    look(by_code, "waits_confirm")
    by_code.get_by_text("Har I en kode fra mailen?").click()
    by_code.get_by_role("button", name="Send kode til m•••r@snedkeriet.example").click()
    expect(by_code.get_by_label("Kode fra mailen")).to_be_visible()
    mailed = re.search(r"\b\d{6}\b", site.mail(SUPERVISOR, "sign_code")["text"])[0]
    look(by_code, "waits_code")
    by_code.get_by_label("Kode fra mailen").fill(mailed)
    send(by_code)
    expect(by_code.get_by_text("med en kort kode fra lærlingen, bekræftet med en kode")).to_be_visible()
    look(by_code, "sealed")
    by_qr.reload()
    expect(by_qr.get_by_text("Udfyldt og låst")).to_be_visible()


def handed_over(phone: Page) -> None:
    phone.get_by_role("button", name="Ræk telefonen til Mester Eksempel").click()
    expect(phone.get_by_text("Telefonen er rakt til Mester Eksempel")).to_be_visible()


def test_a_phone_handed_over_without_a_network_waits_for_the_mailbox_and_is_confirmed_from_it(
    site: Site, phone: Page, tablet: Page, look: Look
) -> None:
    begun.asked(phone, site)
    declaration = phone.url
    to_doors(phone)
    sent(phone)
    phone.context.set_offline(True)
    handed_over(phone)
    handed = phone.url
    phone.goto("/app/declarations")  # whoever holds it does not get at the apprentice's pages
    expect(phone.get_by_text("Telefonen er rakt til Mester Eksempel")).to_be_visible()
    assert phone.url == handed
    assert phone.get_by_role("navigation").count() == 0
    fill_in(phone, handed)
    look(phone, "handed_check")
    phone.get_by_role("button", name="Send kode til").click()
    expect(phone.get_by_text("Koden kræver net")).to_be_visible()
    phone.get_by_role("button", name="Send uden kode").click()
    expect(phone.get_by_text("lærestedet får en mail, når der er net")).to_be_visible()
    look(phone, "handed_waits")
    phone.get_by_role("button", name="Giv telefonen tilbage").click()
    expect(phone.get_by_text("Svarene fra Mester Eksempel ligger på telefonen")).to_be_visible()
    expect(phone.get_by_text("Telefonen er din igen. Svarene er skjult.")).to_be_visible()
    look(phone, "handed_back")
    phone.goto(handed)  # the apprentice does not get at what was written
    expect(phone.get_by_role("heading", name="Næste skridt")).to_be_visible()
    phone.goto("/app/unsent")
    expect(phone.get_by_text("mens telefonen var rakt videre")).to_be_visible()
    assert phone.get_by_text("Mere tid til tegning").count() == 0

    phone.context.set_offline(False)
    phone.goto(declaration)
    expect(phone.get_by_role("heading", name="Afventer lærestedets bekræftelse")).to_be_visible()
    look(phone, "awaiting")
    expect(phone.get_by_text("Svarene fra Mester Eksempel ligger på telefonen")).to_be_hidden()
    databases = phone.evaluate("indexedDB.databases().then((all) => all.map(({ name }) => name))")
    assert not [name for name in databases if name.startswith("logbog-e-")]

    tablet.goto(link_of(site.mail(SUPERVISOR, "confirmation_asked")))
    tablet.get_by_role("button", name="Ja, det er mig").click()
    expect(tablet.get_by_role("heading", name="Se dine svar igennem")).to_be_visible()
    expect(tablet.get_by_text("Udfyldt på lærlingens telefon")).to_be_visible()
    look(tablet, "confirm")
    expect(tablet.get_by_text("Mere tid til tegning")).to_be_visible()
    send(tablet)
    expect(tablet.get_by_text("på lærlingens telefon, bekræftet fra lærestedets mail")).to_be_visible()


def test_both_talk_it_through_each_on_their_own_device(site: Site, phone: Page, tablet: Page, look: Look) -> None:
    begun.asked(phone, site)
    tablet.goto(link_of(site.mail(SUPERVISOR, "declaration_requested")))
    tablet.get_by_role("button", name="Ja, det er mig").click()
    first_goal(tablet, "Med hjælp")
    sent(tablet)
    phone.goto(f"{phone.url}/talk")
    expect(phone.get_by_text("Samtalen er ikke åben")).to_be_visible()
    tablet.get_by_role("button", name="Åbn for lærlingen i en time").click()
    expect(phone.locator(".sealed-goal").first.get_by_text("Med hjælp")).to_be_visible()
    first_goal(tablet, "På egen hånd")
    expect(phone.locator(".sealed-goal").first.get_by_text("På egen hånd")).to_be_visible()
    look(phone, "talk_apprentice")
    phone.get_by_role("button", name="Vi har talt den igennem").click()
    expect(tablet.get_by_text("Talt igennem, sagt fra egen telefon")).to_be_visible()
    look(tablet, "talk_supervisor")
    tablet.get_by_role("button", name="Vi har talt den igennem", exact=True).click()
    expect(tablet.get_by_label("Vi har talt svarene igennem")).to_have_value(danish_day(datetime.now(UTC)).isoformat())
    tablet.get_by_role("button", name="Luk for lærlingen").click()
    expect(phone.get_by_text("Samtalen er ikke åben")).to_be_visible()

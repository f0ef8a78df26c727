"""Lost, wrong, not me: every way out of the straight one is walked on a phone and a tablet, and looked at."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open
from tests.browser.people import APPRENTICE, SCHOOL, SUPERVISOR, fill_in, link_of, send
from tests.browser.test_around_the_loop import COLLEAGUE, asked
from tests.site import Site

RIGHT = "den.rette@snedkeriet.example"


def seen_after_reload(page: Page, words: str) -> None:
    """The phone asks each minute; a reload asks at once. The worker has its own pace."""
    for _ in range(20):
        page.reload()
        expect(page.get_by_text("Alt er sendt")).to_be_visible()
        if page.get_by_text(words).count():
            return
    raise AssertionError(words)


def nothing_reaches_the_disk(page: Page) -> None:
    page.evaluate("void (IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') })")


def test_a_lost_link_is_mailed_anew_and_what_was_not_sent_comes_along(
    site: Site, phone: Page, open_device: Open, look: Look
) -> None:
    tablet = open_device("small").new_page()
    tablet.goto(asked(phone, site))
    tablet.get_by_role("button", name="Ja, det er mig").click()
    expect(tablet.get_by_text("Dine svar er gemt")).to_be_visible()
    tablet.wait_for_function("navigator.serviceWorker.controller !== null")
    tablet.context.set_offline(True)
    tablet.get_by_label("Bemærkninger").fill("Skrevet uden net")
    tablet.get_by_label("Bemærkninger").blur()
    phone.get_by_role("button", name="Send et nyt link").click()
    site.mail(SUPERVISOR, "link_renewed")
    tablet.context.set_offline(False)
    expect(tablet.get_by_role("heading", name="Linket virker ikke")).to_be_visible()
    expect(tablet.get_by_text("1 svar er ikke sendt")).to_be_visible()
    expect(tablet.get_by_text("m•••r@snedkeriet.example")).to_be_visible()
    look(tablet, "lost_link")
    tablet.get_by_role("button", name="Send mig et nyt link").click()
    expect(tablet.get_by_text("Linket er på vej til m•••r@snedkeriet.example")).to_be_visible()
    tablet.goto(link_of(site.mail(SUPERVISOR, "fresh_link")))
    expect(tablet.get_by_label("Bemærkninger")).to_have_value("Skrevet uden net")
    expect(tablet.get_by_text("Dine svar er gemt")).to_be_visible()

    stranger = open_device("small").new_page()
    stranger.goto("/e/0123456789abcdef#afklippet")
    expect(stranger.get_by_role("heading", name="Linket virker ikke")).to_be_visible()
    stranger.get_by_role("link", name="Find dine links").click()
    stranger.get_by_label("Din e-mailadresse").fill("mester")
    stranger.get_by_role("button", name="Send mig mine links").click()
    expect(stranger.get_by_text("E-mailadressen ser ikke rigtig ud.")).to_be_visible()
    stranger.get_by_label("Din e-mailadresse").fill(SUPERVISOR)
    look(stranger, "find")
    stranger.get_by_role("button", name="Send mig mine links").click()
    expect(stranger.get_by_role("heading", name="Se i din indbakke")).to_be_visible()
    stranger.goto(link_of(site.mail(SUPERVISOR, "open_links")))
    stranger.get_by_role("button", name="Ja, det er mig").click()  # asked once a device
    expect(stranger.get_by_label("Bemærkninger")).to_have_value("Skrevet uden net")


def test_a_no_is_taken_back_then_the_right_person_is_named_and_goes_on(
    site: Site, phone: Page, tablet: Page, open_device: Open, look: Look
) -> None:
    tablet.goto(asked(phone, site, contact=True))
    expect(tablet.get_by_role("heading", name="Er det dig, og kan du udfylde den?")).to_be_visible()
    look(tablet, "who")
    tablet.get_by_role("button", name="Nej, vælg hvorfor").click()
    tablet.get_by_label("Lærlingen har ikke været her i perioden").check()
    tablet.get_by_role("button", name="Videre").click()
    expect(tablet.get_by_text("Skriv kort hvorfor.")).to_be_visible()
    nothing_reaches_the_disk(tablet)  # as when the page goes before it has
    tablet.get_by_label("Skriv kort hvorfor").fill("Hun var hos Hansen")
    tablet.reload()
    tablet.get_by_role("button", name="Nej, vælg hvorfor").click()
    expect(tablet.get_by_label("Skriv kort hvorfor")).to_have_value("Hun var hos Hansen")
    tablet.get_by_role("button", name="Videre").click()
    look(tablet, "decline_sure")
    assert site.outbox(APPRENTICE, "request_declined") == []
    tablet.get_by_role("button", name="Send svaret til Alma Æøå").click()
    expect(tablet.get_by_role("heading", name="Du har svaret nej")).to_be_visible()
    look(tablet, "declined")
    site.mail(APPRENTICE, "request_declined")
    phone.reload()
    expect(phone.get_by_text("Afvist: du har ikke været der i perioden")).to_be_visible()
    expect(phone.get_by_text("Hun var hos Hansen")).to_be_visible()
    look(phone, "truth_declined")
    tablet.get_by_role("button", name="Fortryd").click()
    tablet.get_by_role("button", name="Ja, det er mig").click()
    tablet.locator(".levels").first.get_by_label("På egen hånd").check()
    expect(tablet.get_by_text("Dine svar er gemt")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text(re.compile(r"Begyndt · 1 af \d+"))).to_be_visible()

    tablet.get_by_role("button", name="Nogen anden end mig").click()
    tablet.get_by_label("Det er en anden, der skal udfylde den").check()
    tablet.get_by_label("Jeg skriver navn og e-mail").check()
    tablet.get_by_label("Den rettes navn").fill("Den Rette")
    tablet.get_by_label("Den rettes e-mail").fill(APPRENTICE)
    look(tablet, "decline")
    tablet.get_by_role("button", name="Videre").click()
    tablet.get_by_role("button", name="Send svaret").click()
    expect(tablet.get_by_text("Det er lærlingens egen adresse.")).to_be_visible()
    tablet.get_by_label("Den rettes e-mail").fill(RIGHT)
    tablet.get_by_role("button", name="Videre").click()
    tablet.get_by_role("button", name="Send svaret").click()
    expect(tablet.get_by_role("heading", name="Tak. Den Rette har fået et link")).to_be_visible()
    right = open_device("tablet").new_page()
    right.goto(link_of(site.mail(RIGHT, "declaration_requested")))
    expect(right.get_by_text("1 svar er skrevet af Mester Eksempel.")).to_be_visible()
    right.get_by_role("button", name="Ja, det er mig").click()
    expect(right.locator(".levels").first.get_by_label("På egen hånd")).to_be_checked()
    expect(right.get_by_label("Dit navn")).to_have_value("Den Rette")  # not who named them
    phone.reload()
    expect(phone.get_by_text(RIGHT).first).to_be_visible()
    expect(phone.get_by_text("Mester Eksempel pegede på den her person")).to_be_visible()
    look(phone, "passed_on")
    fill_in(right, link_of(site.mail(RIGHT, "declaration_requested")))
    send(right)


def test_a_wrong_address_is_corrected_in_place_and_a_forwarded_link_says_who_filled_in(
    site: Site, phone: Page, tablet: Page, open_device: Open, look: Look
) -> None:
    old = asked(phone, site)
    seen_after_reload(phone, "Afleveret til mailserveren")
    look(phone, "truth_sent")
    phone.get_by_role("button", name="Ret adressen").first.click()
    phone.get_by_label("E-mail").fill(APPRENTICE)
    phone.get_by_role("button", name="Ret og send linket").click()
    expect(phone.get_by_text("Det er din egen adresse.")).to_be_visible()
    phone.get_by_label("Navn").fill("Den Rette")
    phone.get_by_label("E-mail").fill(RIGHT)
    look(phone, "fix_address")
    phone.get_by_role("button", name="Ret og send linket").click()
    link = link_of(site.mail(RIGHT, "declaration_requested"))
    expect(phone.get_by_text(SUPERVISOR)).to_have_count(0)
    tablet.goto(old)
    expect(tablet.get_by_role("heading", name="Linket virker ikke")).to_be_visible()
    expect(tablet.get_by_role("link", name="Find dine links")).to_be_visible()

    tablet.goto(link)
    expect(tablet.get_by_role("heading", name="Er det dig, og kan du udfylde den?")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Linket blev åbnet").first).to_be_visible()
    tablet.get_by_role("button", name="Jeg har fået linket videresendt").click()
    tablet.get_by_role("button", name="Begynd").click()
    expect(tablet.get_by_text("Skriv dit navn.")).to_be_visible()
    tablet.get_by_label("Dit navn").fill("Vikar Hansen")
    tablet.get_by_label("Din e-mailadresse").fill(COLLEAGUE)
    look(tablet, "forwarded")
    tablet.get_by_role("button", name="Begynd").click()
    expect(tablet.get_by_text("Udfyldes af Vikar Hansen")).to_be_visible()
    fill_in(tablet, link)
    look(tablet, "forwarded_check")
    send(tablet)
    site.mail(COLLEAGUE, "submission_receipt")

    tablet.goto(link_of(site.mail(RIGHT, "submission_receipt")))
    tablet.get_by_role("button", name="Det var ikke mig").click()
    tablet.get_by_label("Hvad er der galt?").fill("Jeg var på ferie og har ikke sendt den videre.")
    look(tablet, "not_me")
    tablet.get_by_role("button", name="Videre").click()
    tablet.get_by_role("button", name="Ja, det var ikke mig").click()
    expect(tablet.get_by_text("“Det var ikke mig”")).to_be_visible()
    expect(tablet.get_by_role("button", name="Det var ikke mig")).to_have_count(0)

    school = open_device("desk").new_page()
    school.goto(link_of(site.mail(SCHOOL, "signature_disputed")))
    expect(school.get_by_text("Jeg var på ferie")).to_be_visible()
    look(school, "disputed")
    school.get_by_role("button", name="Markér som læst").click()
    school.get_by_role("button", name="Markér som læst").click()
    expect(school.get_by_text("Skriv dit navn.", exact=True)).to_be_visible()
    school.get_by_label("Hvem tager sig af den?").fill("Lise Lærer")
    school.get_by_role("button", name="Markér som læst").click()
    expect(school.get_by_text("Den er markeret som læst.")).to_be_visible()
    expect(school.get_by_text("Læst af Lise Lærer")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Læst af Lise Lærer (skolen)")).to_be_visible()
    expect(phone.get_by_text("Jeg var på ferie")).to_be_visible()
    look(phone, "truth_read")

"""The whole loop in real Chromium: phone, tablet, and the mails between them; accessible in light and dark."""

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Look, Open
from tests.browser.people import (
    APPRENTICE,
    SCHOOL,
    SUPERVISOR,
    ask,
    fill_in,
    fill_profile,
    link_of,
    prepare,
    send,
    sign_in,
)
from tests.site import Site


def test_the_whole_loop(site: Site, open_device: Open, look: Look) -> None:
    phone, tablet = open_device("phone").new_page(), open_device("tablet").new_page()
    sign_in(phone, site, look=look)
    fill_profile(phone, look)
    prepare(phone, look)
    ask(phone)
    request = site.mail(SUPERVISOR, "declaration_requested")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    look(phone, "requested")

    taps = fill_in(tablet, link_of(request), look)
    assert tablet.url.endswith(link_of(request).split("#")[0].rsplit("/", 1)[1]), "the secret has left the address bar"
    assert taps <= len(tablet.locator("dt").all()) + 12
    send(tablet)
    look(tablet, "sent")

    for address in (APPRENTICE, SCHOOL):
        mail = site.mail(address, "declaration_submitted")
        assert "Mere tid til tegning" not in mail["text"] + mail["html"]
    school = open_device("desk").new_page()
    school.goto(link_of(site.mail(SCHOOL, "declaration_submitted")))
    expect(school.get_by_role("heading", name="Erklæring om oplæring")).to_be_visible()
    expect(school.get_by_text("Mere tid til tegning")).to_be_visible()
    look(school, "sealed")
    assert_prints_black_on_white(school)
    site.mail(SUPERVISOR, "submission_receipt")

    phone.get_by_role("link", name="Hjem").click()
    phone.reload()
    look(phone, "home")
    phone.get_by_role("link", name="Erklæringer", exact=True).click()
    phone.get_by_role("link", name="Erklæring før H1").click()
    expect(phone.get_by_text("Udfyldt og låst")).to_be_visible()
    look(phone, "sealed")
    for name, path in (("profile_whole", "/app/profile"), ("goals", "/app/goals"), ("about", "/app/about")):
        phone.goto(path)
        expect(phone.get_by_role("heading", level=1)).to_be_visible()
        look(phone, name)


def assert_prints_black_on_white(page: Page) -> None:
    """Also from a dark screen, and nothing but the declaration."""
    page.emulate_media(media="print", color_scheme="dark")
    colours = "element => [getComputedStyle(element).color, getComputedStyle(document.documentElement).backgroundColor]"
    assert page.locator("h1").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    expect(page.locator("header.top")).not_to_be_visible()
    expect(page.get_by_role("button", name="Udskriv")).not_to_be_visible()
    page.emulate_media(media="screen", color_scheme="light")


def test_a_declaration_is_prepared_and_asked_for_without_a_network(site: Site, phone: Page) -> None:
    sign_in(phone, site)
    fill_profile(phone)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    phone.close()
    cold = phone.context.new_page()
    cold.goto("/app/")
    expect(cold.get_by_role("heading", name="Næste skridt")).to_be_visible()
    prepare(cold)
    ask(cold)
    expect(cold.get_by_text("Gemt på telefonen – sendes, når du er på nettet.")).to_be_visible()
    assert site.outbox(SUPERVISOR) == []
    cold.context.set_offline(False)
    site.mail(SUPERVISOR, "declaration_requested")
    expect(cold.get_by_text("Alt er sendt")).to_be_visible()


def test_the_supervisors_page_survives_a_lost_network_and_a_reload(site: Site, phone: Page, tablet: Page) -> None:
    link = begun.asked(phone, site)
    tablet.goto(link)
    tablet.get_by_role("button", name="Ja, det er mig").click()
    expect(tablet.get_by_text("Dine svar er gemt")).to_be_visible()
    tablet.wait_for_function("navigator.serviceWorker.controller !== null")
    tablet.context.set_offline(True)
    tablet.locator(".levels").first.get_by_label("På egen hånd").check()
    tablet.get_by_label("Bemærkninger").fill("Skrevet uden net")
    expect(tablet.get_by_text("Gemt på telefonen")).to_be_visible()
    tablet.reload()
    expect(tablet.get_by_label("Bemærkninger")).to_have_value("Skrevet uden net")
    expect(tablet.locator(".levels").first.get_by_label("På egen hånd")).to_be_checked()
    tablet.context.set_offline(False)
    expect(tablet.get_by_text("Dine svar er gemt")).to_be_visible()


def test_what_another_device_wrote_is_read_before_it_is_sent(site: Site, phone: Page, open_device: Open) -> None:
    """Sent without a network, the answers of a colleague are not sealed unseen when the network returns."""
    link = begun.asked(phone, site)
    first, second = open_device("tablet").new_page(), open_device("tablet").new_page()
    fill_in(first, link)
    expect(first.get_by_text("Dine svar er gemt")).to_be_visible()
    first.context.set_offline(True)
    first.get_by_role("button", name="Send til skolen og lærlingen").click()
    expect(first.get_by_text("sendes, når du er på nettet")).to_be_visible()
    second.goto(link)
    second.get_by_role("button", name="Ja, det er mig").click()
    second.get_by_label("Bemærkninger").fill("Skrevet af en anden")
    second.get_by_label("Bemærkninger").blur()
    expect(second.get_by_text("Dine svar er gemt")).to_be_visible()
    first.context.set_offline(False)
    expect(first.get_by_text("Svarene er ændret et andet sted")).to_be_visible()
    expect(first.get_by_text("Skrevet af en anden")).to_be_visible()
    assert site.outbox(SCHOOL) == []
    first.get_by_role("button", name="Ret svarene").click()
    first.get_by_label("Bemærkninger").fill("Rettet igen")
    first.get_by_role("button", name="Se dine svar igennem").click()
    expect(first.get_by_text("Rettet igen")).to_be_visible()
    send(first)
    site.mail(SCHOOL, "declaration_submitted")


def test_what_is_typed_on_mig_survives_leaving_the_page_and_a_reload(site: Site, phone: Page) -> None:
    sign_in(phone, site)
    phone.get_by_label("Dit navn").fill("Halvt skrevet")
    phone.get_by_role("button", name="Gem").click()
    expect(phone.get_by_role("link", name="Vælg din uddannelse.")).to_be_visible()
    phone.get_by_label("Bygningssnedker").check()
    expect(phone.get_by_role("link", name="Vælg din uddannelse.")).not_to_be_visible()
    phone.get_by_role("link", name="Hjem").click()
    phone.get_by_role("link", name="Mig", exact=True).click()
    expect(phone.get_by_label("Dit navn")).to_have_value("Halvt skrevet")
    phone.reload()
    expect(phone.get_by_label("Dit navn")).to_have_value("Halvt skrevet")
    expect(phone.get_by_label("Bygningssnedker")).to_be_checked()
    phone.get_by_label("Hvornår begyndte").fill("2024-08-01")
    phone.get_by_role("button", name="Gem").click()
    expect(phone.get_by_text("Gemt på telefonen").first).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("button", name="Gem")).not_to_be_visible()
    expect(phone.get_by_label("Dit navn")).to_have_value("Halvt skrevet")

"""One declaration in the panel: the keyboard alone reads, notes and marks it without a script; and its apprentice, who
is told of it on the phone, ends the access of somebody else."""

import re
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.people import Look, sign_in
from tests.cast import ANSWERS, APPRENTICE, DETAILS, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.site import Site

AUNT = "moster@post.example"
SCROLLS = "[...document.querySelectorAll('main, aside')].some((one) => getComputedStyle(one).overflowY == 'auto')"


@pytest.fixture
def sealed(site: Site) -> Iterator[str]:
    """The id of a declaration that was sent to workplace, school and an aunt; the next one waits at the workplace."""
    clients: list[httpx.Client] = []

    def new() -> httpx.Client:
        clients.append(httpx.Client(base_url=site.base_url))
        return clients[-1]

    apprentice = Apprentice(new(), Mailbox(new()))
    apprentice.finish_profile()
    made = apprentice.make({**DETAILS, "details.others": [{"name": "Moster", "address": AUNT}]})
    assert apprentice.request(made).status_code == 200
    site.mail(SUPERVISOR, "declaration_requested")
    supervisor = Visitor(new(), Mailbox(new()), SUPERVISOR)
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    after = {"details.main_course": 3, "details.training_period_ends_on": "2027-06-04"}
    following = apprentice.make({**DETAILS, **after, "details.school_period_starts_on": "2027-06-07"})
    assert apprentice.request(following).status_code == 200
    yield made
    for client in clients:
        client.close()


def enter(page: Page, site: Site, path: str) -> None:
    page.goto(path)
    page.get_by_label("E-mailadresse").fill(SCHOOL)
    page.get_by_label("E-mailadresse").press("Enter")
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(SCHOOL, "panel_code")["text"])[0])
    page.get_by_label("Dit navn").fill("Hanne Holm")
    page.get_by_label("Koden").press("Enter")
    expect(page.get_by_role("heading", name="Lærling Et", level=1)).to_be_visible()


def test_the_school_reads_and_notes_by_keyboard_and_the_apprentice_sees_who_and_ends_access(
    site: Site, sealed: str, open_device: Open, look: Look
) -> None:
    path = f"/panel/declarations/{sealed}"
    plain = open_device("desk", java_script_enabled=False).new_page()
    enter(plain, site, path)
    expect(plain.get_by_label("Hvem tager sig af den?")).to_have_value("Hanne Holm")
    note = plain.get_by_label("Note til den næste periode")
    note.focus()
    plain.keyboard.type("Øv samlinger")
    plain.keyboard.press("Tab")
    plain.keyboard.press("Enter")
    expect(plain.get_by_role("status")).to_contain_text("Noten er gemt.")
    plain.get_by_label("Hvem tager sig af den?").press("Enter")
    expect(plain.get_by_role("status")).to_contain_text("markeret som læst")
    plain.locator("summary", has_text="Skriv en besked").focus()
    plain.keyboard.press("Enter")
    plain.get_by_label("Besked", exact=True).fill("Kom forbi")
    plain.get_by_role("button", name="Send beskeden").press("Enter")
    expect(plain.get_by_role("alert")).to_contain_text("modtager")
    expect(plain.get_by_label("Besked", exact=True)).to_have_value("Kom forbi")

    for device in ("desk", "tablet", "small"):
        page = open_device(device).new_page()
        page.context.add_cookies(plain.context.cookies())
        page.goto(path)
        expect(page.get_by_role("link", name="Gem som PDF")).to_be_in_viewport()
        expect(page.get_by_role("button", name="Udskriv")).to_be_in_viewport()
        assert not page.evaluate(SCROLLS), "nothing of the page scrolls by itself"
        if device != "small":
            look(page, "panel_declaration")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), device
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Gem noten")).to_be_hidden()
    expect(page.get_by_text("Fingeraftrykket")).to_be_visible()

    phone = open_device("phone").new_page()
    sign_in(phone, site, APPRENTICE)
    phone.goto(f"/app/declarations/{sealed}")
    seen = phone.locator("#openings")
    expect(seen).to_contain_text("Hanne Holm")
    expect(seen).to_contain_text(re.compile(r"\d+ gange, senest"))
    expect(seen).to_contain_text("Det siger ikke, hvem der læste.")
    phone.get_by_role("button", name="Afslut adgangen").click()
    look(phone, "end_access")
    phone.get_by_role("button", name="Afslut adgangen nu").click()
    expect(phone.get_by_text("Moster har ikke adgang mere.")).to_be_visible()
    expect(phone.get_by_role("button", name="Afslut adgangen")).to_have_count(0)
    phone.get_by_role("link", name="Erklæringer", exact=True).first.click()
    phone.get_by_role("link", name=re.compile("før H3")).click()
    expect(phone.get_by_role("heading", name="Skolen skrev efter erklæringen før H2")).to_be_visible()
    look(phone, "follow_up")

    link = next(mail for mail in reversed(site.outbox(SUPERVISOR, "declaration_requested")))["text"]
    tablet = open_device("tablet").new_page()
    tablet.goto(re.search(r"/e/\S+", link)[0])
    tablet.get_by_role("button", name="Ja, det er mig").click()
    expect(tablet.get_by_text("Øv samlinger")).to_be_visible()
    look(tablet, "follow_up_form")

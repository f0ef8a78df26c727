"""Two texts for one field: both are shown, with who, where and when; a person chooses, nothing is lost or sealed."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.accessibility import violations
from tests.browser.conftest import Open
from tests.browser.people import SUPERVISOR, fill_in, send, sign_in
from tests.site import Site

WORDS = "Dine egne ord"
REMARKS = "Bemærkninger"


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).fill(text)
    page.get_by_label(label).blur()


def in_step(page: Page, deed: Callable[[], None]) -> None:
    """Does it, and waits until the server has it."""
    with page.expect_response("**/operations"):
        deed()
    expect(page.get_by_text(re.compile("Alt er sendt|Dine svar er gemt"))).to_be_visible()


def test_two_phones_of_one_apprentice(site: Site, open_device: Open) -> None:
    phone, other = open_device("phone").new_page(), open_device("phone").new_page()
    begun.prepared(phone, site)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    machines = phone.url.replace("/review", "/self/99")
    sign_in(other, site)
    other.goto(machines)
    phone.goto(machines)
    expect(other.get_by_label(WORDS)).to_have_value("Jeg vil gerne lære mere om trapper.")
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    write(phone, WORDS, "Jeg vil gerne lære mere om døre.")
    expect(phone.get_by_text("Gemt på telefonen")).to_be_visible()
    in_step(other, lambda: write(other, WORDS, "Jeg vil gerne lære mere om vinduer."))
    phone.context.set_offline(False)
    card = phone.get_by_role("region", name=f"To svar: {WORDS}")
    expect(card).to_be_visible()
    expect(card.locator("mark")).to_have_text(["vinduer", "døre"])
    expect(card.get_by_text("Linux · Chrome")).to_be_visible()
    assert violations(phone) == []
    phone.goto(machines.replace("/self/99", "/review"))
    phone.get_by_role("button", name="Bed om udfyldelse").click()
    expect(phone.get_by_text("Vælg først, hvad der skal stå")).to_be_visible()
    assert site.outbox(SUPERVISOR) == []
    phone.get_by_role("button", name="Behold begge, og ret bagefter").click()
    expect(phone.get_by_role("region", name=f"To svar: {WORDS}")).to_have_count(0)
    phone.goto(machines)
    both = "Jeg vil gerne lære mere om vinduer.\nJeg vil gerne lære mere om døre."
    expect(phone.get_by_label(WORDS)).to_have_value(both)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    other.reload()
    expect(other.get_by_label(WORDS)).to_have_value(both)


def test_two_tablets_on_one_link_choose_before_anything_is_sent(site: Site, phone: Page, open_device: Open) -> None:
    link = begun.asked(phone, site)
    first, second = open_device("tablet").new_page(), open_device("tablet").new_page()
    fill_in(first, link)
    expect(first.get_by_text("Dine svar er gemt")).to_be_visible()
    first.get_by_role("button", name="Ret svarene").click()
    second.goto(link)
    second.get_by_role("button", name="Ja, det er mig").click()
    expect(second.get_by_label(REMARKS)).to_be_visible()
    first.context.set_offline(True)
    write(first, REMARKS, "Fra den første")
    in_step(second, lambda: write(second, REMARKS, "Fra den anden"))
    first.context.set_offline(False)
    expect(first.get_by_role("region", name=f"To svar: {REMARKS}")).to_be_visible()
    expect(first.get_by_text("Mester Eksempel · Linux · Chrome")).to_be_visible()
    first.get_by_role("button", name="Se dine svar igennem").click()
    expect(first.get_by_role("button", name="Send til skolen og lærlingen")).to_be_disabled()
    first.get_by_role("button", name="Brug det, jeg skrev").click()
    expect(first.get_by_role("definition").filter(has_text="Fra den første")).to_be_visible()
    expect(first.get_by_text("Dine svar er gemt")).to_be_visible()
    send(first)


def test_what_comes_too_late_is_kept_and_shown_to_both(site: Site, phone: Page, open_device: Open) -> None:
    link = begun.asked(phone, site)
    first, second = open_device("tablet").new_page(), open_device("tablet").new_page()
    first.goto(link)
    first.get_by_role("button", name="Ja, det er mig").click()
    expect(first.get_by_text("Dine svar er gemt")).to_be_visible()
    first.context.set_offline(True)
    write(first, REMARKS, "Skrevet i kælderen")
    fill_in(second, link)
    send(second)
    first.context.set_offline(False)
    expect(first.get_by_text("Erklæringen var låst, da din tekst kom frem.")).to_be_visible()
    first.get_by_role("button", name="Behold som note").click()
    notes = first.get_by_text("Kom for sent til erklæringen")
    expect(notes).to_be_visible()
    expect(first.get_by_text("Skrevet i kælderen")).to_have_count(1)
    phone.reload()
    expect(phone.get_by_text("Kom for sent til erklæringen")).to_be_visible()
    expect(phone.get_by_text("Skrevet i kælderen")).to_be_visible()


def test_what_is_being_typed_is_never_rewritten_under_the_cursor_nor_overwrites_unseen(
    site: Site, phone: Page, open_device: Open
) -> None:
    begun.prepared(phone, site)
    machines = phone.url.replace("/review", "/self/99")
    phone.goto(machines)
    other = open_device("phone").new_page()
    sign_in(other, site)
    words = phone.get_by_role("textbox", name=WORDS)
    words.press("End")
    in_step(phone, lambda: words.press_sequentially(" Og om d"))
    other.goto(machines)
    expect(other.get_by_label(WORDS)).to_have_value("Jeg vil gerne lære mere om trapper. Og om d")
    in_step(other, lambda: write(other, WORDS, "Noget helt andet"))
    with phone.expect_response("**/api/changes*"):
        phone.evaluate("dispatchEvent(new Event('online'))")
    words.press_sequentially("øre.")
    mine = "Jeg vil gerne lære mere om trapper. Og om døre."
    expect(words).to_have_value(mine)
    phone.get_by_role("button", name="Der er to tekster. Vælg").click()
    card = phone.get_by_role("region", name=f"To svar: {WORDS}")
    expect(card).to_be_focused()
    expect(card).to_contain_text(mine)
    expect(card).to_contain_text("Noget helt andet")
    expect(words).to_have_value("Noget helt andet")
    assert violations(phone) == []
    card.get_by_role("button", name="Brug det, jeg skrev").click()
    expect(words).to_have_value(mine)

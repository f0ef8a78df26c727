"""What was typed in the panel and not sent is there again after a link, a reload, a refusal, a network gone,
and nowhere once it was sent, or once somebody signed out."""

import re
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.people import Look
from tests.browser.test_panel_catalogue import MEMBER, fill
from tests.browser.test_panel_figures import sign_in as sign_member_in
from tests.cast import SCHOOL, SUPERVISOR, Apprentice, Mailbox
from tests.site import Site

KEPT = "Det, du skrev uden at gemme eller sende, står her igen."
IN_TAB = "Object.keys(sessionStorage).filter((key) => key.startsWith('typing:'))"

NOTHING = f"{IN_TAB}.length === 0"


@pytest.fixture
def asked(site: Site) -> Iterator[str]:
    """The path of a declaration that was asked for."""
    with httpx.Client(base_url=site.base_url) as client, httpx.Client(base_url=site.base_url) as mails:
        apprentice = Apprentice(client, Mailbox(mails))
        apprentice.finish_profile()
        made = apprentice.make()
        assert apprentice.request(made).status_code == 200
        site.mail(SUPERVISOR, "declaration_requested")
        yield f"/panel/declarations/{made}"


def sign_in(page: Page, site: Site, path: str, mails: int = 1) -> None:
    page.goto(path)
    page.get_by_label("E-mailadresse").fill(SCHOOL)
    page.get_by_label("E-mailadresse").press("Enter")
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(SCHOOL, "panel_code", mails)["text"])[0])
    page.get_by_label("Koden").press("Enter")
    page.wait_for_url(f"**{path}")


def away(page: Page) -> None:
    """By a link, as anybody does."""
    page.get_by_role("link", name="Min adgang").click()
    expect(page.get_by_role("heading", name="Min adgang", level=1)).to_be_visible()


def test_a_sheet_that_is_typed_in_is_there_again_until_it_is_saved(
    site: Site, asked: str, open_device: Open, look: Look
) -> None:
    page = open_device("desk").new_page()
    sheet = f"{asked}/paper"
    sign_in(page, site, sheet)
    kept, special = page.get_by_text(KEPT), page.get_by_label("Særlige behov")
    first = page.locator("fieldset.goal").first.get_by_label("Som rutine")
    machine = page.locator("input[type=checkbox][name^='supervisor.machine.']").first
    expect(kept).to_have_count(0)
    special.fill("Mere tid til tegning")
    first.check()
    machine.check()
    away(page)
    page.goto(sheet)
    for _ in range(2):
        expect(kept).to_be_visible()
        expect(special).to_have_value("Mere tid til tegning")
        expect(first).to_be_checked()
        expect(machine).to_be_checked()
        page.reload()
    look(page, "panel_typing")
    page.get_by_role("button", name="Vis det, der er gemt").click()
    expect(special).to_have_value("")
    expect(first).not_to_be_checked()
    page.get_by_role("button", name="Vis det, jeg skrev").click()
    expect(special).to_have_value("Mere tid til tegning")
    page.get_by_label("Hvem har skrevet under på papiret?").fill("Mester")
    page.locator("[name=typist]").fill("Hanne Holm")
    page.locator("button[value=save]").click()
    expect(page.locator("main > .done")).to_be_visible()
    page.wait_for_function(NOTHING)
    page.goto(sheet)
    expect(special).to_have_value("Mere tid til tegning")
    expect(kept).to_have_count(0)


def test_what_one_card_left_is_kept_when_another_is_sent_and_nothing_is_left_after_signing_out(
    site: Site, asked: str, open_device: Open
) -> None:
    desk = open_device("desk")
    page = desk.new_page()
    sign_in(page, site, asked)
    note, message = page.locator("[name=note]"), page.locator("[name=text]")
    note.fill("Ring til mester")
    page.get_by_role("heading", name="Skriv til").or_(page.locator("details:has([name=text]) summary")).first.click()
    message.fill("Hej med jer")
    away(page)
    page.goto(asked)
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(note).to_have_value("Ring til mester")
    expect(message).to_be_visible()
    page.locator("button[formaction$='/note']").click()
    expect(page.locator("main > .done")).to_be_visible()
    expect(message).to_have_value("Hej med jer")
    away(page)
    page.goto(asked)
    expect(message).to_have_value("Hej med jer")
    note.fill("Ring igen")
    beside = desk.new_page()
    beside.goto("/panel/access")
    beside.get_by_role("button", name="Log ud").click()
    beside.wait_for_url("**/panel/sign_in**")
    page.wait_for_function(NOTHING)
    note.fill("Skrevet efter udlogning")
    page.wait_for_function(NOTHING)
    sign_in(page, site, asked, 2)
    expect(note).to_have_value("Ring til mester")
    expect(message).to_have_value("")
    expect(page.get_by_text(KEPT)).to_have_count(0)
    note.fill("Igen")
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_url("**/panel/sign_in**")
    page.wait_for_function(NOTHING)


def test_whoever_is_led_to_the_way_in_leaves_nothing_in_the_tab(site: Site, asked: str, open_device: Open) -> None:
    desk = open_device("desk")
    page = desk.new_page()
    sign_in(page, site, asked)
    page.locator("[name=note]").fill("Ring til mester")
    assert len(page.evaluate(IN_TAB)) == 1
    desk.clear_cookies()  # as when the session has ended, or was ended from another machine
    page.reload()
    page.wait_for_url("**/panel/sign_in**")
    page.wait_for_function(NOTHING)


def test_a_goal_in_words_that_a_colleague_has_not_seen(site: Site, open_device: Open, look: Look) -> None:
    """A refusal, a network that was gone, and a colleague's words: each keeps the text, and none is overwritten."""
    fill(site)
    desk = open_device("desk")
    page = desk.new_page()
    sign_member_in(page, site, MEMBER)
    page.goto("/panel/catalogue")
    page.get_by_role("button", name="Begynd et udkast").click()
    page.locator("a[href*='/goals/']").first.click()
    goal, plain, keep = (
        page.url,
        page.get_by_label("I hverdagssprog"),
        page.get_by_role("button", name="Gem", exact=True),
    )
    plain.fill("Mine ord")
    desk.set_offline(True)
    keep.click()
    page.wait_for_url("chrome-error://**")
    desk.set_offline(False)
    page.goto(goal)
    expect(plain).to_have_value("Mine ord")
    away(page)

    colleague = open_device("desk").new_page()
    colleague.context.add_cookies(desk.cookies())
    colleague.goto(goal)
    expect(colleague.get_by_text(KEPT)).to_have_count(0)
    colleague.get_by_label("I hverdagssprog").fill("Kollegaens ord")
    colleague.get_by_role("button", name="Gem", exact=True).click()
    colleague.wait_for_url("**done=**")

    page.goto(goal)
    expect(plain).to_have_value("Mine ord")
    keep.click()
    expect(page.get_by_role("alert")).to_contain_text("En anden har rettet det")
    expect(page.get_by_text("Kollegaens ord")).to_be_visible()
    away(page)
    page.goto(goal)
    expect(plain).to_have_value("Mine ord")
    plain.fill("Vores ord")
    keep.click()
    page.wait_for_url("**done=edition_kept")
    page.wait_for_function(NOTHING)
    page.goto(goal)
    expect(plain).to_have_value("Vores ord")
    expect(page.get_by_text(KEPT)).to_have_count(0)

    drop = colleague.get_by_role("button", name="Slet udkastet")
    drop.click()
    expect(colleague.get_by_role("alert")).to_contain_text("Udkastet er ændret, siden du så det.")
    drop.click()
    expect(colleague.get_by_text("Udkastet er slettet.")).to_be_visible()
    plain.fill("De sidste ord")
    keep.click()
    expect(page.get_by_role("heading", name="Udkastet er her ikke mere")).to_be_visible()
    look(page, "panel_edition_gone")
    colleague.get_by_role("button", name="Tag det slettede udkast tilbage").click()
    expect(colleague.get_by_text("Udkastet er taget tilbage")).to_be_visible()
    page.get_by_role("button", name="Gem det i udkastet").click()
    page.wait_for_url("**done=edition_kept")
    page.wait_for_function(NOTHING)
    page.goto(goal)
    expect(plain).to_have_value("De sidste ord")

"""The panel's pages for who has no mouse, no script or a printer: everything is reached, seen and done."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open
from tests.site import Site

OFFICE = "snedker@skolen.example"
FOCUSED = """
() => {
  const found = document.activeElement;
  if (!found || found === document.body) return null;
  const box = found.getBoundingClientRect(), style = getComputedStyle(found);
  return { place: [...document.querySelectorAll('*')].indexOf(found), words: found.innerText || found.name,
           seen: style.outlineStyle !== 'none' && box.width > 1 && box.bottom > 0 && box.top < innerHeight };
}
"""
# What a finger could press; boxes that only a script fills are not there.
CAN_BE_PRESSED = "a[href], button, input:not([type=hidden]), select, textarea, summary"


def sign_in(page: Page, site: Site, mails: int = 1) -> None:
    """With the keyboard alone, from field to field."""
    page.goto("/panel/")
    to(page, "address")
    page.keyboard.type(OFFICE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Skriv koden fra mailen")).to_be_visible()
    to(page, "code")
    page.keyboard.type(re.search(r"\d{6}", site.mail(OFFICE, "panel_code", mails)["text"])[0])
    to(page, "name")
    page.keyboard.type("Ane Sekretær")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mangler før skoleperioden")).to_be_visible()


def to(page: Page, name: str) -> None:
    """The field of that name, by tabulator."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"nobody comes to {name} by keyboard")


def walk(page: Page) -> list[dict[str, Any]]:
    """Every stop of the tabulator, from the top of the page until it leaves it."""
    stops: list[dict[str, Any]] = []
    page.evaluate("document.activeElement.blur()")
    for _ in range(150):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stops and stop["place"] == stops[0]["place"]):
            return stops
        stops.append(stop)
    raise AssertionError("the tabulator never comes out")


def test_every_page_is_walked_by_keyboard_and_what_is_missing_is_reminded_of(
    site: Site, open_device: Open, look: Look
) -> None:
    site.command("seed")
    page = open_device("desk").new_page()
    page.goto("/panel/sign_in")
    look(page, "panel_sign_in")
    sign_in(page, site)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indholdet")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)"), "the way past the menu"
    places = [link.get_attribute("href") for link in page.get_by_role("navigation").get_by_role("link").all()]
    assert places == ["/panel/missing", "/panel/declarations", "/panel/classes", "/panel/access"]
    for place in (*places, "/panel/classes/new"):
        page.goto(place)
        stops = walk(page)
        assert [stop["place"] for stop in stops] == sorted(stop["place"] for stop in stops), (
            f"{place}: in reading order"
        )
        assert all(stop["seen"] for stop in stops), f"{place}: {[stop['words'] for stop in stops if not stop['seen']]}"
        there = page.locator(CAN_BE_PRESSED).filter(visible=True).count()
        radios = page.locator("input[type=radio]").count() - len(page.locator("fieldset:has(input[type=radio])").all())
        reached = len({stop["place"] for stop in stops})
        assert reached == there - radios, f"{place}: {reached} of {there}"
    page.goto("/panel/missing")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.pickAll"):
            break
    page.keyboard.press("Space")
    press(page, "Mind de valgte")
    expect(page.get_by_role("status").first).to_contain_text("påmindelse")
    assert len(site.outbox(kind="reminder")) + len(site.outbox(kind="school_reminds")) > 0
    page.emulate_media(media="print")
    for hidden in (page.get_by_role("navigation"), page.get_by_role("button", name="Log ud")):
        expect(hidden).to_be_hidden()
    expect(page.get_by_role("table").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_without_a_script_a_tablet_signs_in_sees_where_and_signs_the_others_out(
    site: Site, open_device: Open, look: Look
) -> None:
    site.command("seed")
    first, second = (open_device("tablet", java_script_enabled=False).new_page() for _ in range(2))
    sign_in(first, site)
    sign_in(second, site, 2)
    second.get_by_role("link", name="Min adgang").click()
    expect(second.get_by_role("row")).to_have_count(3)
    second.get_by_role("button", name="Log ud alle andre steder").click()
    expect(second.get_by_role("status")).to_have_text("Der er logget ud alle andre steder.")
    expect(second.get_by_role("row")).to_have_count(2)
    first.get_by_role("link", name="Min adgang").click()
    expect(first.get_by_role("heading", name="Log ind i panelet")).to_be_visible()
    scripted = open_device("tablet").new_page()
    sign_in(scripted, site, 3)
    scripted.goto("/panel/access")
    look(scripted, "panel_access")


def press(page: Page, name: str) -> None:
    """The button or link of that name, reached with the tabulator and pressed."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(":focus").filter(has_text=name).count():
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"nobody comes to {name} by keyboard")

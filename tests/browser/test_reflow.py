"""Nothing is cut off on the smallest phone with letters twice as large (WCAG 1.4.4 and 1.4.10), for either reader."""

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Open
from tests.browser.people import SUPERVISOR, link_of
from tests.site import Site

NEW = ("/app/log", "/app/photos", "/app/photos/backup", "/app/progress", "/app/summons", "/app/unsent")
LARGE = "html { font-size: 200% !important }"


def assert_fits(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.add_style_tag(content=LARGE)
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], path


def test_large_letters_reflow(site: Site, open_device: Open) -> None:
    phone = open_device("small", bypass_csp=True).new_page()
    assert_fits(phone, "/")  # signed in, it leads on
    begun.asked(phone, site)
    declaration = phone.url.split(site.base_url)[1]
    parts = [declaration, *(f"{declaration}/{part}" for part in ("details", "summons", "self/0", "review"))]
    for path in ("/app/", "/app/profile", "/app/goals", "/app/about", "/app/declarations", *NEW, *parts):
        assert_fits(phone, path)
    supervisor = open_device("small", bypass_csp=True).new_page()
    link = link_of(site.mail(SUPERVISOR, "declaration_requested"))
    assert_fits(supervisor, link)
    supervisor.get_by_role("button", name="Ja, det er mig").click()
    expect(supervisor.get_by_role("heading", name="Erklæring for Alma Æøå")).to_be_visible()
    assert supervisor.evaluate("document.documentElement.scrollWidth") <= 360

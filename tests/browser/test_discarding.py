"""A draft thrown away without a network, and brought back on another device with what was written there meanwhile."""

import re

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Look, Open
from tests.browser.people import sign_in, until
from tests.site import Site

SENT, OFFLINE = "Alt er sendt", "Gemt på telefonen"


def to_declarations(page: Page) -> None:
    page.get_by_role("link", name="Erklæringer", exact=True).click()
    expect(page.get_by_role("heading", name="Erklæringer")).to_be_visible()


def test_a_draft_is_discarded_offline_and_restored_on_the_other_device(
    site: Site, open_device: Open, look: Look
) -> None:
    small, tablet = open_device("small").new_page(), open_device("tablet").new_page()
    begun.signed_in(small, site)
    to_declarations(small)
    small.get_by_role("button", name="Ny erklæring").click()
    small.get_by_label("Lærestedets navn").fill("Snedkeriet Ærø")
    small.get_by_label("Lærestedets navn").blur()
    expect(small.get_by_text(SENT)).to_be_visible()
    sign_in(tablet, site)
    to_declarations(tablet)
    tablet.get_by_role("link", name=re.compile("Snedkeriet Ærø")).click()
    tablet.get_by_role("link", name="Periode og adresser").click()

    small.context.set_offline(True)
    to_declarations(small)
    small.get_by_role("link", name=re.compile("Snedkeriet Ærø")).click()
    small.get_by_role("button", name="Slet kladden").click()
    expect(small.get_by_text("Kladden er slettet.")).to_be_visible()
    small.get_by_role("button", name="Fortryd").click()
    small.get_by_role("link", name=re.compile("Snedkeriet Ærø")).click()
    small.get_by_role("button", name="Slet kladden").click()
    expect(small.get_by_role("heading", name="Slettede kladder")).to_be_visible()
    expect(small.get_by_role("link", name=re.compile("Snedkeriet Ærø"))).to_have_count(0)
    look(small, "discarded")
    header = "document.querySelector('header.top').offsetHeight"
    before = small.evaluate(header)
    small.clock.install(time=small.evaluate("Date.now() + 10 * 60_000") / 1000)
    small.evaluate("dispatchEvent(new Event('online'))")
    expect(small.get_by_text(re.compile(r"siden \d\d\.\d\d"))).to_be_visible()
    assert small.evaluate(header) == before
    look(small, "waits_since")

    tablet.context.set_offline(True)
    tablet.get_by_label("Hold").fill("2a")
    tablet.get_by_label("Hold").blur()
    expect(tablet.get_by_text(OFFLINE)).to_be_visible()
    small.context.set_offline(False)
    small.evaluate("dispatchEvent(new Event('online'))")
    expect(small.get_by_text(SENT)).to_be_visible()
    tablet.context.set_offline(False)
    expect(tablet.get_by_text("1 svar er afvist")).to_be_visible()
    expect(tablet.get_by_role("heading", name="Kladden er slettet")).to_be_visible()
    look(tablet, "discarded_elsewhere")
    tablet.get_by_role("link", name="Se det, der ikke er sendt").click()
    expect(tablet.get_by_text("Kladden er slettet. Gendan den").last).to_be_visible()
    look(tablet, "refused")
    tablet.get_by_role("button", name="Kassér").click()
    expect(tablet.get_by_text("Alt er sendt. Der ligger intet her")).to_be_visible()
    tablet.get_by_role("button", name="Fortryd").click()
    tablet.get_by_role("button", name="Gendan").click()
    expect(tablet.get_by_text("Alt er sendt. Der ligger intet her")).to_be_visible()
    until(small, "(dispatchEvent(new Event('online')), Boolean(document.querySelector('a.card')))")
    expect(small.get_by_role("heading", name="Slettede kladder")).to_have_count(0)
    small.get_by_role("link", name=re.compile("Snedkeriet Ærø")).click()
    small.get_by_role("link", name="Periode og adresser").click()
    expect(small.get_by_label("Hold")).to_have_value("2a")

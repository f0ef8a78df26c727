"""Files that are no pictures, hasty fingers, a wrong clock, an undecided conflict at the door: all is kept and said."""

import struct
import zlib
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.conftest import Open
from tests.browser.people import sign_in, until
from tests.browser.pictures import jpeg
from tests.browser.test_photos import STORED, add, begin, here, walk
from tests.site import Site

CAPTION = "Hvad viser billedet?"


def png_of(side: int) -> bytes:
    """A picture of nothing, a few kilobytes long and gigabytes large once it is opened."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(bytes(1 + side // 8) * side, 9)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_what_is_no_picture_is_said_and_more_may_be_chosen_while_some_are_on_their_way(site: Site, phone: Page) -> None:
    begin(phone, site)
    bad = [
        b"",
        b"hej, jeg er en tekst",
        jpeg(phone)[:400],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png_of(30_000),
    ]
    first = [jpeg(phone, 300 + number, 200, number) for number in range(4)]
    second = [jpeg(phone, 400 + number, 200, number) for number in range(4)]
    add(phone, *first, *bad)
    add(phone, *second)
    here(phone, 8)
    until(phone, "!document.body.innerText.includes('Gemmer billede')")
    ties, photos, thumbs = (phone.evaluate(STORED, store) for store in ("ties", "photos", "thumbs"))
    in_order = [tie["width"] for tie in sorted(ties, key=lambda tie: tie["made_at"])]
    assert in_order == [300, 301, 302, 303, 400, 401, 402, 403]
    assert len(photos) == len(thumbs) == 8
    phone.locator(".photos a").first.click()
    phone.get_by_label(CAPTION).press_sequentially("Karm i eg")  # and away, before the pause is over
    phone.go_back()
    expect(phone.get_by_role("heading", name="Billeder", level=1)).to_be_visible()
    phone.go_forward()
    expect(phone.get_by_label(CAPTION)).to_have_value("Karm i eg")
    phone.get_by_label(CAPTION).press_sequentially(" og ask")
    phone.reload()
    expect(phone.get_by_label(CAPTION)).to_have_value("Karm i eg og ask")


def test_a_clock_that_is_years_ahead_takes_no_photo_out_of_the_bin(site: Site, phone: Page) -> None:
    phone.clock.install(time=datetime.now(UTC) + timedelta(days=1500))
    begin(phone, site, walk)
    expect(phone.get_by_text("dage forkert")).to_be_visible()
    add(phone, jpeg(phone))
    here(phone, 1)
    phone.locator(".photos a").click()
    phone.get_by_role("button", name="Slet billedet").click()
    expect(phone.get_by_text("Du kan fortryde i 30 dage.")).to_be_visible()
    phone.clock.fast_forward(400 * 24 * 3_600_000)
    phone.goto("/app/log")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.get_by_role("link", name="Billeder").click()
    expect(phone.get_by_text("1 slettet billede")).to_be_visible()


def test_who_signs_out_is_asked_about_a_text_that_lost(site: Site, open_device: Open) -> None:
    phone, other = open_device("phone").new_page(), open_device("phone").new_page()
    begun.prepared(phone, site)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    words = phone.url.replace("/review", "/self/99")
    sign_in(other, site)
    other.goto(words)
    phone.goto(words)
    until(phone, "navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    phone.get_by_label("Dine egne ord").fill("skrevet uden net")
    phone.get_by_label("Dine egne ord").blur()
    with other.expect_response("**/operations"):
        other.get_by_label("Dine egne ord").fill("skrevet imens")
        other.get_by_label("Dine egne ord").blur()
    phone.goto("/app/profile")
    phone.get_by_role("button", name="Log ud", exact=True).click()
    expect(phone.get_by_role("heading", name="1 svar er ikke sendt")).to_be_visible()
    phone.context.set_offline(False)  # it goes by itself, and meets the other text
    expect(phone.get_by_role("button", name="Send først, og log så ud")).to_have_count(0)
    expect(phone.get_by_role("heading", name="1 svar er skrevet to steder, og du har ikke valgt endnu")).to_be_visible()
    phone.get_by_role("link", name="Se det, der ikke er sendt").click()
    expect(phone.get_by_text("skrevet uden net")).to_be_visible()
    expect(phone.get_by_text("Din tekst gælder ikke, før du vælger den.")).to_be_visible()
    phone.goto(words)
    phone.get_by_role("button", name="Brug det, jeg skrev").click()
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.goto("/app/unsent")
    expect(phone.get_by_text("Der ligger intet her, som serveren ikke har.")).to_be_visible()


def test_what_is_typed_when_the_browser_empties_its_store_stays_in_sight(site: Site, phone: Page) -> None:
    begun.prepared(phone, site)
    phone.goto(phone.url.replace("/review", "/self/99"))
    expect(phone.get_by_label("Dine egne ord")).to_be_visible()
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    tools = phone.context.new_cdp_session(phone)
    tools.send("Storage.clearDataForOrigin", {"origin": site.base_url, "storageTypes": "indexeddb"})
    phone.get_by_label("Dine egne ord").fill("kobberfugl")
    phone.get_by_label("Dine egne ord").blur()
    expect(phone.get_by_text("Telefonen kunne ikke gemme det sidste, du skrev.")).to_be_visible()
    phone.evaluate("dispatchEvent(new Event('online'))")  # a round finds nobody here
    expect(phone.get_by_role("link", name="Log ind")).to_be_visible()
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.get_by_role("button", name="Kopiér min tekst").click()
    assert "kobberfugl" in phone.evaluate("navigator.clipboard.readText()")

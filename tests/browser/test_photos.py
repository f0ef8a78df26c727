"""Photos live on the phone: taken in upright and without their place, never sent, backed up, missed when gone."""

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Request, expect

from tests.browser import begun
from tests.browser.accessibility import violations
from tests.browser.conftest import Open
from tests.browser.people import SUPERVISOR, ask, fill_in, fill_profile, link_of, prepare, send, sign_in, until
from tests.browser.pictures import jpeg
from tests.site import Site

STORED = """
(store) => new Promise((done, fail) => indexedDB.databases().then((all) => {
  const { name } = all.find((one) => one.name.startsWith('logbog-photos-'));
  indexedDB.open(name).onsuccess = ({ target }) => {
    const asked = target.result.transaction(store).objectStore(store).getAll();
    const plain = (row) => row.bytes ? { id: row.id, bytes: [...new Uint8Array(row.bytes)] } : row;
    asked.onsuccess = () => { target.result.close(); done(asked.result.map(plain)); };
  };
}))
"""
COLOURS = """
async (bytes) => {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const red = (x, y) => {
    const [r, g, b] = context.getImageData(x, y, 1, 1).data;
    return r > 200 && g < 60 && b < 60;
  };
  const [w, h] = [bitmap.width - 4, bitmap.height - 4];
  return [w + 4, h + 4, [[4, 4], [w, 4], [4, h], [w, h]].findIndex(([x, y]) => red(x, y))];
}
"""
CORNERS = {"top left": 0, "top right": 1, "bottom left": 2, "bottom right": 3}


def files(*pictures: bytes) -> list[dict[str, Any]]:
    return [
        {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": picture}
        for number, picture in enumerate(pictures)
    ]


def add(page: Page, *pictures: bytes) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Vælg billeder").click()
    chooser.value.set_files(files(*pictures))


def walk(page: Page, site: Site) -> None:
    """Every step, for a phone whose clock is not ours."""
    sign_in(page, site)
    fill_profile(page)


def begin(page: Page, site: Site, signed_in: Callable[[Page, Site], None] = begun.signed_in) -> None:
    signed_in(page, site)
    expect(page.get_by_text("Alt er sendt")).to_be_visible()
    page.goto("/app/photos")


def here(page: Page, number: int) -> None:
    expect(page.get_by_text(f"{number} af {number} billeder er her.")).to_be_visible()


def test_a_photo_is_kept_upright_small_and_without_its_place(site: Site, phone: Page) -> None:
    begin(phone, site)
    expect(phone.get_by_text("Logbog sender dem aldrig.")).to_be_visible()  # before the first photo
    pictures = [
        jpeg(phone, 3000, 2000, 1),
        jpeg(phone, 800, 600, 2, 6),
        jpeg(phone, 2400, 1800, 3, 8),
        jpeg(phone, 200, 100, 4, 3),
    ]
    assert all(b"Exif" in picture for picture in pictures)
    add(phone, *pictures, b"\xff\xd8 ikke et billede")
    expect(phone.get_by_text("1 billede kunne ikke læses og er ikke gemt.")).to_be_visible()
    here(phone, 4)
    ties, photos, thumbs = (phone.evaluate(STORED, store) for store in ("ties", "photos", "thumbs"))
    assert len(ties) == len(photos) == len(thumbs) == 4
    order = {tie["id"]: number for number, tie in enumerate(sorted(ties, key=lambda tie: tie["made_at"]))}
    seen = {order[photo["id"]]: photo["bytes"] for photo in photos}
    for data in [*seen.values(), *(thumb["bytes"] for thumb in thumbs)]:
        assert not any(mark in bytes(data) for mark in (b"Exif", b"GPS", (123456789).to_bytes(4, "little")))
    assert [phone.evaluate(COLOURS, seen[number]) for number in range(4)] == [
        [2048, 1366, CORNERS["top left"]],
        [600, 800, CORNERS["top right"]],
        [1536, 2048, CORNERS["bottom left"]],
        [200, 100, CORNERS["bottom right"]],
    ]
    assert violations(phone) == []


def test_a_new_photo_leaves_alone_those_that_stand(site: Site, phone: Page) -> None:
    begin(phone, site)
    add(phone, jpeg(phone, seed=1), jpeg(phone, seed=2))
    here(phone, 2)
    expect(phone.locator("photo-view img")).to_have_count(2)
    phone.evaluate("window.stood = [...document.querySelectorAll('photo-view img')]")
    add(phone, jpeg(phone, seed=3))
    here(phone, 3)
    expect(phone.locator("photo-view img")).to_have_count(3)
    pictures = "[...document.querySelectorAll('photo-view img')]"
    assert phone.evaluate(f"stood.map((image) => {pictures}.indexOf(image))") == [1, 2]  # not read and drawn again


def test_the_draft_is_on_the_disk_before_the_camera_opens_and_the_address_leads_back(site: Site, phone: Page) -> None:
    begin(phone, site)
    add(phone, jpeg(phone))
    here(phone, 1)
    phone.locator(".photos a").click()
    phone.get_by_label("Hvad viser billedet?").fill("Karm i eg")
    phone.get_by_label("Hvad viser billedet?").blur()
    phone.get_by_role("heading", name="Maskiner").click()
    phone.get_by_label("Rundsav", exact=True).check()
    expect(phone.locator(".chip.on")).to_have_count(1)
    phone.reload()
    expect(phone.get_by_label("Hvad viser billedet?")).to_have_value("Karm i eg")
    [tie] = phone.evaluate(STORED, "ties")
    assert (tie["caption"], tie["machines"]) == ("Karm i eg", ["rundsav"])
    assert violations(phone) == []


class Watched:
    """Every request that any page of a device makes."""

    def __init__(self, page: Page) -> None:
        self.requests: list[Request] = []
        page.context.on("request", lambda request: self.requests.append(request))

    def hold(self, pictures: list[bytes]) -> list[str]:
        """Requests that hold a picture, raw or written as base64, base64url or hex, whole or in part."""
        marks = [mark for picture in pictures for mark in spellings(picture[len(picture) // 2 :][:48])]
        marks += [b"/9j/", b"_9j_", b"ffd8ff", b"\xff\xd8\xff"]
        return [
            f"{request.method} {request.url}"
            for request in self.requests
            if any(mark in (request.post_data_buffer or b"") + request.url.encode() for mark in marks)
        ]


def spellings(piece: bytes) -> list[bytes]:
    shifted = [base64.b64encode(piece[start:])[:32] for start in range(3)]
    safe = [text.replace(b"+", b"-").replace(b"/", b"_") for text in shifted]
    return [piece[:24], piece.hex()[:40].encode(), *shifted, *safe]


def test_fifty_photos_and_every_flow_and_not_one_of_them_is_sent(site: Site, phone: Page, tablet: Page) -> None:
    watched = Watched(phone)
    begin(phone, site)
    add(phone, *(jpeg(phone, 320, 240, seed) for seed in range(50)))
    here(phone, 50)
    stored = [bytes(row["bytes"]) for row in phone.evaluate(STORED, "photos")]
    assert watched.hold([stored[0]]) == []
    expect(phone.get_by_text("50 nye billeder er ikke med i en sikkerhedskopi.")).to_be_visible()
    phone.goto("/app/")
    prepare(phone)
    ask(phone)
    phone.get_by_role("link", name="Billeder").click()
    add(phone, jpeg(phone, 320, 240, 77))
    expect(phone.locator(".photos li")).to_have_count(1)
    phone.get_by_role("link", name="Vis billeder").click()
    expect(phone.get_by_text("1 af 1")).to_be_visible()
    phone.keyboard.press("Escape")
    fill_in(tablet, link_of(site.mail(SUPERVISOR, "declaration_requested")))
    send(tablet)
    phone.goto("/app/unsent")
    phone.goto("/app/photos/backup")
    phone.get_by_role("button", name="Lav en sikkerhedskopi").click()
    expect(phone.get_by_text("Kopien er klar.")).to_be_visible()
    phone.goto("/app/profile")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.get_by_role("button", name="Log ud").click()
    phone.get_by_role("button", name="Log ud, og lad billederne blive").click()
    expect(phone.get_by_role("link", name="Log ind")).to_be_visible()
    assert len(watched.requests) > 50
    assert watched.hold(stored) == []
    largest = max(len(request.post_data_buffer or b"") for request in watched.requests)
    assert largest < 64_000
    told = [request.post_data for request in watched.requests if request.url.endswith("/api/photo_count")]
    assert all(re.fullmatch(r'\{"device":"[0-9a-f-]{36}","count":\d+\}', body or "") for body in told)


def test_a_backup_brings_every_photo_to_another_phone(
    site: Site, phone: Page, open_device: Open, tmp_path: Path
) -> None:
    begin(phone, site)
    add(phone, *(jpeg(phone, 320, 240, seed) for seed in range(3)))
    here(phone, 3)
    phone.goto("/app/photos/backup")
    phone.get_by_label("Kodeord til kopien").fill("savsmuld")
    phone.get_by_role("button", name="Lav en sikkerhedskopi").click()
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Gem logbog-fotos").click()
    copy = tmp_path / download.value.suggested_filename
    download.value.save_as(copy)
    assert copy.suffix == ".logbog"
    assert b"\xff\xd8\xff\xe0\x00\x10JFIF" not in copy.read_bytes()  # three bytes alone come about by chance
    assert violations(phone) == []
    other = open_device("phone").new_page()
    sign_in(other, site)
    other.goto("/app/photos")
    expect(
        other.get_by_text("3 billeder lå på Linux · Chrome")
    ).to_be_visible()  # told of the loss, also on an emptied phone
    other.goto("/app/photos/backup")
    chosen = other.locator('input[accept^=".zip"]')
    chosen.set_input_files(copy)
    expect(other.get_by_text("Kopien er låst.")).to_be_visible()
    other.get_by_label("Kodeord, hvis kopien har et").fill("forkert")
    chosen.set_input_files(copy)
    expect(other.get_by_text("Kodeordet passer ikke")).to_be_visible()
    other.get_by_label("Kodeord, hvis kopien har et").fill("savsmuld")
    for added in (3, 0):
        chosen.set_input_files(copy)
        expect(other.get_by_text(f"{added} billeder er hentet tilbage. Kopien har 3.")).to_be_visible()
    assert sorted(map(str, other.evaluate(STORED, "photos"))) == sorted(map(str, phone.evaluate(STORED, "photos")))
    other.goto("/app/photos")
    here(other, 3)


def test_an_emptied_store_is_said_loudly_and_never_shown_as_an_empty_album(site: Site, phone: Page) -> None:
    begin(phone, site)
    add(phone, *(jpeg(phone, 320, 240, seed) for seed in range(3)))
    here(phone, 3)
    phone.goto("/app/about")
    phone.evaluate(
        """indexedDB.databases().then((all) => new Promise((done) => {
          const { name } = all.find((one) => one.name.startsWith('logbog-photos-'));
          indexedDB.deleteDatabase(name).onsuccess = done;
        }))"""
    )
    phone.goto("/app/")
    expect(phone.get_by_text("Der mangler billeder på denne telefon.")).to_be_visible()
    phone.get_by_role("link", name="Se, hvad du kan gøre").click()
    expect(phone.get_by_role("heading", name="3 af 3 billeder mangler")).to_be_visible()
    expect(phone.get_by_text("Her er ingen billeder endnu.")).to_have_count(0)
    assert violations(phone) == []
    phone.get_by_role("button", name="Jeg har ingen kopi. Vis resten").click()
    expect(phone.get_by_role("heading", name="3 af 3 billeder mangler")).to_have_count(0)


def test_a_deleted_photo_can_be_brought_back_for_thirty_days(site: Site, phone: Page) -> None:
    phone.clock.install(time=datetime.now(UTC) - timedelta(days=31))  # it is only let go of when the clock is right
    begin(phone, site, walk)
    for seed in (1, 2):
        add(phone, jpeg(phone, seed=seed))
        here(phone, seed)
    for _ in range(2):
        phone.locator(".photos a").first.click()
        phone.get_by_role("button", name="Slet billedet").click()
        expect(phone.get_by_text("Du kan fortryde i 30 dage.")).to_be_visible()
        phone.goto("/app/photos")
    phone.clock.fast_forward(29 * 24 * 3_600_000)
    phone.goto("/app/photos")
    phone.get_by_text("2 slettede billeder").click()
    phone.locator(".photos a").first.click()
    phone.get_by_role("button", name="Fortryd sletning").click()
    expect(phone.get_by_label("Hvad viser billedet?")).to_be_visible()
    phone.clock.fast_forward(2 * 24 * 3_600_000)
    phone.goto("/app/log")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.get_by_role("link", name="Billeder").click()
    here(phone, 1)
    expect(phone.get_by_text("slettet billede")).to_have_count(0)
    expect(phone.get_by_text("mangler")).to_have_count(0)


def test_show_mode_works_with_no_network(site: Site, phone: Page) -> None:
    begin(phone, site)
    add(phone, *(jpeg(phone, 320, 240, seed) for seed in range(5)))
    here(phone, 5)
    until(phone, "navigator.serviceWorker.controller !== null")
    site.stop()
    phone.goto("/app/photos/show/all")
    expect(phone.get_by_text("1 af 5")).to_be_visible()
    phone.keyboard.press("ArrowRight")
    phone.keyboard.press("ArrowRight")
    expect(phone.get_by_text("3 af 5")).to_be_visible()
    expect(phone.locator("photo-view img")).to_have_count(3)  # before, this, next: no more in memory
    swipe(phone, 300, 60)
    expect(phone.get_by_text("4 af 5")).to_be_visible()
    swipe(phone, 60, 300)
    expect(phone.get_by_text("3 af 5")).to_be_visible()
    assert violations(phone) == []
    phone.get_by_role("button", name="Slut").click()


def swipe(page: Page, start: int, end: int) -> None:
    page.evaluate(
        """([start, end]) => {
          const target = document.querySelector('.slides');
          const touch = (clientX) => new Touch({ identifier: 1, target, clientX, clientY: 300 });
          const send = (name, touches, changedTouches) =>
            target.dispatchEvent(new TouchEvent(name, { touches, changedTouches, bubbles: true }));
          send('touchstart', [touch(start)], [touch(start)]);
          send('touchend', [], [touch(end)]);
        }""",
        [start, end],
    )


def test_a_full_phone_stops_photos_and_not_text(site: Site, phone: Page) -> None:
    tools = phone.context.new_cdp_session(
        phone
    )  # before anything is stored: Chromium remembers how much room there was
    tools.send("Storage.overrideQuotaForOrigin", {"origin": site.base_url, "quotaSize": 5_000_000})
    begin(phone, site)
    add(phone, *(jpeg(phone, 1600, 1200, seed, noise=True) for seed in range(8)))
    expect(phone.get_by_text("Telefonen er fuld.")).to_be_visible()
    ties, photos = phone.evaluate(STORED, "ties"), phone.evaluate(STORED, "photos")
    assert 0 < len(ties) == len(photos) < 8
    here(phone, len(photos))
    phone.goto("/app/profile")
    phone.get_by_label("Dit navn").fill("Alma Ny")
    phone.get_by_role("button", name="Gem").click()
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()


def signed_in_anew(page: Page, site: Site, whose: str) -> None:
    page.goto("/app/sign_in")
    page.get_by_label("Din e-mailadresse").fill("laerling@post.example")
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.get_by_role("heading", name="Skriv koden")).to_be_visible()
    page.get_by_label("Kode").fill(re.search(r"\d{6}", site.mail("laerling@post.example", "sign_in_code")["text"])[0])
    page.get_by_label(whose).check()
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name=re.compile("Mig|Næste skridt"))).to_be_visible()


def photo_databases(page: Page) -> Callable[[], int]:
    return lambda: page.evaluate(
        "indexedDB.databases().then((all) => all.filter(({ name }) => name.startsWith('logbog-photos-')).length)"
    )


def test_signing_out_leaves_photos_on_ones_own_phone_and_none_on_a_shared_one(site: Site, phone: Page) -> None:
    begin(phone, site)
    add(phone, jpeg(phone))
    here(phone, 1)
    phone.goto("/app/profile")
    phone.get_by_role("button", name="Log ud").click()
    phone.get_by_role("button", name="Log ud, og lad billedet blive").click()
    expect(phone.get_by_role("link", name="Log ind")).to_be_visible()
    signed_in_anew(phone, site, "En, vi er flere om")
    phone.goto("/app/photos")
    here(phone, 1)
    phone.goto("/app/profile")
    phone.get_by_role("button", name="Log ud").click()
    expect(phone.get_by_role("button", name="Log ud, og lad billedet blive")).to_have_count(0)
    expect(phone.get_by_role("link", name="Gem en sikkerhedskopi først")).to_be_visible()
    phone.evaluate("scrollTo(0, document.body.scrollHeight)")  # nothing lies half under the tabs
    assert violations(phone) == []
    phone.get_by_role("button", name="Slet billedet, og log ud").click()
    expect(phone.get_by_role("link", name="Log ind")).to_be_visible()
    assert photo_databases(phone)() == 0

"""A new release on a phone that has the old one: nothing typed is lost, one reload; and a bad worker taken away."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.people import fill_profile, prepare, sign_in, until
from tests.release import release
from tests.site import ROOT, Site

WORDS = "Dine egne ord"
CONTROLLED = "navigator.serviceWorker.controller !== null"
LOOK_FOR_NEWS = "navigator.serviceWorker.getRegistration().then(registration => registration.update())"
RELEASE = "document.documentElement.dataset.release"


@pytest.fixture
def site(migrated: Path, tmp_path: Path) -> Iterator[Site]:
    """A site with a build of its own, that a test can replace."""
    shutil.copy(migrated, tmp_path)
    shutil.copytree(ROOT / "build", tmp_path / "build", ignore=shutil.ignore_patterns("failures", "pictures"))
    site = Site(tmp_path, LOGBOG_BUILD=str(tmp_path / "build"), LOGBOG_SECRET_KEY=begun.KEY)
    site.start()
    yield site
    site.stop()


def walk(page: Page, site: Site) -> None:
    """Every step, for a phone whose clock is not ours."""
    sign_in(page, site)
    fill_profile(page)
    prepare(page)


def at_the_words(page: Page, site: Site, prepared: Callable[[Page, Site], None] = begun.prepared) -> None:
    prepared(page, site)
    page.goto(page.url.replace("/review", "/self/99"))
    until(page, CONTROLLED)


def come_back(page: Page, minutes: int) -> None:
    """Hidden for a while, then seen again, as when the phone was in a pocket."""
    page.evaluate("Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.clock.fast_forward(minutes * 60_000)
    page.evaluate("delete document.visibilityState")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_page_that_no_worker_holds_is_taken_in_and_still_gets_the_next_release(site: Site, phone: Page) -> None:
    at_the_words(phone, site)
    phone.context.new_cdp_session(phone).send("Page.reload", {"ignoreCache": True})  # past the worker
    until(phone, CONTROLLED)
    expect(phone.get_by_label(WORDS)).to_be_visible()
    release(site, "2")
    phone.evaluate(LOOK_FOR_NEWS)
    phone.get_by_role("button", name="Opdater nu").click()
    until(phone, "document.documentElement.dataset.release === '2'")


def test_the_icon_opens_the_app_without_waiting_for_the_worker(site: Site, phone: Page) -> None:
    at_the_words(phone, site)
    session = phone.context.new_cdp_session(phone)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    phone.context.set_offline(True)
    phone.goto("/app/")
    expect(phone.get_by_role("navigation", name="Hovedmenu")).to_be_visible()
    took = "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
    files = phone.evaluate(f"{took}.map(({{ name, workerStart }}) => [new URL(name).pathname, workerStart])")
    waited = [path for path, began in files if began and (path == "/app/" or path.startswith("/assets/"))]
    assert {"/app/"} < {path for path, _ in files}
    assert waited == []


def test_a_new_release_waits_for_the_person_and_keeps_unsent_work(site: Site, phone: Page) -> None:
    at_the_words(phone, site)
    loads: list[str] = []
    phone.on("framenavigated", lambda frame: loads.append(frame.url))
    other = phone.context.new_page()
    other.goto(phone.url)
    release(site, "2")
    phone.evaluate(LOOK_FOR_NEWS)
    expect(phone.get_by_text("Der er en ny version af Logbog.")).to_be_visible()
    site.stop()  # what is typed now cannot be sent
    phone.get_by_label(WORDS).fill("Skrevet under opdateringen")
    phone.get_by_role("button", name="Opdater nu").click()
    until(phone, f"{RELEASE} === '2'")
    expect(phone.get_by_label(WORDS)).to_have_value("Skrevet under opdateringen")
    until(other, f"{RELEASE} === '2'")
    expect(other.get_by_label(WORDS)).to_have_value("Skrevet under opdateringen")
    assert len(loads) == 1
    expect(phone.get_by_text("Der er en ny version af Logbog.")).to_have_count(0)
    site.start()
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()


@pytest.mark.parametrize(("minutes", "typed", "taken"), [(6, "", True), (4, "", False), (6, "Ikke sendt", False)])
def test_a_phone_from_the_pocket_takes_a_new_release_by_itself_when_nothing_is_unsent(
    site: Site, phone: Page, minutes: int, typed: str, taken: bool
) -> None:
    """Only the asking is looked at: Chromium at times delays the change itself while Playwright watches its workers."""
    phone.clock.install()
    at_the_words(phone, site, walk)
    release(site, "2")
    phone.evaluate(LOOK_FOR_NEWS)
    expect(phone.get_by_text("Der er en ny version af Logbog.")).to_be_visible()
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    if typed:
        site.stop()
        phone.get_by_label(WORDS).fill(typed)
        expect(phone.get_by_text("Gemt på telefonen")).to_be_visible()
    phone.evaluate("void (ServiceWorker.prototype.postMessage = (word) => { window.asked = word })")
    come_back(phone, minutes)
    assert phone.evaluate("window.asked ?? null") == ("skip-waiting" if taken else None)


def test_a_page_of_the_release_before_still_finds_its_files(site: Site, phone: Page) -> None:
    phone.goto("/")
    old = phone.locator("script[src]").get_attribute("src")
    release(site, "2")
    assert phone.request.get(old).status == 200
    assert phone.request.get(old.replace("start-", "start-x")).status == 404


def test_a_bad_worker_is_taken_away_and_what_was_typed_stays(site: Site, phone: Page) -> None:
    at_the_words(phone, site)
    site.stop()
    phone.get_by_label(WORDS).fill("Skrevet før")
    expect(phone.get_by_text("Gemt på telefonen")).to_be_visible()
    site.environment["LOGBOG_WORKER_OFF"] = "1"
    site.start()
    phone.evaluate(LOOK_FOR_NEWS)
    until(phone, "navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
    assert phone.evaluate("caches.keys()") == []
    phone.goto(phone.url)
    expect(phone.get_by_label(WORDS)).to_have_value("Skrevet før")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    until(phone, "navigator.serviceWorker.controller === null")


def test_a_release_that_is_too_old_keeps_everything_and_asks_to_be_updated(site: Site, phone: Page) -> None:
    at_the_words(phone, site)
    phone.route("**/api/**", lambda route: route.continue_(headers={**route.request.headers, "logbog-app": "0.0.1"}))
    phone.get_by_label(WORDS).fill("Fra en gammel telefon")
    expect(phone.get_by_text("Denne version af Logbog er for gammel til at sende.")).to_be_visible()
    phone.unroute_all()
    phone.reload()
    expect(phone.get_by_label(WORDS)).to_have_value("Fra en gammel telefon")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()


def test_a_clock_that_goes_wrong_is_said_and_stops_nothing(site: Site, phone: Page) -> None:
    phone.clock.install(time="2031-03-01T10:00:00")
    at_the_words(phone, site, walk)
    expect(phone.get_by_text(re.compile("Uret her går .* forkert"))).to_be_visible()
    phone.get_by_label(WORDS).fill("Fra fremtiden")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }", "Din browser må ikke gemme noget"),
        ("StorageManager.prototype.getDirectory = () => Promise.reject(new Error())", "Du bruger et privat vindue"),
    ],
)
def test_a_browser_that_keeps_nothing_says_so_before_anything_is_typed(phone: Page, broken: str, said: str) -> None:
    phone.add_init_script(broken)
    phone.goto("/")
    expect(phone.get_by_text(said)).to_be_visible()


def test_what_cannot_be_kept_can_be_copied(site: Site, phone: Page) -> None:
    at_the_words(phone, site)
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.evaluate(
        """void (IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') })"""
    )
    phone.get_by_label(WORDS).fill("Kun i hukommelsen")
    expect(phone.get_by_text("Telefonen kunne ikke gemme det sidste")).to_be_visible()
    phone.get_by_role("button", name="Kopiér min tekst").click()
    assert phone.evaluate("navigator.clipboard.readText()") == "Kun i hukommelsen"

"""A bad network, a killed browser and an old tab: nothing that was called saved is lost, nothing is done twice."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import ARGUMENTS, DEVICES
from tests.browser.people import fill_profile, sign_in, sign_in_here
from tests.proxy import Proxy
from tests.setup.browser import installed
from tests.site import Site

TEXT = "Hvad lavede du?"
LOG = "fetch('/api/changes').then((answer) => answer.json()).then(({ log }) => log.map(({ value }) => value.text))"
STORES = """
(async () => {
  const name = (await indexedDB.databases()).map(({ name }) => name).find((name) => /^logbog-[0-9a-f]{8}-/.test(name));
  const db = await new Promise((done) => { indexedDB.open(name).onsuccess = ({ target }) => done(target.result); });
  const all = (store) => new Promise((done) => {
    db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => done(target.result);
  });
  const [entries, outbox] = [await all('log_entries'), await all('outbox')];
  db.close();
  // The newest of each entry: what was on its way stays as it was.
  const newest = new Map(outbox.map(({ body }) => [body.field, body.value.text]));
  const texts = [entries.map(({ value }) => value.text), [...newest.values()]];
  return texts.map((some) => some.sort());
})()
"""


@pytest.fixture
def spoiled(site: Site) -> Iterator[Site]:
    """The site behind a network that the test can spoil."""
    site.stop()
    site.proxy = Proxy(site.port)
    site.met_at = site.environment["LOGBOG_BASE_URL"] = f"http://localhost:{site.proxy.port}"
    site.start()
    yield site
    site.proxy.stop()


def write_a_day(page: Page, words: str) -> None:
    page.goto("/app/log")
    page.get_by_role("button", name="I dag").click()
    page.get_by_label(TEXT).fill(words)
    page.get_by_label(TEXT).blur()


def test_a_lost_reply_and_a_cut_connection_send_once_and_lose_nothing(spoiled: Site, browser: Browser) -> None:
    context = browser.new_context(base_url=spoiled.met_at, locale="da-DK", **DEVICES["phone"])
    phone = context.new_page()
    sign_in(phone, spoiled)
    fill_profile(phone)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.goto("/app/log")
    spoiled.proxy.set("swallow")
    phone.get_by_role("button", name="I dag").click()
    phone.get_by_label(TEXT).fill("Sendt, men aldrig hørt")
    assert spoiled.proxy.swallowed.wait(15)
    expect(phone.get_by_text("Gemt på telefonen")).to_be_visible()
    spoiled.proxy.set("cut")
    phone.get_by_label(TEXT).fill("Og lidt mere")
    phone.get_by_label(TEXT).blur()
    expect(phone.get_by_text("Gemt på telefonen")).to_be_visible()
    spoiled.proxy.set("pass")
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    assert phone.evaluate(LOG) == ["Og lidt mere"]
    assert phone.evaluate(STORES) == [["Og lidt mere"], []]
    context.close()


def test_a_browser_killed_while_it_writes_keeps_what_it_called_saved(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    chromium = browser.browser_type
    profile = tmp_path / "profile"
    how = {"executable_path": installed(), "args": ARGUMENTS, "base_url": site.base_url, "locale": "da-DK"}
    context = chromium.launch_persistent_context(profile, **how, **DEVICES["phone"])
    phone = context.new_page()
    sign_in(phone, site)
    fill_profile(phone)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    site.stop()
    for number in range(4):
        write_a_day(phone, f"Dag {number}")
        expect(phone.get_by_text("Gemt på telefonen")).to_be_visible()
    phone.get_by_label(TEXT).press_sequentially(" og halvt")
    for pid in subprocess.run(["pgrep", "-f", str(profile)], capture_output=True, text=True).stdout.split():
        subprocess.run(["kill", f"-{signal.SIGKILL}", pid], check=False)
    with suppress(Error):  # it is dead
        context.close()
    (profile / "SingletonLock").unlink(missing_ok=True)
    context = chromium.launch_persistent_context(profile, **how, **DEVICES["phone"])
    phone = context.new_page()
    phone.goto("/app/log")  # the server is still down
    for number in range(4):
        expect(phone.get_by_role("article").filter(has_text=f"Dag {number}")).to_have_count(1)
    entries, outbox = phone.evaluate(STORES)
    assert entries == outbox  # a draft and what must be sent of it: both, or neither
    site.start()
    phone.goto("/app/sign_in")  # a cookie that is seconds old does not outlive such an end
    sign_in_here(phone, site)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    assert sorted(phone.evaluate(LOG)) == entries
    context.close()


def test_a_tab_of_an_older_release_that_holds_the_database_is_named(site: Site, phone: Page) -> None:
    phone.goto("/livez")
    phone.evaluate(
        """new Promise((done) => {
          indexedDB.open('logbog-device', 1).onsuccess = ({ target }) => { window.held = target.result; done(); };
        })"""
    )
    other = phone.context.new_page()
    other.goto("/app/about")
    expect(other.get_by_text("Logbog er åben i et andet faneblad med en ældre version.")).to_be_visible()
    phone.evaluate("window.held.close()")
    expect(other.get_by_role("heading", level=1)).to_be_visible()


def test_a_connection_that_the_browser_took_away_is_opened_again(site: Site, phone: Page) -> None:
    """iOS ends the database of an app in the background; the next call must go on as if nothing had been."""
    sign_in(phone, site)
    fill_profile(phone)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.evaluate(
        """void (() => {
          const real = IDBDatabase.prototype.transaction;
          const dead = new WeakSet();
          window.take_away = () => { window.taken = true; };
          IDBDatabase.prototype.transaction = function (...given) {
            if (window.taken) { window.taken = false; dead.add(this); }
            if (dead.has(this)) throw new DOMException('The database connection is closing.', 'InvalidStateError');
            return real.apply(this, given);
          };
        })()"""
    )
    phone.get_by_role("link", name="Log", exact=True).click()
    phone.evaluate("take_away()")
    phone.get_by_role("button", name="I dag").click()
    phone.get_by_label(TEXT).fill("Skrevet bagefter")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    assert phone.evaluate(LOG) == ["Skrevet bagefter"]

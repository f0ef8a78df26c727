"""Signing out: nothing readable stays on a shared device, nothing unsent goes unasked, also without a network."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.people import APPRENTICE, fill_profile, sign_in, sign_in_here, until
from tests.site import Site

KEPT = """async () => {
  const names = (await indexedDB.databases()).map(({ name }) => name);
  const rows = await Promise.all(names.map((name) => new Promise((resolve) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = async () => {
      const db = opening.result;
      const stores = [...db.objectStoreNames].filter((store) => store !== "editions");
      const all = await Promise.all(stores.map((store) => new Promise((done) => {
        const asked = db.transaction(store).objectStore(store).getAll();
        asked.onsuccess = () => done(asked.result);
      })));
      db.close();
      resolve(all);
    };
  })));
  return JSON.stringify([names, rows, { ...localStorage }, { ...sessionStorage }]);
}"""


def sign_in_shared(page: Page, site: Site) -> None:
    page.goto("/app/sign_in")
    page.get_by_label("Din e-mailadresse").fill(APPRENTICE)
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.get_by_role("heading", name="Skriv koden")).to_be_visible()
    page.get_by_label("Kode").fill(re.search(r"\d{6}", site.mail(APPRENTICE, "sign_in_code")["text"])[0])
    page.get_by_label("En, vi er flere om").check()
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name="Mig")).to_be_visible()


def test_nothing_readable_stays_on_a_shared_device(site: Site, phone: Page) -> None:
    sign_in_shared(phone, site)
    fill_profile(phone)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    beside = phone.context.new_page()
    beside.goto("/app/profile")
    expect(beside.get_by_label("Dit navn")).to_have_value("Alma Æøå")
    assert "Alma" in phone.evaluate(KEPT)
    phone.get_by_role("button", name="Log ud").click()
    expect(phone.get_by_role("heading", name="Din logbog i lommen")).to_be_visible()
    expect(beside.get_by_text("Alma Æøå")).not_to_be_visible()
    expect(beside.get_by_label("Dit navn")).not_to_be_visible()
    kept = phone.evaluate(KEPT)
    assert "Alma" not in kept
    assert APPRENTICE not in kept
    assert phone.evaluate("fetch('/api/profile').then((answer) => answer.status)") == 401


def test_signing_out_without_a_network_asks_about_what_is_unsent_and_is_told_the_server_later(
    site: Site, phone: Page
) -> None:
    sign_in(phone, site)
    fill_profile(phone)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    phone.get_by_label("Dit navn").fill("Nyt navn")
    phone.get_by_role("button", name="Log ud").click()
    expect(phone.get_by_text("1 svar er ikke sendt")).to_be_visible()
    expect(phone.get_by_text("Du er ikke på nettet, så intet kan sendes lige nu.")).to_be_visible()
    expect(phone.get_by_role("button", name="Send først, og log så ud")).to_have_count(0)
    phone.get_by_role("button", name="Gem på telefonen, og log ud").click()
    expect(phone.get_by_role("heading", name="Din logbog i lommen")).to_be_visible()
    until(phone, "document.readyState === 'complete'")
    with phone.expect_response("**/api/sign_out"):
        phone.context.set_offline(False)
    assert phone.evaluate("fetch('/api/profile').then((answer) => answer.status)") == 401
    sign_in(phone, site)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.goto("/app/profile")
    expect(phone.get_by_label("Dit navn")).to_have_value("Nyt navn")


def test_a_session_ended_elsewhere_keeps_everything_and_asks_to_sign_in(
    site: Site, phone: Page, open_device: Open
) -> None:
    sign_in(phone, site)
    fill_profile(phone)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    other = open_device("phone").new_page()
    sign_in(other, site)
    other.goto("/app/profile")
    other.get_by_role("button", name="Log ud alle andre steder").click()
    expect(other.get_by_text("Denne enhed")).to_be_visible()
    phone.get_by_label("Dit navn").fill("Skrevet uden adgang")
    phone.get_by_role("button", name="Gem").click()
    expect(phone.get_by_text("log ind for at sende")).to_be_visible()
    phone.reload()
    expect(phone.get_by_label("Dit navn")).to_have_value("Skrevet uden adgang")
    phone.get_by_role("link", name="Log ind").click()
    sign_in_here(phone, site)
    phone.goto("/app/profile")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    expect(phone.get_by_label("Dit navn")).to_have_value("Skrevet uden adgang")

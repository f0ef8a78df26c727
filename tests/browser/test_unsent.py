"""What only the device holds can be read, copied and saved: signed out, without a network, and when it was refused."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.accessibility import violations
from tests.site import Site


def test_unsent_texts_are_read_and_saved_without_signing_in(site: Site, phone: Page, tmp_path: Path) -> None:
    begun.signed_in(phone, site)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.goto("/app/unsent")
    expect(phone.get_by_text("Der ligger intet her, som serveren ikke har.")).to_be_visible()
    phone.context.set_offline(True)
    phone.get_by_role("link", name="Erklæringer", exact=True).click()
    phone.get_by_role("button", name="Ny erklæring").click()
    phone.get_by_label("Før H1").check()
    phone.get_by_label("Lærestedets navn").fill("Snedkeriet Ærø")
    phone.get_by_label("Lærestedets navn").blur()
    phone.get_by_role("link", name="Mig").click()
    phone.get_by_role("button", name="Log ud").click()
    phone.get_by_role("button", name="Gem på telefonen, og log ud").click()
    expect(phone.get_by_role("heading", name="Din logbog i lommen")).to_be_visible()
    phone.get_by_role("link", name="Se det, der ikke er sendt").click()
    expect(phone.get_by_role("heading", name="Lærestedets navn")).to_be_visible()
    expect(phone.get_by_text("Snedkeriet Ærø")).to_be_visible()
    expect(phone.get_by_text("Erklæring før H1").first).to_be_visible()
    assert violations(phone) == []
    with phone.expect_download() as saving:
        phone.get_by_role("button", name="Gem som fil").click()
    kept = tmp_path / "kept.txt"
    saving.value.save_as(kept)
    assert "Lærestedets navn\nSnedkeriet Ærø" in kept.read_text("utf-8")
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.get_by_role("button", name="Kopiér det hele").click()
    expect(phone.get_by_text("Det er kopieret.")).to_be_visible()
    assert "Snedkeriet Ærø" in phone.evaluate("navigator.clipboard.readText()")


def test_what_has_waited_for_more_than_a_day_is_said_with_its_age(site: Site, phone: Page) -> None:
    begun.signed_in(phone, site)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.wait_for_function("navigator.serviceWorker.controller !== null")
    phone.context.set_offline(True)
    phone.get_by_label("Dit navn").fill("Nyt navn")
    phone.get_by_role("button", name="Gem").click()
    expect(phone.get_by_text("Gemt på telefonen").first).to_be_visible()
    expect(phone.get_by_text("har ventet siden")).not_to_be_visible()
    phone.clock.install(time=phone.evaluate("Date.now() + 2 * 24 * 3_600_000") / 1000)
    phone.reload()
    expect(phone.get_by_text("har ventet siden")).to_be_visible()
    phone.get_by_role("link", name="Se det, der ikke er sendt").first.click()
    expect(phone.get_by_text("Nyt navn")).to_be_visible()

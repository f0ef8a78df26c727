"""The button that reminds, with its limit beside it, and the page that stops reminders: on a phone and at a desk."""

import os
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.accessibility import violations
from tests.browser.conftest import Look, Open
from tests.browser.people import SUPERVISOR
from tests.site import Site

BUTTON = "Mind om det"


def test_an_apprentice_reminds_and_the_master_stops_it(site: Site, phone: Page, open_device: Open, look: Look) -> None:
    begun.asked(phone, site)
    expect(phone.get_by_text("Højst én påmindelse i døgnet.")).to_be_visible()
    look(phone, "remind_button")
    phone.context.set_offline(True)
    phone.get_by_role("button", name=BUTTON).click()
    expect(phone.get_by_text("Påmindelsen sendes, når du er på nettet.")).to_be_visible()
    look(phone, "remind_waits")
    phone.context.set_offline(False)
    expect(phone.get_by_text("Du kan minde om det igen")).to_be_visible()
    expect(phone.get_by_role("button", name=BUTTON)).to_have_count(0)
    look(phone, "remind_sent")
    [mail] = site.outbox(SUPERVISOR, "reminder")

    stop = re.search(r"http\S+/stop/\S+", mail["text"])[0]
    for device in ("small", "tablet", "desk"):
        for scheme in ("light", "dark"):
            page = open_device(device, color_scheme=scheme, java_script_enabled=False).new_page()
            page.goto(stop)
            expect(page.get_by_role("heading", name="Vil du slå påmindelser fra?")).to_be_visible()
            picture(page, f"stop_{device}_{scheme}")
    page.get_by_role("button", name="Slå påmindelser fra").click()
    expect(page.get_by_role("heading", name="Påmindelser er slået fra")).to_be_visible()
    picture(page, "stopped")
    phone.reload()
    expect(phone.get_by_text("Har slået påmindelser fra")).to_be_visible()
    look(phone, "remind_stopped")
    page.get_by_role("button", name="Slå påmindelser til igen").click()
    expect(page.get_by_role("heading", name="Vil du slå påmindelser fra?")).to_be_visible()
    page.goto(f"{stop}x")
    expect(page.get_by_role("heading", name="Linket virker ikke")).to_be_visible()
    picture(page, "stop_unknown")
    with_script = open_device("small").new_page()
    for path in (stop, f"{stop}x"):
        with_script.goto(path)
        assert violations(with_script) == []


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

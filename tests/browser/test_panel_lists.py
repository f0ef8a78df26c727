"""The list of all declarations in a browser: narrowed, searched, saved and handed on, with a script and without one."""

import re
import subprocess
import sys

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open
from tests.cast import SCHOOL
from tests.site import ROOT, Site

LIST = "/panel/declarations"


def fill(site: Site) -> None:
    """Sixty declarations of one school; in a process of its own, since Playwright's loop is in the way here."""
    database = f"sqlite:///{site.var}/logbog.sqlite3"
    subprocess.run([sys.executable, "-m", "tests.panel_rows", database], cwd=ROOT, check=True)


def sign_in(page: Page, site: Site) -> None:
    page.goto(f"/panel/sign_in?next={LIST}")
    page.get_by_label("mail", exact=False).first.fill(SCHOOL)
    page.locator("main form button").first.click()
    page.locator("[name=code]").fill(re.search(r"\d{6}", site.mail(SCHOOL, "panel_code", 1)["text"])[0])
    page.locator("[name=name]").fill("Hanne")
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", name="Alle erklæringer")).to_be_visible()


def test_a_secretary_narrows_the_list_hands_cases_on_and_saves_it(site: Site, open_device: Open, look: Look) -> None:
    fill(site)
    page = open_device("desk").new_page()
    sign_in(page, site)
    expect(page.get_by_text("60 erklæringer")).to_be_visible()
    look(page, "panel_lists")
    page.get_by_label("Status", exact=True).select_option("Mangler")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.wait_for_url("**stage=missing**")
    page.get_by_label("Søg på navn").fill("AASE østergaard")
    page.get_by_role("button", name="Søg").click()
    expect(page.get_by_text("passer på “AASE østergaard”")).to_be_visible()
    assert page.url.endswith(f"{LIST}/search")
    expect(page.get_by_label("Status", exact=True)).to_have_value("missing")
    boxes = page.locator("input[name=case]")
    page.get_by_label("Vælg alle på siden").check()
    expect(page.get_by_text(f"Valgte: {boxes.count()}")).to_be_visible()
    page.get_by_label("Giv de valgte til").select_option("Karen Krog")
    page.get_by_role("button", name="Giv videre").click()
    expect(page.get_by_text("De valgte sager har skiftet sagsbehandler.")).to_be_visible()
    expect(page.locator("tbody").get_by_text("Karen Krog")).to_have_count(boxes.count())
    with page.expect_download() as saved:
        page.get_by_role("button", name="Hent som Excel").click()
    assert re.fullmatch(r"erklaeringer-[\d-]+\.xlsx", saved.value.suggested_filename)
    page.get_by_role("link", name="Overdrag alle en kollegas sager").click()
    page.get_by_label("Fra").select_option(index=1)
    page.get_by_label("Til", exact=True).select_option("Hanne Holm")
    look(page, "panel_case_owners")
    page.get_by_role("button", name="Overdrag sagerne").click()
    expect(page.get_by_text("Sagerne er overdraget.")).to_be_visible()


def test_without_a_script_everything_is_done_as_well(site: Site, open_device: Open) -> None:
    fill(site)
    page = open_device("tablet", java_script_enabled=False).new_page()
    sign_in(page, site)
    page.get_by_role("link", name="Næste side").click()
    expect(page.locator("tbody tr")).to_have_count(10)
    page.get_by_role("link", name="Til begyndelsen").click()
    page.get_by_label("Hold", exact=True).select_option("snedker-h1-26a")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page.get_by_text("20 erklæringer")).to_be_visible()
    page.get_by_role("button", name="Tag de valgte").click()
    expect(page.get_by_role("alert")).to_contain_text("Vælg først en eller flere erklæringer.")
    expect(page.get_by_label("Hold", exact=True)).to_have_value("snedker-h1-26a")
    free = page.locator("tr", has_text="Ingen").first
    name = free.get_by_role("rowheader").inner_text()
    free.get_by_role("checkbox").check()
    page.get_by_role("button", name="Tag de valgte").click()
    expect(page.get_by_text("De valgte sager har skiftet sagsbehandler.")).to_be_visible()
    assert "school_class=snedker-h1-26a" in page.url
    expect(page.get_by_role("row", name=name).first).to_contain_text("Hanne Holm")

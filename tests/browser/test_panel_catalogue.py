"""A trade committee at its desk: a table taken in, a goal mended, the phone's view looked at, an edition published."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open
from tests.browser.test_panel_figures import sign_in
from tests.site import ROOT, Site

LATER = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
MEMBER = "bo@snedkerne.example"
TABLES = "from tests.documents.fagtabeller import *; import sys; sys.stdout.buffer.write({})"


def fill(site: Site) -> None:
    """A trade committee; in a process of its own, since Playwright's loop is in the way here."""
    database = f"sqlite:///{site.var}/logbog.sqlite3"
    subprocess.run([sys.executable, "-m", "tests.told", database, MEMBER], cwd=ROOT, check=True)


def table(folder: Path, name: str, what: str) -> Path:
    path = folder / name
    made = subprocess.run([sys.executable, "-c", TABLES.format(what)], cwd=ROOT, check=True, capture_output=True)
    path.write_bytes(made.stdout)
    return path


def choose(page: Page, path: Path) -> None:
    page.get_by_label("Fagtabel (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Hent ind som udkast").click()


def test_a_committee_takes_in_its_table_mends_a_goal_and_publishes(
    site: Site, open_device: Open, look: Look, tmp_path: Path
) -> None:
    fill(site)
    page = open_device("desk").new_page()
    sign_in(page, site, MEMBER)
    page.get_by_role("link", name="Mål", exact=True).click()
    look(page, "panel_catalogue")
    choose(page, table(tmp_path, "brudt.xlsx", "with_row('2', None, '-', GOALS, '-', '1. a' + chr(10) + '3. b')"))
    expect(page.get_by_text("Arket Murer, række 4, kolonne TITEL: Titlen mangler.")).to_be_visible()
    look(page, "panel_catalogue_faults")
    choose(page, table(tmp_path, "tabel.xlsx", "written(PAINTERS)"))
    expect(page.get_by_role("heading", name="Ændringer")).to_be_visible()
    look(page, "panel_edition_draft")
    page.get_by_role("link", name="Kan vurdere et underlag").click()
    page.get_by_label("I hverdagssprog").fill("Du ser, om væggen er klar.")
    look(page, "panel_edition_goal")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Gemt i udkastet.")).to_be_visible()
    page.get_by_role("link", name="Kan vurdere et underlag").click()
    page.get_by_role("button", name="Slet fra udkastet").click()
    back = page.get_by_role("button", name="Fortryd: sæt “Kan vurdere et underlag")
    expect(back).to_be_visible()
    page.get_by_role("heading", name="Slettet fra udkastet").click()
    look(page, "panel_edition_taken_out")
    back.click()
    expect(page.get_by_text("Sat tilbage i udkastet.")).to_be_visible()
    page.get_by_role("button", name="Slet udkastet").click()
    expect(page.get_by_text("Du kan tage det tilbage.")).to_be_visible()
    look(page, "panel_catalogue_dropped")
    page.get_by_role("button", name="Tag det slettede udkast tilbage").click()
    page.get_by_role("link", name="Sådan ser det ud på telefonen").click()
    expect(page.get_by_text("Du ser, om væggen er klar.")).to_be_visible()
    page.get_by_role("group", name="Kan vurdere et underlag").get_by_label("Som rutine").check()
    page.get_by_label("Speciale").select_option("Skiltetekniker")
    expect(page.get_by_role("group", name="Kan bruge lift")).to_be_visible()
    look(page, "panel_edition_preview")
    page.get_by_role("link", name="Bygningssnedker").first.click()
    page.get_by_label("Gælder for dem, der begynder fra").fill(LATER)
    page.get_by_role("button", name="Læs igennem").click()
    expect(page.get_by_role("heading", name="Læs igennem, før I udgiver")).to_be_visible()
    look(page, "panel_edition_check")
    page.get_by_role("button", name="Udgiv fra den").click()
    expect(page.get_by_text("Udgaven er udgivet.")).to_be_visible()
    expect(page.get_by_text("På vej")).to_be_visible()


def test_without_a_script_the_draft_is_edited_as_well(site: Site, open_device: Open) -> None:
    fill(site)
    page = open_device("tablet", java_script_enabled=False).new_page()
    sign_in(page, site, MEMBER)
    page.get_by_role("link", name="Mål", exact=True).click()
    page.get_by_role("button", name="Begynd et udkast").click()
    page.get_by_text("Maskiner (24)").click()
    page.get_by_role("link", name="Tilføj en maskine").click()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv noget her.")
    page.get_by_label("Navn").fill("Laserskærer")
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("Laserskærer"))).to_be_visible()
    page.get_by_role("link", name="Sådan ser det ud på telefonen").click()
    expect(page.get_by_text("Visningen kræver JavaScript.")).to_be_visible()

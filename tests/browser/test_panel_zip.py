"""A class as one file in a browser: how far it is, stopped, broken off, saved whole; and without a script."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from playwright.sync_api import Download, Route, expect

from tests.browser.conftest import Look, Open
from tests.browser.test_panel_lists import sign_in
from tests.site import ROOT, Site

COUNT = 24
SAVE = f"Hent alle {COUNT} udfyldte som PDF (ZIP)"


def a_class(site: Site) -> str:
    """The path of its page; in a process of its own, since Playwright's loop is in the way here."""
    program = [sys.executable, "-m", "tests.sealed_rows", f"sqlite:///{site.var}/logbog.sqlite3", str(COUNT)]
    made = subprocess.run(program, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    return f"/panel/classes/{made}"


def names_in(saved: Download, folder: Path) -> list[str]:
    saved.save_as(folder / "x.zip")
    with zipfile.ZipFile(folder / "x.zip") as file:
        assert file.testzip() is None
        return file.namelist()


def half(route: Route) -> None:
    """What comes when the line breaks: the first half of it."""
    answer = route.fetch()
    cut = {name: value for name, value in answer.headers.items() if name != "transfer-encoding"}
    route.fulfill(status=200, headers=cut, body=answer.body()[: len(answer.body()) // 2])


def test_a_class_is_saved_as_one_file_and_tells_how_far_it_is(
    site: Site, open_device: Open, look: Look, tmp_path: Path
) -> None:
    here = a_class(site)
    page = open_device("desk").new_page()
    sign_in(page, site)
    page.goto(here)
    look(page, "panel_class_zip")
    page.evaluate(SLOW)
    save, status = page.get_by_role("link", name=SAVE), page.locator("[data-zip] [role=status]")
    save.click()
    expect(page.get_by_text("Bliv på siden, til den er gemt.")).to_be_visible()
    expect(page.locator("[data-zip-count]")).to_have_text(re.compile(rf"^\d+ af {COUNT}$"))
    look(page, "panel_class_zip_under_way")
    page.get_by_role("button", name="Stop").click()
    expect(status).to_have_text("Stoppet. Intet er gemt.")
    assert page.evaluate("document.activeElement.tagName") == "A", "who stops by keyboard stands where they began"
    with page.expect_download() as saved:
        save.click()
        page.evaluate("window.go_on()")
    expect(status).to_have_text("Filen er gemt.")
    assert saved.value.suggested_filename.startswith("erklaeringer-")
    assert len(names_in(saved.value, tmp_path)) == COUNT
    small = open_device("small").new_page()
    small.context.add_cookies(page.context.cookies())
    small.goto(here)
    small.evaluate(SLOW)
    small.get_by_role("link", name=SAVE).click()
    expect(small.get_by_role("button", name="Stop")).to_be_visible()
    look(small, "panel_class_zip_under_way")
    page.goto(f"{here}?show=answered")
    page.get_by_role("link", name="Læs Alma Kjær 1", exact=True).click()
    look(page, "panel_declaration_zip")
    with page.expect_download() as saved:
        page.get_by_role("link", name="Hent alle 2 erklæringer fra lærlingen (ZIP)").click()
    assert [name.split(" - ")[0] for name in names_in(saved.value, tmp_path)] == ["Alma Kjær 1"] * 2
    page.goto(here)
    page.route("**/*.zip", half)
    save.click()
    expect(status).to_have_text("Forbindelsen røg undervejs, så intet er gemt. Prøv igen.")
    page.unroute("**/*.zip")
    page.context.clear_cookies()
    save.click()
    expect(page.get_by_label("E-mailadresse")).to_be_visible()


# Holds each piece of an answer until the page is told to go on, as a slow line would.
SLOW = """() => {
  const real = ReadableStreamDefaultReader.prototype.read;
  let free = false, wait = [];
  window.go_on = () => { free = true; for (const go of wait) go(); };
  let reads = 0;
  ReadableStreamDefaultReader.prototype.read = async function () {
    // One piece only, for a quick line brings all in two. An end that is near lets nobody go, a stop does.
    const broken = this.closed.then(() => new Promise(() => {}), () => {});
    if (!free && (reads += 1) > 1) await Promise.race([new Promise((go) => wait.push(go)), broken]);
    return real.call(this);
  };
}"""


def test_without_a_script_it_is_a_download_like_any_other(site: Site, open_device: Open, tmp_path: Path) -> None:
    here = a_class(site)
    page = open_device("tablet", java_script_enabled=False).new_page()
    sign_in(page, site)
    page.goto(here)
    with page.expect_download() as saved:
        page.get_by_role("link", name=SAVE).click()
    assert len(names_in(saved.value, tmp_path)) == COUNT

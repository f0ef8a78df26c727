"""What people do in the browser, step by step, the way they would: by label and by what stands on the buttons."""

import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error, Page, expect

from tests.site import Site

APPRENTICE = "laerling@post.example"
SUPERVISOR = "mester@snedkeriet.example"
SCHOOL = "skolen@skole.example"

Look = Callable[[Page, str], None]


def nothing(_page: Page, _name: str) -> None:
    """For who does not want to look at every page."""


def until(page: Page, true: str) -> None:
    """Waits for an expression to hold; wait_for_function needs eval, which our policy forbids."""
    for _ in range(100):
        with suppress(Error):  # the page is on its way to another
            if page.evaluate(true):
                return
        page.wait_for_timeout(100)
    raise AssertionError(true)


def sign_in(page: Page, site: Site, address: str = APPRENTICE, look: Look = nothing) -> None:
    page.goto("/")
    look(page, "start")
    page.get_by_role("link", name="Log ind").click()
    sign_in_here(page, site, address, look)


def sign_in_here(page: Page, site: Site, address: str = APPRENTICE, look: Look = nothing) -> None:
    page.get_by_label("Din e-mailadresse").fill(address)
    look(page, "sign_in")
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.get_by_role("heading", name="Skriv koden")).to_be_visible()
    code = re.search(r"\d{6}", site.mail(address, "sign_in_code")["text"])[0]
    page.get_by_label("Kode").fill(f"{code[:3]} {code[3:]}")
    page.get_by_label("Min egen").check()
    look(page, "code")
    page.get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("heading", name=re.compile("Mig|Næste skridt"))).to_be_visible()


def fill_profile(page: Page, look: Look = nothing) -> None:
    page.get_by_label("Dit navn").fill("Alma Æøå")
    page.get_by_label("Bygningssnedker").check()
    page.get_by_label("Hvornår begyndte din uddannelse?").fill("2024-08-01")
    look(page, "profile")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Gemt på telefonen").first).to_be_visible()


def prepare(page: Page, look: Look = nothing) -> None:
    """A whole declaration with self-assessment, up to the review."""
    page.get_by_role("link", name="Erklæringer", exact=True).click()
    look(page, "declarations")
    page.get_by_role("button", name="Ny erklæring").click()
    page.get_by_label("Før H1").check()
    page.get_by_label("Oplæringen slutter").fill("2026-12-04")
    page.get_by_label("Skolen begynder").fill("2026-12-07")
    page.get_by_label("Skolens kontakt: e-mail").fill(SCHOOL)
    page.get_by_label("CVR-nummer").fill("13748136")
    page.get_by_label("Lærestedets navn").fill("Snedkeriet Ærø")
    page.get_by_label("Oplæringsansvarlig: navn").fill("Mester Eksempel")
    page.get_by_label("Oplæringsansvarlig: e-mail").fill(SUPERVISOR)
    look(page, "details")
    page.get_by_role("link", name="Videre til din egen vurdering").click()
    assess(page, look)


def assess(page: Page, look: Look = nothing) -> None:
    while page.get_by_role("link", name=re.compile("^Næste: ")).count():
        for scale in page.locator(".levels:visible").all():
            scale.get_by_label("Som rutine").check()
        page.locator(".chip:visible").first.click()
        look(page, f"self_{page.url.rsplit('/', 1)[1]}")
        page.get_by_role("link", name=re.compile("^Næste: ")).click()
    page.locator(".chip:visible").first.click()
    page.get_by_label("Dine egne ord").fill("Jeg vil gerne lære mere om trapper.")
    look(page, "machines")
    page.get_by_role("link", name="Læs igennem").click()
    expect(page.get_by_role("heading", name="Læs igennem", level=1)).to_be_visible()
    look(page, "review")


def ask(page: Page) -> None:
    page.get_by_role("button", name="Bed om udfyldelse").click()
    expect(page.get_by_role("heading", name=re.compile("Erklæring før H1"))).to_be_visible()


def link_of(mail: dict[str, str]) -> str:
    return re.search(r"http\S+/e/\S+", mail["text"])[0]


def fill_in(page: Page, link: str, look: Look = nothing) -> int:
    """The supervisor's whole form, up to the check; returns the taps it took."""
    page.goto(link)
    expect(page.get_by_role("heading", name=re.compile("Er det dig|Erklæring for"))).to_be_visible()
    if page.get_by_role("button", name="Ja, det er mig").count():  # not asked again where it was begun
        look(page, "who")
        page.get_by_role("button", name="Ja, det er mig").click()
    expect(page.get_by_role("heading", name="Erklæring for Alma Æøå")).to_be_visible()
    if page.get_by_text("Løser kendte opgaver uden hjælp").is_hidden():
        page.get_by_text("Hvad betyder trinnene?").click()  # as on paper, once
    expect(page.get_by_text("Løser kendte opgaver uden hjælp")).to_be_visible()
    look(page, "form")
    taps = 1
    for scale in page.locator(".levels:visible").all():
        scale.get_by_label("Som rutine").check()
        taps += 1
    for fits in ("supervisor.functions_confirmed", "supervisor.machines_confirmed"):
        page.locator(f'[id="{fits}"]').get_by_role("button", name="Passer").click()
        taps += 1
    page.get_by_role("group", name="Er periodens oplæringsmål nået?").get_by_label("Ja, nået", exact=True).check()
    page.get_by_role("button", name="I dag").click()
    page.get_by_label("Særlige behov").fill("Mere tid til tegning")
    look(page, "form_filled")
    page.get_by_role("button", name="Se dine svar igennem").click()
    expect(page.get_by_role("heading", name="Se dine svar igennem")).to_be_visible()
    look(page, "check")
    return taps + 3


def send(page: Page) -> None:
    page.get_by_role("button", name="Send til skolen og lærlingen").click()
    expect(page.get_by_role("heading", name=re.compile(r"^Tak\. "))).to_be_visible()

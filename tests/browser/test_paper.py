"""A sheet of paper: typed in at the school's desk without a script, said no to and confirmed on the workplace's phone,
and told on the apprentice's."""

import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import httpx2 as httpx
import pytest
from playwright.sync_api import Page, expect

from server.domain import paper
from tests.browser import begun
from tests.browser.conftest import Open
from tests.browser.people import Look, link_of
from tests.cast import (
    ANSWERS,
    CONTACT,
    FUNCTION,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    PanelReader,
)
from tests.site import Site


def asked(phone: Page, site: Site) -> str:
    """The apprentice asks; the declaration's id."""
    begun.asked(phone, site)
    return phone.url.rsplit("/", 1)[1]


def scan(page: Page, site: Site, declaration_id: str) -> None:
    """The printed code leads in by way of the mailed code."""
    page.goto(paper.address(UUID(declaration_id), ""))
    page.get_by_label("E-mailadresse").fill(SCHOOL)
    page.get_by_label("E-mailadresse").press("Enter")
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(SCHOOL, "panel_code")["text"])[0])
    page.get_by_label("Dit navn").fill("Hanne Holm")
    page.get_by_label("Koden").press("Enter")
    expect(page.get_by_role("heading", name="Erklæring for Alma Æøå, tastet fra papir")).to_be_visible()


def type_sheet(page: Page) -> None:
    for scale in page.locator("fieldset.goal:visible").all()[:-1]:
        scale.get_by_label("Som rutine").check()
    page.get_by_label("Brug af værnemidler").check()
    page.get_by_role("group", name="Er periodens oplæringsmål nået?").get_by_label("Ja").check()
    page.get_by_label("Særlige behov").fill("Mere tid til tegning")
    page.get_by_label("Talt igennem med lærlingen den").fill("2026-11-20")
    page.get_by_label("Hvem har skrevet under på papiret?").fill("Mester Eksempel")


def test_the_school_types_it_in_the_workplace_says_no_and_then_yes_and_the_apprentice_is_told(
    site: Site, phone: Page, open_device: Open, look: Look
) -> None:
    declaration_id = asked(phone, site)
    desk = open_device("desk", java_script_enabled=False).new_page()
    scan(desk, site, declaration_id)
    desk.get_by_role("button", name="Send til bekræftelse").click()
    expect(desk.get_by_role("alert")).to_contain_text("Vælg et trin.")
    type_sheet(desk)
    desk.get_by_role("button", name="Send til bekræftelse").click()
    expect(desk.get_by_role("heading", name="Venter på lærestedets bekræftelse")).to_be_visible()
    for device in ("desk", "small"):
        page = open_device(device).new_page()
        page.context.add_cookies(desk.context.cookies())
        page.goto(desk.url)
        look(page, "paper_typed")
        page.goto(f"/panel/declarations/{declaration_id}")
        look(page, "paper_card")
        page.goto("/panel/paper?code=ABC")
        look(page, "paper_code")

    phone.reload()
    expect(phone.get_by_role("heading", name="Skolen har tastet erklæringen fra papir")).to_be_visible()
    look(phone, "paper_apprentice")

    mobile = open_device("phone").new_page()
    mobile.goto(link_of(site.mail(SUPERVISOR, "confirmation_asked")))
    expect(mobile.get_by_role("heading", name="Er det det, der står på papiret?")).to_be_visible()
    expect(mobile.get_by_text("Mere tid til tegning")).to_be_visible()
    expect(mobile.get_by_text("Ikke bekræftet endnu")).to_be_visible()
    expect(mobile.get_by_text("Dine svar er gemt")).to_have_count(0)
    look(mobile, "paper_confirm")
    mobile.get_by_role("button", name="Nej, det passer ikke").click()
    mobile.get_by_role("button", name="Send tilbage til Hanne Holm").click()
    expect(mobile.get_by_text("Skriv kort hvorfor.")).to_be_visible()
    mobile.get_by_label("Hvad er forkert?").fill("Der står meget mere tid på papiret")
    look(mobile, "paper_wrong")
    mobile.get_by_role("button", name="Send tilbage til Hanne Holm").click()
    expect(mobile.get_by_role("heading", name="Sendt tilbage til Hanne Holm")).to_be_visible()
    look(mobile, "paper_sent_back")
    mobile.reload()
    expect(mobile.get_by_text("er sendt tilbage til Hanne Holm")).to_be_visible()
    expect(mobile.get_by_text("Lærestedet siger")).to_have_count(0)
    phone.reload()
    expect(phone.get_by_text("Lærestedet siger, at det tastede ikke passer")).to_be_visible()

    site.mail(SCHOOL, "typed_refused")
    desk.reload()
    expect(desk.get_by_text("Der står meget mere tid på papiret")).to_be_visible()
    desk.get_by_label("Særlige behov").fill("Meget mere tid til tegning")
    desk.get_by_role("button", name="Send til bekræftelse").click()
    expect(desk.get_by_role("heading", name="Venter på lærestedets bekræftelse")).to_be_visible()

    mobile.reload()
    expect(mobile.get_by_text("Meget mere tid til tegning")).to_be_visible()
    expect(mobile.get_by_text("Hanne Holm har rettet, siden I sagde nej")).to_be_visible()
    expect(mobile.get_by_text("Rettet", exact=True)).to_have_count(1)
    look(mobile, "paper_confirm_mended")
    mobile.get_by_role("button", name="Ja, det er rigtigt – send").click()
    expect(mobile.get_by_role("heading", name=re.compile(r"^Tak\. "))).to_be_visible()
    expect(mobile.get_by_text("Hanne Holm, skolen")).to_be_visible()
    expect(mobile.get_by_text("på papir, bekræftet fra lærestedets mail")).to_be_visible()
    look(mobile, "paper_sealed")


@pytest.fixture
def waiting(site: Site) -> Iterator[str]:
    """What somebody at the workplace typed in and sent to be confirmed: the mailed link."""
    with httpx.Client(base_url=site.base_url) as one, httpx.Client(base_url=site.base_url) as other:
        apprentice = Apprentice(one, Mailbox(one))
        apprentice.finish_profile()
        made = apprentice.make()
        assert apprentice.request(made).status_code == 200
        reader = PanelReader(other, Mailbox(other), CONTACT)
        rows = apprentice.declaration(made)["recipients"]
        asked = next(row["id"] for row in rows if row["address"] == SUPERVISOR)
        boxes = {field: "1" if value is True else value for field, value in ANSWERS.items()}
        sheet = {**boxes, "ticks": [f"supervisor.function.{FUNCTION}"], "typist": "Svend Svendsen", "seen": "99"}
        sent = reader.post(
            f"/panel/declarations/{made}/paper", **sheet, then="send", recipient_id=asked, deed_id=str(uuid4())
        )
        assert sent.status_code == 303, sent.text
        yield link_of(site.mail(SUPERVISOR, "confirmation_asked"))


def test_the_supervisor_mends_it_on_the_screen_and_sends(site: Site, waiting: str, phone: Page) -> None:
    phone.goto(waiting)
    expect(phone.get_by_text("Svend Svendsen fra lærestedet har tastet")).to_be_visible()
    phone.get_by_role("button", name="Nej, det passer ikke").click()
    phone.get_by_role("button", name="Tilbage", exact=True).click()
    phone.get_by_role("button", name="Nej, det passer ikke").click()
    phone.get_by_role("button", name="Ret det selv her").click()
    phone.get_by_label("Særlige behov").fill("Rettet på skærmen")
    phone.get_by_role("button", name="Se dine svar igennem").click()
    expect(phone.get_by_role("heading", name="Er det det, der står på papiret?")).to_be_visible()
    expect(phone.get_by_text("Rettet på skærmen")).to_be_visible()
    phone.get_by_role("button", name="Ja, det er rigtigt – send").click()
    expect(phone.get_by_role("heading", name=re.compile(r"^Tak\. "))).to_be_visible()
    expect(phone.get_by_text("Svend Svendsen, lærestedet")).to_be_visible()


def test_who_filled_in_no_paper_declines_as_ever(site: Site, waiting: str, phone: Page) -> None:
    phone.goto(waiting)
    phone.get_by_role("button", name="Nej, det passer ikke").click()
    phone.get_by_role("button", name="Jeg har ikke udfyldt noget papir").click()
    phone.get_by_label("har ikke været").check()
    phone.get_by_label("Skriv kort hvorfor").fill("Jeg har intet papir skrevet")
    phone.get_by_role("button", name="Videre").click()
    phone.get_by_role("button", name=re.compile("^Send svaret")).click()
    expect(phone.get_by_role("heading", name="Du har svaret nej")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name="Du har svaret nej")).to_be_visible()

"""Several declarations in one sitting: from one mailed link, one after the other, and nothing is lost between them."""

import re
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import Look, link_of, send
from tests.cast import ANSWERS, DETAILS, SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.site import Site

OTHERS = re.compile("andre erklæringer at udfylde")
NAMES = ("Anna Alm", "Bo Birk", "Cilje Ceder")
DONE = {field: value for field, value in ANSWERS.items() if field != "supervisor.name"}


@pytest.fixture
def others(site: Site) -> Iterator[list[Visitor]]:
    """Three apprentices ask the same supervisor; all but the name is answered from another device of theirs."""
    clients: list[httpx.Client] = []

    def new() -> httpx.Client:
        clients.append(httpx.Client(base_url=site.base_url))
        return clients[-1]

    found = []
    for number, name in enumerate(NAMES):
        apprentice = Apprentice(new(), Mailbox(new()), f"a{number}@post.example")
        apprentice.finish_profile()
        apprentice.client.patch("/api/profile", json={"name": name})
        apprentice.request(apprentice.make({**DETAILS, "details.school_period_starts_on": f"2026-12-{7 + number:02}"}))
        site.mail(SUPERVISOR, "declaration_requested", number + 1)
        found.append(Visitor(new(), Mailbox(new()), SUPERVISOR))
        found[-1].answer(DONE)
    yield found
    for client in clients:
        client.close()


def send_this(page: Page, name: str, title: str = "") -> None:
    """`title`: what is typed; else what the one before was sent with stands there."""
    expect(page.get_by_role("heading", name="Er det dig")).to_be_visible()
    page.get_by_role("button", name="Ja, det er mig").click()
    expect(page.get_by_role("heading", name=f"Erklæring for {name}")).to_be_visible()
    if title:
        page.get_by_label("Din titel").fill(title)
    expect(page.get_by_label("Din titel")).to_have_value("Snedkermester")
    page.get_by_role("button", name="Se dine svar igennem").click()
    send(page)


def test_three_declarations_are_filled_in_from_one_link(
    site: Site, others: list[Visitor], tablet: Page, look: Look
) -> None:
    first = site.outbox(SUPERVISOR, "declaration_requested")[0]
    tablet.goto(link_of(first))
    expect(tablet.get_by_role("button", name="Du har 2 andre erklæringer at udfylde")).to_be_visible()
    look(tablet, "sitting_who")
    tablet.get_by_role("button", name=OTHERS).click()
    expect(tablet.get_by_text("Bo Birk")).to_have_count(0)
    tablet.get_by_role("button", name="Send mig en kode").click()
    code = re.search(r"\d{6}", site.mail(SUPERVISOR, "sitting_code")["text"])[0]
    tablet.get_by_label("Kode fra mailen").fill("000000" if code != "000000" else "111111")
    tablet.get_by_role("button", name="Vis dem").click()
    expect(tablet.get_by_text("Koden er forkert")).to_be_visible()
    look(tablet, "sitting_code")
    tablet.get_by_label("Kode fra mailen").fill(code)
    tablet.get_by_role("button", name="Vis dem").click()
    expect(tablet.get_by_role("link", name="Cilje Ceder")).to_be_visible()
    look(tablet, "sitting_others")
    tablet.get_by_role("button", name="Tilbage til Anna Alm").click()
    send_this(tablet, "Anna Alm", "Snedkermester")
    look(tablet, "sitting_sent")
    tablet.get_by_role("button", name="Næste: Bo Birk, 2 af 3").click()
    send_this(tablet, "Bo Birk")
    tablet.get_by_role("button", name="Næste: Cilje Ceder, 3 af 3").click()
    send_this(tablet, "Cilje Ceder")
    expect(tablet.get_by_role("button", name=re.compile("Næste"))).to_have_count(0)
    assert [one.view()["status"] for one in others] == ["submitted"] * 3


def test_what_was_typed_without_a_network_goes_also_when_the_next_one_is_opened(
    site: Site, others: list[Visitor], tablet: Page
) -> None:
    anna, _, cilje = others
    path = f"{site.base_url}/e/{anna.public_id}"
    tablet.goto(f"{path}#{anna.secret}")
    tablet.get_by_role("button", name=OTHERS).click()
    tablet.get_by_role("button", name="Send mig en kode").click()
    tablet.get_by_label("Kode fra mailen").fill(re.search(r"\d{6}", site.mail(SUPERVISOR, "sitting_code")["text"])[0])
    tablet.get_by_role("button", name="Vis dem").click()
    tablet.get_by_role("link", name="Cilje Ceder").click()
    expect(tablet.get_by_text("Cilje Ceder beder om")).to_be_visible()
    assert tablet.url.endswith(cilje.public_id), "open by the code, without a secret in the address"
    tablet.get_by_role("button", name="Ja, det er mig").click()
    tablet.context.set_offline(True)
    tablet.get_by_label("Bemærkninger").fill("Skrevet uden net")
    tablet.get_by_role("button", name=OTHERS).click()
    tablet.get_by_role("link", name="Anna Alm").click()
    expect(tablet.get_by_text("Gemt på telefonen")).to_be_visible()
    tablet.get_by_role("button", name=OTHERS).click()
    expect(tablet.get_by_text("Dine svar er ikke sendt endnu")).to_be_visible()
    tablet.context.set_offline(False)
    expect(tablet.get_by_text("Dine svar er ikke sendt endnu")).to_have_count(0)
    assert cilje.view()["answers"]["supervisor.remarks"]["value"] == "Skrevet uden net"

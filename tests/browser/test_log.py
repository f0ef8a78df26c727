"""The running log: a few words a day, offline, with photos; evidence for the assessment; seen only when shared."""

from playwright.sync_api import Page, expect

from tests.browser import begun
from tests.browser.accessibility import violations
from tests.browser.conftest import Open
from tests.browser.people import SUPERVISOR, ask, link_of, prepare, sign_in, until
from tests.browser.pictures import jpeg
from tests.browser.test_photos import add
from tests.site import Site

TEXT = "Hvad lavede du?"


def begin(page: Page, site: Site) -> None:
    begun.signed_in(page, site)
    expect(page.get_by_text("Alt er sendt")).to_be_visible()
    until(page, "navigator.serviceWorker.controller !== null")


def open_list(page: Page, title: str) -> None:
    page.get_by_role("heading", name=title, exact=True).click()


def test_a_day_is_written_with_no_network_and_reaches_the_other_phone(
    site: Site, phone: Page, open_device: Open
) -> None:
    begin(phone, site)
    site.stop()
    phone.goto("/app/log")
    expect(phone.get_by_text("Her er intet endnu.")).to_be_visible()
    assert violations(phone) == []
    phone.get_by_role("button", name="I går").click()
    phone.get_by_label(TEXT).fill("Samlede en dør i eg")
    open_list(phone, "Maskiner")
    phone.get_by_label("Rundsav", exact=True).check()
    expect(phone.locator(".chip.on")).to_have_count(2)
    add(phone, jpeg(phone))
    expect(phone.locator(".photos li")).to_have_count(1)
    assert violations(phone) == []
    address = phone.url
    phone.reload()
    expect(phone.get_by_label(TEXT)).to_have_value("Samlede en dør i eg")
    assert phone.url == address
    expect(phone.locator(".photos li")).to_have_count(1)
    phone.get_by_role("link", name="Færdig").click()
    expect(phone.get_by_role("article")).to_contain_text("Samlede en dør i eg")
    site.start()
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    other = open_device("phone").new_page()
    sign_in(other, site)
    other.goto("/app/log")
    expect(other.get_by_role("article")).to_contain_text("Samlede en dør i eg")
    expect(other.locator("article .photos")).to_have_count(0)  # text is sent, photos stay


def test_a_deleted_day_can_be_brought_back(site: Site, phone: Page) -> None:
    begin(phone, site)
    phone.goto("/app/log")
    phone.get_by_role("button", name="I dag").click()
    phone.get_by_label(TEXT).fill("Høvlede karme")
    phone.get_by_role("button", name="Slet dagen").click()
    expect(phone.get_by_role("article")).to_have_count(0)
    phone.get_by_role("button", name="Fortryd").click()
    expect(phone.get_by_role("article")).to_contain_text("Høvlede karme")
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("article")).to_contain_text("Høvlede karme")


def test_two_phones_on_one_day_both_keep_their_words(site: Site, phone: Page, open_device: Open) -> None:
    begin(phone, site)
    phone.goto("/app/log")
    phone.get_by_role("button", name="I dag").click()
    phone.get_by_label(TEXT).fill("Fra begyndelsen")
    phone.get_by_label(TEXT).blur()
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    other = open_device("phone").new_page()
    sign_in(other, site)
    other.goto(phone.url)
    expect(other.get_by_label(TEXT)).to_have_value("Fra begyndelsen")
    phone.context.set_offline(True)
    phone.get_by_label(TEXT).fill("Fra telefonen")
    phone.get_by_label(TEXT).blur()
    with other.expect_response("**/api/log/operations"):
        other.get_by_label(TEXT).fill("Fra tabletten")
        other.get_by_label(TEXT).blur()
    expect(other.get_by_text("Alt er sendt")).to_be_visible()
    phone.context.set_offline(False)
    card = phone.get_by_role("region", name="To svar")
    expect(card).to_contain_text("Fra tabletten")
    expect(card).to_contain_text("Fra telefonen")
    assert violations(phone) == []
    card.get_by_role("button", name="Behold begge, og ret bagefter").click()
    expect(phone.get_by_label(TEXT)).to_have_value("Fra tabletten\nFra telefonen")
    expect(card).to_have_count(0)


def test_the_log_becomes_the_self_assessment_and_only_shared_lines_are_seen(
    site: Site, phone: Page, tablet: Page
) -> None:
    begin(phone, site)
    for text in ("Savede ved rundsaven", "Min egen tanke"):
        phone.goto("/app/log")
        phone.get_by_role("button", name="I går").click()
        phone.get_by_label(TEXT).fill(text)
        open_list(phone, "Mål")
        phone.locator("#goals input").first.check()
        open_list(phone, "Maskiner")
        phone.get_by_label("Afretter", exact=True).check()
        phone.get_by_role("link", name="Færdig").click()
    phone.goto("/app/")
    prepare(phone)
    review = phone.url
    phone.goto(review.replace("/review", "/self/0"))
    goal = phone.locator(".goal").filter(has_text="Din log: 2 dage").first
    goal.get_by_text("Din log: 2 dage").click()
    expect(goal.get_by_text("Min egen tanke")).to_be_visible()
    assert violations(phone) == []
    goal.locator(".person").filter(has_text="Savede ved rundsaven").get_by_label("Vis lærestedet denne dag").check()
    phone.goto(review.replace("/review", "/self/99"))
    expect(phone.get_by_text("Fra din log: Afretter")).to_be_visible()
    phone.get_by_role("button", name="Sæt kryds ved dem").click()
    expect(phone.locator("input[name=afretter]")).to_be_checked()
    expect(phone.get_by_text("Fra din log")).to_have_count(0)
    expect(phone.get_by_text("Alt er sendt")).to_be_visible()
    phone.goto(review)
    ask(phone)
    tablet.goto(link_of(site.mail(SUPERVISOR, "declaration_requested")))
    tablet.get_by_role("button", name="Ja, det er mig").click()
    expect(tablet.get_by_text("Lærlingens log")).to_be_visible()
    expect(tablet.get_by_text("Savede ved rundsaven")).to_be_visible()
    expect(tablet.get_by_text("Min egen tanke")).to_have_count(0)
    assert violations(tablet) == []

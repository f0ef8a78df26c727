"""An address that no known school has: the apprentice is asked before the request, and afterwards until they answer."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look
from tests.browser.people import SCHOOL, ask, fill_profile, prepare, sign_in
from tests.site import Site


def test_the_apprentice_is_asked_about_an_unknown_school_before_and_after_the_request(
    site: Site, phone: Page, look: Look
) -> None:
    site.command("school", "add", "Snedkerskolen")
    site.command("school", "domain", "add", "Snedkerskolen", "skolen.example")
    sign_in(phone, site)
    fill_profile(phone)
    prepare(phone)
    question = phone.get_by_role("group", name="Er skolens adresse rigtig?")
    expect(question.get_by_text(SCHOOL)).to_be_visible()
    look(phone, "school_question_review")
    question.get_by_role("button", name="skolen@skolen.example").click()
    expect(question).to_have_count(0)
    expect(phone.get_by_text("skolen@skolen.example")).to_be_visible()

    phone.get_by_role("link", name="Ret Periode").click()
    phone.get_by_label("Skolens kontakt: e-mail").fill(SCHOOL)
    phone.go_back()
    expect(question.get_by_text(SCHOOL)).to_be_visible()
    ask(phone)  # no hindrance
    expect(question.get_by_text(SCHOOL)).to_be_visible()
    look(phone, "school_question_declaration")
    question.get_by_role("button", name="skolen@skolen.example").click()
    fix = phone.get_by_role("group", name="Ret adressen")
    expect(fix.get_by_label("E-mail")).to_have_value("skolen@skolen.example")
    fix.get_by_role("button", name="Fortryd").click()
    question.get_by_role("button", name="Ja, den er rigtig").click()
    expect(question).to_have_count(0)
    expect(phone.get_by_text("Adressen bliver stående.")).to_be_visible()

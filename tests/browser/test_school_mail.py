"""The school turns the PDF in its mails on: what that means stands beside the button, also without a script."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Look, Open
from tests.browser.schools import school
from tests.site import Site

SECRETARY = "sekretaer@snedkerskolen.example"
OPERATOR = "drift@logbog.example"


def enter(page: Page, site: Site, address: str, path: str) -> None:
    page.goto(path)
    page.get_by_label("E-mailadresse").fill(address)
    page.get_by_role("button", name="Send koden").click()
    page.get_by_label("Koden").fill(re.search(r"\d{6}", site.mail(address, "panel_code")["text"])[0])
    page.get_by_role("button", name="Log ind").click()


def test_the_school_turns_it_on_and_the_operator_sees_who(site: Site, open_device: Open, look: Look) -> None:
    school_id = school(site)
    site.command("school", "domain", "add", "Snedkerskolen", "snedkerskolen.example")
    site.command("school", "staff", "add", "Snedkerskolen", SECRETARY, "Eva Eksempel")
    page = open_device("phone", java_script_enabled=False).new_page()
    enter(page, site, SECRETARY, "/panel/access")
    page.get_by_role("link", name="Se, om det er slået til").click()
    expect(page.get_by_text("En postkasse er mindre sikker end panelet.")).to_be_visible()
    page.get_by_role("button", name="Vedhæft PDF i mails til skolen").click()
    expect(page.get_by_role("status")).to_contain_text("Slået til, men mails sendes ikke krypteret herfra")
    expect(page.get_by_role("button", name="Vedhæft ikke PDF mere")).to_be_visible()
    for device in ("phone", "desk"):
        with_script = open_device(device).new_page()
        enter(with_script, site, SECRETARY, "/panel/access")
        look(with_script, "access_of_staff")
        with_script.goto("/panel/access/school_mail")
        look(with_script, "school_mail")
    desk = open_device("desk").new_page()
    enter(desk, site, OPERATOR, f"/panel/schools/{school_id}")
    expect(desk.get_by_text(f"af {SECRETARY}")).to_be_visible()
    look(desk, "school_with_mail")

"""The calendar of a mailbox: its page, its address, and what it loses at once."""

import re
from collections.abc import Callable
from uuid import uuid4

from starlette.testclient import TestClient

from tests import schools
from tests.cast import CONTACT, DETAILS, SUPERVISOR, Apprentice, PanelReader, batch, operation
from tests.documents import calendar_readback

New = Callable[[], TestClient]
COMING = {**DETAILS, "details.training_period_ends_on": "2099-12-04", "details.school_period_starts_on": "2099-12-07"}


def address(reader: PanelReader) -> str:
    return re.search(r"http://localhost:8000(/calendar/\S+\.ics)<", reader.get("/panel/calendar").text)[1]


def titles(client: TestClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return [day["title"] for day in calendar_readback.days(answer.content)]


STAYS = "virker også efter et log ud"  # what the page for signing out says of a calendar's address


def ask(apprentice: Apprentice, **details: object) -> str:
    declaration_id = apprentice.make({**COMING, **details})
    assert apprentice.request(declaration_id).status_code == 200
    return declaration_id


def test_a_workplace_makes_stops_and_makes_anew(
    apprentice: Apprentice, panel: Callable[..., PanelReader], browser: New
) -> None:
    ask(apprentice)
    reader = panel(SUPERVISOR)
    assert "Lav kalenderadresse" in reader.get("/panel/calendar").text
    assert STAYS not in reader.get("/panel/access").text
    assert reader.post("/panel/calendar").headers["location"] == "/panel/calendar?done=calendar_made"
    first = address(reader)
    assert f'href="webcal://localhost:8000{first}"' in reader.get("/panel/calendar").text
    assert STAYS in reader.get("/panel/access").text
    expected = ["Frist: oplæringserklæring for Lærling", "Lærling begynder på H2 (skole)"]
    assert titles(browser(), first) == expected
    assert reader.post("/panel/calendar").headers["location"] == "/panel/calendar?done=calendar_renewed"
    assert "Den gamle virker ikke mere" in reader.get("/panel/calendar?done=calendar_renewed").text
    second = address(reader)
    assert browser().get(first).status_code == 404
    assert titles(browser(), second) == expected
    assert reader.post("/panel/calendar/stop").headers["location"] == "/panel/calendar?done=calendar_stopped"
    assert browser().get(second).status_code == 404
    page = reader.get("/panel/calendar").text
    assert "Lav kalenderadresse" in page
    assert "/calendar/" not in page.replace("/panel/calendar/", "")


def test_a_mailbox_has_one_calendar_whoever_reads_it(apprentice: Apprentice, panel: Callable[..., PanelReader]) -> None:
    ask(apprentice)
    one, colleague, other = panel(SUPERVISOR), panel(SUPERVISOR, name="Svend"), panel(CONTACT)
    one.post("/panel/calendar")
    assert address(one) == address(colleague)
    other.post("/panel/calendar")
    assert address(other) != address(one)


def test_who_is_taken_off_a_declaration_has_it_in_no_calendar_any_more(
    apprentice: Apprentice, panel: Callable[..., PanelReader], browser: New
) -> None:
    declaration_id = ask(apprentice)
    reader = panel(CONTACT)
    reader.post("/panel/calendar")
    path = address(reader)
    assert len(titles(browser(), path)) == 2
    contacts = apprentice.declaration(declaration_id)["answers"]["details.workplace_contacts"]
    sent = batch(operation("details.workplace_contacts", [], contacts["revision"]))
    assert apprentice.client.post(f"/api/declarations/{declaration_id}/operations", json=sent).status_code == 200
    assert apprentice.request(declaration_id).status_code == 200
    assert titles(browser(), path) == []


def test_a_class_in_a_calendar_and_as_a_file(
    running: TestClient, panel: Callable[..., PanelReader], browser: New
) -> None:
    skole = running.portal.call(schools.school)
    hostile = "snh2\nBEGIN:VEVENT"  # nobody can type it in the panel, which takes no line break
    dates = {"training_period_ends_on": "2099-12-04", "school_period_starts_on": "2099-12-07"}
    called = running.portal.call(lambda: schools.summons(skole, school_class=hostile, **dates))
    staff = panel(schools.SECRETARY)
    staff.post("/panel/calendar")
    shown = ["snh2 BEGIN:VEVENT: frist for oplæringserklæringer", "snh2 BEGIN:VEVENT: skoleperioden H2 begynder"]
    assert titles(browser(), address(staff)) == shown
    file = staff.get(f"/panel/classes/{called}.ics")
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert file.headers["content-disposition"] == 'inline; filename="hold-snh2-begin-vevent.ics"'
    assert [day["title"] for day in calendar_readback.days(file.content)] == shown
    assert calendar_readback.days(file.content)[0]["url"] == f"http://localhost:8000/panel/classes/{called}"
    assert staff.get(f"/panel/classes/{uuid4()}.ics").status_code == 404


def test_what_other_pages_lead_to_it(apprentice: Apprentice, panel: Callable[..., PanelReader]) -> None:
    ask(apprentice)
    reader = panel(SUPERVISOR)
    for page in ("/panel/access", "/panel/workplace"):
        assert 'href="/panel/calendar"' in reader.get(page).text

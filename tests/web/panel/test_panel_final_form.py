"""The sheet for the final forms: an apprentice's holds all, a reader's no more than they may see, and it is told."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from server.actions import downloads, erasure
from server.domain import goals
from server.storage.sealed import SealedVersion
from server.web import who
from tests.cast import (
    ANSWERS,
    CONTACT,
    DETAILS,
    SCHOOL,
    SPECIALISATION,
    Apprentice,
    Mailbox,
    PanelReader,
    Visitor,
)
from tests.documents import readback
from tests.example import EDITION
from tests.web.panel.test_panel_declaration import openings, path, words

Browser = Callable[[], TestClient]
Panel = Callable[..., PanelReader]
NEW_PLACE = "ny@vaerkstedet.example"
SAID = {"kind": "final", "agreement_started_on": None, "agreement_ended_on": None, "why": None}


@pytest.fixture
def later(apprentice: Apprentice, sealed: str, browser: Browser, mailbox: Mailbox) -> str:
    """A later period at another workplace, sent to the same school."""
    details = {
        **DETAILS, "details.main_course": 3, "details.training_period_ends_on": "2027-05-28",
        "details.school_period_starts_on": "2027-05-31", "details.workplace_name": "Værkstedet",
        "details.supervisors": [{"name": "Ny Mester", "address": NEW_PLACE}], "details.workplace_contacts": [],
    }  # fmt: skip
    declaration_id = apprentice.make(details)
    assert apprentice.request(declaration_id).status_code == 200
    visitor = Visitor(browser(), mailbox, NEW_PLACE)
    levels = {f"supervisor.goal.{key}": "alone" for key in goals.required(EDITION, SPECIALISATION, 3)}
    visitor.answer({**ANSWERS, **levels, "supervisor.name": "Ny Mester"})
    assert visitor.submit().status_code == 200
    return declaration_id


def own(apprentice: Apprentice, **said: Any) -> Any:
    return apprentice.client.post("/api/final_form", json={**SAID, **said})


def test_the_apprentice_gets_everything_of_all_periods(apprentice: Apprentice, later: str) -> None:
    answer = own(apprentice)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    told = readback.text(answer.content)
    for expected in ("Lærling Et", "Snedkeriet Ærø", "Værkstedet", "Ny Mester", "På egen hånd H3", "1. august 2024"):
        assert expected in told, expected
    assert "Som rutine H2" not in told  # what H3 says stands
    assert "Mere tid til tegning" not in told
    assert openings(apprentice, later) == {}


def test_the_sheet_is_there_before_anything_is_sent(apprentice: Apprentice) -> None:
    answer = own(apprentice, kind="partly_completed", agreement_ended_on="2026-06-30", why="part")
    assert answer.status_code == 200
    told = readback.text(answer.content)
    assert "Slutter 30. juni 2026" in told
    assert "Der er ingen erklæringer" in told


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "andet"}, "kind"),
        ({"kind": 1}, "kind"),
        ({"agreement_ended_on": "i morgen"}, "agreement_ended_on"),
        ({"why": "x" * 5000}, "why"),
        ({"navn": "x"}, "navn"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(apprentice: Apprentice, wrong: dict[str, Any], field: str) -> None:
    answer = own(apprentice, **wrong)
    assert answer.status_code == 422
    assert [problem["field"] for problem in answer.json()["fields"]] == [field]


def test_a_workplace_gets_its_own_periods_and_no_others(apprentice: Apprentice, later: str, panel: Panel) -> None:
    place = panel(NEW_PLACE)
    assert f"{path(later)}/final_form" in place.get(path(later)).text
    assert f"{path(later)}/final_form" in place.get("/panel/workplace").text
    assert "bygger på 1 erklæring" in words(place.get(f"{path(later)}/final_form"))
    told = readback.text(place.post(f"{path(later)}/final_form", kind="final").content)
    assert "Værkstedet" in told
    assert "Snedkeriet Ærø" not in told
    assert "Her står kun det, der er i de erklæringer, du kan se" in told
    assert "01-08-2024" not in told  # when they began stands in no declaration


def test_a_school_gets_what_was_sent_to_it_and_each_counts_as_opened(
    apprentice: Apprentice, sealed: str, later: str, panel: Panel
) -> None:
    school = panel(SCHOOL)
    assert "bygger på 2 erklæringer" in words(school.get(f"{path(sealed)}/final_form"))
    assert openings(apprentice, sealed) == openings(apprentice, later) == {}
    told = readback.text(school.post(f"{path(sealed)}/final_form", kind="final").content)
    assert "Værkstedet" in told
    assert "Snedkeriet Ærø" in told
    assert openings(apprentice, sealed) == openings(apprentice, later) == {SCHOOL: 1}


def test_what_is_wrong_is_shown_with_what_was_typed_and_opens_nothing(
    apprentice: Apprentice, sealed: str, panel: Panel
) -> None:
    said = {"kind": "partly_completed", "agreement_started_on": "2026-07-01", "agreement_ended_on": "2026-06-30"}
    answer = panel(SCHOOL).post(f"{path(sealed)}/final_form", **said, why="early")
    assert answer.status_code == 422
    assert "Aftalen kan ikke slutte, før den begyndte." in words(answer)
    assert 'value="2026-07-01"' in answer.text
    assert '<option value="early" selected>' in answer.text
    assert openings(apprentice, sealed) == {}


def test_so_many_an_hour(apprentice: Apprentice, sealed: str, panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "FORMS_BY_APPRENTICE", 1)
    monkeypatch.setattr(downloads, "FORMS_BY_READER", 1)
    assert [own(apprentice).status_code for _ in range(2)] == [200, 429]
    school, said = panel(SCHOOL), {"kind": "final", "agreement_started_on": "2026-07-01"}
    answers = [school.post(f"{path(sealed)}/final_form", **said) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert 'value="2026-07-01"' in answers[1].text
    assert "hentet mange filer" in words(answers[1])
    assert openings(apprentice, sealed) == {SCHOOL: 1}


def test_what_is_asked_for_but_not_sent_gives_an_open_sheet(requested: str, panel: Panel) -> None:
    told = readback.text(panel(CONTACT).post(f"{path(requested)}/final_form", kind="final").content)
    assert "Lærling Et" in told
    assert "Der er ingen erklæringer" in told
    assert "laerling@" not in told


def test_what_was_erased_is_in_no_sheet(apprentice: Apprentice, sealed: str, later: str, running: TestClient) -> None:
    async def erase() -> None:
        await erasure.erase((await SealedVersion.get(declaration_id=sealed)).id, "retention", now=who.now())

    running.portal.call(erase)
    told = readback.text(own(apprentice).content)
    assert "Snedkeriet Ærø" not in told
    assert "Værkstedet" in told


def test_the_operator_says_where_the_form_is_sent(apprentice: Apprentice, running: TestClient) -> None:
    assert apprentice.client.get("/api/final_form").json() == {"send_to": "", "forms": []}
    assert "Spørg skolen eller det faglige udvalg" in readback.text(own(apprentice).content)


def test_the_panel_says_where_the_form_is_sent_as_the_app_does(
    requested: str, panel: Panel, running: TestClient
) -> None:
    front = f"{path(requested)}/final_form"
    assert "Logbog har ikke fået at vide, hvor skemaet skal sendes hen." in words(panel(CONTACT).get(front))
    assert "Spørg skolen eller det faglige udvalg, før I" in words(panel(CONTACT).get(front))
    at_school = words(panel(SCHOOL).get(front))
    assert "Spørg det faglige udvalg, før I sender det." in at_school
    assert "Spørg skolen" not in at_school
    known = running.app.state.settings
    running.app.state.settings = replace(known, final_form_to="Udvalget\nVej 5 <b>")
    assert "Udvalget Vej 5 &lt;b&gt;" in " ".join(panel(CONTACT).get(front).text.split())

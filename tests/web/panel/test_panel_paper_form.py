"""Forms for a pencil over HTTP: blank ones, and those of a declaration that waits, no more than who asks may know."""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from server.domain import paper
from tests.cast import (
    CONTACT,
    COURSE,
    DETAILS,
    REQUIRED,
    SCHOOL,
    SPECIALISATION,
    SUPERVISOR,
    Apprentice,
    PanelReader,
    Visitor,
)
from tests.documents import readback
from tests.example import EDITION
from tests.web.panel.test_panel_declaration import openings, path, staff_by_summons, words

Panel = Callable[..., PanelReader]
BLANK = {"edition": EDITION.id, "specialisation": SPECIALISATION, "main_course": COURSE}
OWN = "Lærlingen selv"


def own(declaration_id: str) -> str:
    return f"/api/declarations/{declaration_id}/paper_form.pdf"


@pytest.fixture
def assessed(apprentice: Apprentice, requested: str) -> str:
    """Asked for, with one goal that the apprentice has assessed."""
    apprentice.answer(requested, {f"self.goal.{REQUIRED[0]}": "alone"})
    return requested


def test_the_panel_has_every_blank_form(requested: str, panel: Panel) -> None:
    for address, front in ((CONTACT, "/panel/workplace"), (SCHOOL, "/panel/declarations")):
        reader = panel(address)
        assert reader.get(front).status_code == 200
        page = reader.get("/panel/paper_form")
        assert "Tomme papirskemaer" in words(page)
        assert urlencode(BLANK) in page.text.replace("&amp;", "&")
        answer = reader.get(f"/panel/paper_form.pdf?{urlencode(BLANK)}")
        assert answer.headers["content-type"] == "application/pdf"
        assert "Bygningssnedker" in readback.text(answer.content)
    assert 'href="/panel/paper_form"' in panel(CONTACT).get("/panel/workplace").text
    for page in ("/panel/missing", "/panel/paper"):
        assert 'href="/panel/paper_form"' in panel(SCHOOL).get(page).text
    assert 'href="/panel/paper"' in panel(SCHOOL).get("/panel/missing").text


WRONG = [
    {"edition": "x"}, {"edition": "../.."}, {"specialisation": "x"}, {"main_course": "99"}, {"main_course": ""},
]  # fmt: skip


@pytest.mark.parametrize("change", WRONG)
def test_what_is_in_no_catalogue_is_no_form(
    apprentice: Apprentice, requested: str, panel: Panel, change: dict[str, str]
) -> None:
    query = urlencode({**BLANK, **change})
    assert apprentice.client.get(f"/api/paper_form.pdf?{query}").status_code == 404
    assert panel(SCHOOL).get(f"/panel/paper_form.pdf?{query}").status_code == 404


def test_the_apprentice_prints_with_all_that_is_known_and_the_code(apprentice: Apprentice, assessed: str) -> None:
    answer = apprentice.client.get(own(assessed))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    told = readback.text(answer.content)
    for expected in (
        "Lærling Et",
        "Snedkeriet Ærø",
        SUPERVISOR,
        SCHOOL,
        paper.code(UUID(assessed)),
        OWN,
    ):
        assert expected in told, expected
    assert paper.code(UUID(assessed)) in told


def test_a_draft_has_no_code_and_one_without_a_course_no_form(apprentice: Apprentice) -> None:
    draft = apprentice.make()
    told = readback.text(apprentice.client.get(own(draft)).content)
    assert "Snedkeriet Ærø" in told
    assert paper.code(UUID(draft)) not in told
    bare = apprentice.make({})
    assert apprentice.client.get(own(bare)).json()["code"] == "main_course_missing"
    final = apprentice.make({**DETAILS, "details.final_period": True})
    assert apprentice.client.get(own(final)).json()["code"] == "final_on_paper"


def test_who_fills_in_sees_what_the_apprentice_said_and_others_do_not(
    apprentice: Apprentice, assessed: str, panel: Panel
) -> None:
    readers = [panel(address) for address in (SUPERVISOR, CONTACT, SCHOOL)]
    files = {one.address: one.get(f"{path(assessed)}/paper_form.pdf").content for one in readers}
    told = {address: readback.text(content) for address, content in files.items()}
    for text in told.values():
        assert paper.code(UUID(assessed)) in text
        assert "Mester Eksempel" in text
    assert OWN in told[SUPERVISOR]
    assert OWN not in told[SCHOOL]
    assert SUPERVISOR in told[SUPERVISOR]
    assert SUPERVISOR in told[SCHOOL]
    assert SCHOOL not in told[SUPERVISOR]
    assert SUPERVISOR not in told[CONTACT], "a colleague's address is the school's to see"
    assert SCHOOL not in told[CONTACT]
    assert openings(apprentice, assessed)[SCHOOL] == 1


def test_staff_who_stand_on_it_by_its_code_alone_print_it_too(
    running: TestClient, apprentice: Apprentice, requested: str, panel: Panel
) -> None:
    staff_by_summons(running, apprentice, requested)
    school = panel(SCHOOL)
    assert f"{path(requested)}/paper_form.pdf" in school.get(path(requested)).text


def test_what_is_filled_in_needs_no_paper(sealed: str, apprentice: Apprentice, panel: Panel, sent: Visitor) -> None:
    assert panel(SCHOOL).get(f"{path(sealed)}/paper_form.pdf").status_code == 404
    assert f"{path(sealed)}/paper_form.pdf" not in panel(SCHOOL).get(path(sealed)).text
    assert apprentice.client.get(own(sealed)).status_code == 404


def test_asking_for_the_head_or_fetching_ahead_opens_nothing(
    apprentice: Apprentice, requested: str, panel: Panel
) -> None:
    school = panel(SCHOOL)
    assert school.client.head(f"{path(requested)}/paper_form.pdf").content == b""
    ahead = school.client.get(f"{path(requested)}/paper_form.pdf", headers={"sec-purpose": "prefetch"})
    assert ahead.content == b""
    assert openings(apprentice, requested) == {}

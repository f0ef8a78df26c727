"""Where the committee's form is there and takes something, the final forms are printed on it; the sheet stays."""

import io
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pypdf
import pytest
from starlette.testclient import TestClient

from server.domain.official_forms import Link
from server.storage.official_forms import OfficialFormUse
from tests import official_forms
from tests.cast import SCHOOL, Apprentice, PanelReader, Visitor
from tests.documents import official, readback

SAID = {"kind": "final", "agreement_started_on": None, "agreement_ended_on": None, "why": None}
LINKS = [
    Link("navn", "apprentice_name"), Link("cvr", "workplace_cvr"), Link("uddannelse", "programme"),
    Link("naaet", "goals_reached_yes", "/ja"), Link("sted", "supervisor_name"), Link("dato", "agreement_ended_on"),
]  # fmt: skip


@pytest.fixture
def uploaded(running: TestClient) -> UUID:
    """The form for the final declaration of every programme."""
    content = official.whole().content()
    return running.portal.call(lambda: official_forms.added("final", "", content, LINKS))


def fields(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    return {
        name: one.get("/V") for name, one in (pypdf.PdfReader(io.BytesIO(answer.content)).get_fields() or {}).items()
    }


def test_the_apprentice_gets_the_form_filled_and_the_sheet_when_they_ask(
    apprentice: Apprentice, sealed: str, uploaded: UUID
) -> None:
    assert apprentice.client.get("/api/final_form").json()["forms"] == ["final"]
    found = fields(apprentice.client.post("/api/final_form", json={**SAID, "agreement_ended_on": "2026-12-31"}))
    assert (found["navn"], found["cvr"], found["dato"]) == ("Lærling Et", "13748136", "31122026")
    assert (found["naaet"], found["sted"]) == ("/ja", "Mester Eksempel")
    for asked in ({"sheet": True}, {"kind": "partly_completed"}):
        answer = apprentice.client.post("/api/final_form", json={**SAID, **asked})
        assert fields(answer) == {}
        assert "Det her er ikke skemaet" in readback.text(answer.content)
    assert apprentice.client.post("/api/final_form", json={**SAID, "sheet": 1}).status_code == 422


def test_the_school_gets_it_in_the_panel_too(sealed: str, uploaded: UUID, panel: Callable[..., PanelReader]) -> None:
    school, path = panel(SCHOOL), f"/panel/declarations/{sealed}/final_form"
    page = school.get(path).text
    assert "Den afsluttende erklæring (udvalgets skema, udfyldt)" in page
    assert "aftalen slutter før uddannelsen (Logbogs ark til at skrive af efter)" in page
    assert "Hent det valgte som PDF" in page
    assert "Hent skemaet udfyldt" not in page, "one kind has no form of its own"
    assert fields(school.post(path, kind="partly_completed")) == {}
    assert fields(school.post(path, kind="final"))["navn"] == "Lærling Et"
    assert fields(school.post(path, kind="final", sheet="1")) == {}


def test_without_a_form_only_the_sheet_is_offered(
    sealed: str, apprentice: Apprentice, running: TestClient, panel: Callable[..., PanelReader]
) -> None:
    running.portal.call(official_forms.added)  # takes nothing yet
    assert apprentice.client.get("/api/final_form").json()["forms"] == []
    assert fields(apprentice.client.post("/api/final_form", json=SAID)) == {}
    page = panel(SCHOOL).get(f"/panel/declarations/{sealed}/final_form").text
    assert "Hent skemaet udfyldt" not in page
    assert "Logbogs ark til at skrive af efter" not in page


def test_nobody_is_named_on_the_form_who_says_that_it_was_not_them(
    apprentice: Apprentice, sealed: str, sent: Visitor, uploaded: UUID
) -> None:
    answer = sent.client.post(f"{sent.path}/not_me", json={"dispute_id": str(uuid4()), "text": "Det var ikke mig"})
    assert answer.status_code == 200, answer.text
    found = fields(apprentice.client.post("/api/final_form", json=SAID))
    assert (found["navn"], found["sted"]) == ("Lærling Et", None)


def test_a_form_that_cannot_be_filled_leaves_the_sheet(
    apprentice: Apprentice, sealed: str, uploaded: UUID, running: TestClient
) -> None:
    running.portal.call(lambda: OfficialFormUse.filter(id=uploaded).update(content=b"%PDF-1.7 broken"))
    answer = apprentice.client.post("/api/final_form", json=SAID)
    assert fields(answer) == {}
    assert "Det her er ikke skemaet" in readback.text(answer.content)

"""A sealed declaration saved from the panel: the right version, for whoever may read it, and the apprentice is told."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from server.actions import erasure
from server.storage.sealed import SealedVersion
from server.web import who
from tests.cast import SCHOOL, Apprentice, Mailbox, PanelReader, Visitor
from tests.documents import readback
from tests.web.panel.test_panel_declaration import openings, path
from tests.web.test_corrections import begin, change, code

Panel = Callable[..., PanelReader]


def test_the_school_saves_what_was_sealed_and_the_apprentice_is_told(
    apprentice: Apprentice, sealed: str, panel: Panel
) -> None:
    school = panel(SCHOOL)
    assert f"{path(sealed)}.pdf" in school.get(path(sealed)).text
    before = openings(apprentice, sealed)[SCHOOL]
    answer = school.get(f"{path(sealed)}.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert "attachment" in answer.headers["content-disposition"]
    assert "L%C3%A6rling" not in answer.headers["content-disposition"]
    text = readback.text(answer.content)
    assert "Lærling Et" in text
    assert "Mere tid til tegning" in text
    assert openings(apprentice, sealed)[SCHOOL] == before + 1


@pytest.mark.parametrize("asked", ["2", "0", "x", "-1", "1e3", "99999"])
def test_a_version_that_is_not_there_is_not_found(sealed: str, panel: Panel, asked: str) -> None:
    assert panel(SCHOOL).get(f"{path(sealed)}.pdf?version={asked}").status_code == 404


def test_nothing_is_made_of_what_is_not_sealed(requested: str, panel: Panel) -> None:
    assert panel(SCHOOL).get(f"{path(requested)}.pdf").status_code == 404


def test_asking_for_the_head_or_fetching_ahead_opens_nothing(apprentice: Apprentice, sealed: str, panel: Panel) -> None:
    school = panel(SCHOOL)
    assert school.client.head(f"{path(sealed)}.pdf").content == b""
    assert school.client.get(f"{path(sealed)}.pdf", headers={"sec-purpose": "prefetch"}).content == b""
    assert openings(apprentice, sealed) == {}


def test_what_was_erased_is_no_file_and_no_button(sealed: str, panel: Panel, running: TestClient) -> None:
    async def erase() -> None:
        await erasure.erase((await SealedVersion.get(declaration_id=sealed)).id, "retention", now=who.now())

    running.portal.call(erase)
    school = panel(SCHOOL)
    assert school.get(f"{path(sealed)}.pdf").status_code == 404
    assert f"{path(sealed)}.pdf" not in school.get(path(sealed)).text


def test_each_earlier_version_has_a_button_of_its_own(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, panel: Panel
) -> None:
    assert begin(sent, code(sent, mailbox)).status_code == 200
    assert change(sent, {"supervisor.remarks": "Ny bemærkning"}) == ["applied"]
    assert sent.submit().status_code == 200
    school = panel(SCHOOL)
    file = f"{path(requested)}.pdf"
    assert re.findall(rf'href="({file}[^"]*)"', school.get(path(requested)).text) == [file, f"{file}?version=1"]
    assert "Version 1 af 2" in readback.text(school.get(f"{file}?version=1").content)
    assert "Ny bemærkning" in readback.text(school.get(file).content)

"""A newer edition beside a declaration: what it would change, the school's word, and what the apprentice hears."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests import schools
from tests.cast import CONTACT, SCHOOL, SPECIALISATION, Apprentice, PanelReader
from tests.editions import ADDED, DROPPED, NEWER, REWORDED, WITHOUT, WORDS, publish
from tests.example import EDITION

Panel = Callable[..., PanelReader]


@pytest.fixture
def school(panel: Panel, running: TestClient) -> PanelReader:
    """Staff of a school that the operator knows."""
    running.portal.call(schools.school, "Skolen", SCHOOL)
    return panel(SCHOOL, name="Hanne Holm")


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def form(**more: Any) -> dict[str, Any]:
    return {"deed_id": str(uuid4()), "to": NEWER.id, "name": "Hanne Holm", **more}


def test_nothing_is_said_while_there_is_nothing_newer(sealed: str, school: PanelReader) -> None:
    path = f"/panel/declarations/{sealed}"
    assert f"{path}/edition" not in school.get(path).text
    assert "Det er den nyeste udgave." in school.get(f"{path}/edition").text
    assert school.post(f"{path}/edition", **form(to=EDITION.id)).status_code == 409


def test_the_school_sees_what_it_changes_and_moves_them_and_takes_it_back(
    running: TestClient, sealed: str, school: PanelReader, apprentice: Apprentice
) -> None:
    running.portal.call(publish, NEWER)
    path = f"/panel/declarations/{sealed}"
    assert f"Følger {EDITION.version}. Der er en nyere." in school.get(path).text
    shown = text(school.get(f"{path}/edition").text)
    for said in (REWORDED.text, WORDS, ADDED.text, DROPPED.text, "Måledrone", "(før H3)", "Som rutine"):
        assert said in shown, said
    begun = apprentice.make()

    answer = school.post(f"{path}/edition", **form())
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}/edition?done=edition_moved")
    changed = apprentice.client.get("/api/changes?after=0").json()
    told = changed["profile"]
    assert (told["edition"], told["moved_to_edition"], told["moved_by"]) == (NEWER.id, NEWER.id, "Hanne Holm")
    assert apprentice.declaration(begun)["edition"] == EDITION.id
    assert "Skolen har flyttet lærlingen til 2026-08.1" in school.get(path).text
    shown = school.get(f"{path}/edition").text
    assert "Fortryd flytningen" in shown
    assert WORDS in shown

    late = school.post(f"{path}/edition", **form(name="Karen Krog"))
    assert late.status_code == 409
    assert "Hanne Holm har allerede flyttet" in late.text
    undone = school.post(f"{path}/edition/undo", deed_id=str(uuid4()), seen=NEWER.id)
    assert undone.headers["location"] == f"{path}/edition?done=edition_move_undone"
    assert apprentice.client.get("/api/profile").json()["edition"] == EDITION.id


def test_it_stands_once_a_declaration_is_made_from_it(
    running: TestClient, sealed: str, school: PanelReader, apprentice: Apprentice
) -> None:
    running.portal.call(publish, NEWER)
    path = f"/panel/declarations/{sealed}"
    school.post(f"{path}/edition", **form())
    made = {"edition": NEWER.id, "specialisation": SPECIALISATION, "created_at": "2026-11-23T10:00:00Z"}
    assert apprentice.client.put(f"/api/declarations/{uuid4()}", json=made).status_code == 201
    shown = school.get(f"{path}/edition").text
    assert "Fortryd flytningen" not in shown
    assert "kan flytningen ikke fortrydes" in shown
    refused = school.post(f"{path}/edition/undo", deed_id=str(uuid4()), seen=NEWER.id)
    assert refused.status_code == 409
    assert apprentice.client.get("/api/profile").json()["edition"] == NEWER.id


def test_what_is_missing_is_named_and_nothing_typed_is_lost(
    running: TestClient, sealed: str, school: PanelReader
) -> None:
    running.portal.call(publish, NEWER, WITHOUT)
    path = f"/panel/declarations/{sealed}/edition"
    shown = school.get(path).text
    assert "Udgaven 2026-09.1 har ikke specialet Bygningssnedker." in shown
    assert f'href="{path}?to={NEWER.id}"' in shown
    assert "Flyt lærlingen til" not in shown
    assert "Flyt lærlingen til 2026-08.1" in school.get(f"{path}?to={NEWER.id}").text
    refused = school.post(path, **form(to=WITHOUT.id))
    assert refused.status_code == 409
    for name, sentence in (("", "Skriv dit navn"), ("<b>x</b>" * 20, "Teksten er for lang")):
        again = school.post(path, **form(name=name))
        assert again.status_code == 422
        assert 'aria-invalid="true"' in again.text
        assert name.replace("<", "&lt;").replace(">", "&gt;") in again.text
        assert sentence in again.text
    for sent in ({}, {"deed_id": "x"}, form(deed_id="'; --")):
        assert school.post(path, **sent).status_code == 422


def test_levels_that_are_told_are_told_as_opened_and_a_browser_that_fetches_ahead_reads_none(
    running: TestClient, sealed: str, school: PanelReader, apprentice: Apprentice
) -> None:
    running.portal.call(publish, NEWER)
    path = f"/panel/declarations/{sealed}/edition"
    assert school.client.get(path, headers={"sec-purpose": "prefetch"}).status_code == 503
    assert not [one for one in apprentice.declaration(sealed)["openings"] if one["way"] == "panel"]
    for _ in range(2):
        school.get(path)
    [opening] = [one for one in apprentice.declaration(sealed)["openings"] if one["way"] == "panel"]
    assert (opening["name"], opening["times"]) == ("Hanne Holm", 1)


def test_the_workplace_has_no_such_page(running: TestClient, sealed: str, panel: Panel) -> None:
    running.portal.call(publish, NEWER)
    path = f"/panel/declarations/{sealed}"
    contact = panel(CONTACT)
    assert "Der er en nyere" not in contact.get(path).text
    assert contact.get(f"{path}/edition").status_code == 404
    assert contact.post(f"{path}/edition", **form(name="")).status_code == 404
    assert contact.post(f"{path}/edition/undo", deed_id="x").status_code == 404

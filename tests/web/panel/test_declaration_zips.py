"""All declarations of a class or an apprentice as a ZIP: what the reader sees, safely named, each told as opened."""

import io
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from server.actions import access, downloads, erasure
from server.reading import sealed_files
from server.storage.panel_sessions import PanelSession
from server.storage.schools import Staff
from server.storage.sealed import SealedVersion
from server.web import who
from tests import schools
from tests.cast import (
    ANSWERS,
    CONTACT,
    DETAILS,
    OTHER_APPRENTICE,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    PanelReader,
    Visitor,
)
from tests.documents import readback
from tests.schools import CODE, SECRETARY
from tests.web.panel.test_panel_declaration import openings, path, words

Panel = Callable[..., PanelReader]
Seal = Callable[..., str]


@pytest.fixture
def class_id(running: TestClient) -> UUID:
    async def made() -> UUID:
        return await schools.summons(await schools.school())

    return running.portal.call(made)


@pytest.fixture
def seal(browser: Callable[[], TestClient], mailbox: Mailbox) -> Seal:
    """Asks for a declaration and has it filled in and sent."""

    def sealed(of: Apprentice, details: dict[str, Any] | None = None) -> str:
        id = of.make({**DETAILS, "details.summons_code": CODE, **(details or {})})
        assert of.request(id).status_code == 200
        by = Visitor(browser(), mailbox, SUPERVISOR)
        by.answer(ANSWERS)
        assert by.submit().status_code == 200
        return id

    return sealed


@pytest.fixture
def other(browser: Callable[[], TestClient], mailbox: Mailbox) -> Apprentice:
    person = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    person.finish_profile()
    return person


def rename(of: Apprentice, name: str) -> None:
    assert of.client.patch("/api/profile", json={"name": name}).status_code == 200


def read(answer: Any) -> dict[str, bytes]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        assert file.testzip() is None
        found = {name: file.read(name) for name in file.namelist()}
    assert answer.headers["x-files"] == str(len(found))
    return found


def erase(running: TestClient, declaration_id: str) -> None:
    async def gone() -> None:
        for version in await SealedVersion.filter(declaration_id=declaration_id):
            await erasure.erase(version.id, "retention", now=who.now())

    running.portal.call(gone)


def test_a_class_is_one_file_with_a_pdf_each_and_every_apprentice_is_told(
    apprentice: Apprentice, other: Apprentice, class_id: UUID, seal: Seal, panel: Panel
) -> None:
    rename(other, "Lærling et")
    ids = [seal(apprentice), seal(other)]
    waits = apprentice.make({**DETAILS, "details.summons_code": CODE})
    assert apprentice.request(waits).status_code == 200  # asked for, and no file of anybody's yet
    secretary = panel(SECRETARY, name="Åse")
    page = secretary.get(f"/panel/classes/{class_id}")
    assert "Hent alle 2 udfyldte som PDF (ZIP)" in words(page)
    assert f'href="/panel/classes/{class_id}.zip"' in page.text
    answer = secretary.get(f"/panel/classes/{class_id}.zip")
    found = read(answer)
    stem = "lærling et - h2 - 2026-12-04"
    assert [name.casefold() for name in found] == [f"{stem}.pdf", f"{stem} (2).pdf"]
    assert [readback.text(content).count("Mere tid til tegning") for content in found.values()] == [1, 1]
    named = answer.headers["content-disposition"]
    assert named == f'attachment; filename="erklaeringer-snh2-26b-{who.today().isoformat()}.zip"'
    assert openings(apprentice, ids[0]) == {"Åse": 1}
    assert openings(other, ids[1]) == {"Åse": 1}
    assert openings(apprentice, waits) == {}


def test_an_apprentices_are_those_the_reader_may_see(
    apprentice: Apprentice, other: Apprentice, class_id: UUID, seal: Seal, panel: Panel
) -> None:
    first = seal(apprentice, {"details.main_course": 1, "details.workplace_contacts": []})
    second, _ = seal(apprentice), seal(other)
    apprentice.request(apprentice.make())  # asked for, and no file of anybody's yet
    school, contact = panel(SCHOOL), panel(CONTACT)
    assert "Hent alle 2 erklæringer fra lærlingen (ZIP)" in words(school.get(path(second)))
    assert "(ZIP)" not in words(contact.get(path(second)))
    both = read(school.get(f"{path(second)}/all.zip"))
    assert sorted(both) == ["Lærling Et - H1 - 2026-12-04.pdf", "Lærling Et - H2 - 2026-12-04.pdf"]
    assert list(read(contact.get(f"{path(second)}/all.zip"))) == ["Lærling Et - H2 - 2026-12-04.pdf"]
    assert contact.get(f"{path(first)}/all.zip").status_code == 404


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "CON", 'Å"<se>|?*', "x" * 120, "skjult\u2066omvendt.exe", "。．／"]
)
def test_no_name_breaks_out_or_breaks_the_file(
    apprentice: Apprentice, class_id: UUID, seal: Seal, panel: Panel, name: str
) -> None:
    apprentice.client.patch("/api/profile", json={"name": name})
    seal(apprentice)
    (inside,) = read(panel(SECRETARY).get(f"/panel/classes/{class_id}.zip"))
    assert inside.endswith(" - H2 - 2026-12-04.pdf")
    assert not set(inside) & set('<>:"/\\|?*\u2066\0')
    assert not inside.startswith(".")


def test_what_was_erased_is_named_and_not_there(
    apprentice: Apprentice, other: Apprentice, class_id: UUID, seal: Seal, panel: Panel, running: TestClient
) -> None:
    rename(other, "Bo Bøg")
    gone, _ = seal(apprentice), seal(other)
    erase(running, gone)
    found = read(panel(SECRETARY).get(f"/panel/classes/{class_id}.zip"))
    assert sorted(found) == ["Bo Bøg - H2 - 2026-12-04.pdf", "Ikke med.txt"]
    told = found["Ikke med.txt"].decode("utf-8-sig")
    assert "Lærling Et - H2 - 2026-12-04" in told
    assert "slettet" in told
    assert openings(apprentice, gone) == {}


def test_many_are_told_and_come_in_several_files(
    apprentice: Apprentice,
    other: Apprentice,
    class_id: UUID,
    seal: Seal,
    panel: Panel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rename(other, "Bo Bøg")
    seal(apprentice), seal(other)
    monkeypatch.setattr(sealed_files, "MOST", 1)
    secretary, here = panel(SECRETARY), f"/panel/classes/{class_id}"
    said = words(secretary.get(here))
    assert "Hent nr. 1–1 af 2" in said
    assert "Hent nr. 2–2 af 2" in said
    assert "højst 1 i hver" in said
    names = [list(read(secretary.get(f"{here}.zip?part={part}"))) for part in (1, 2)]
    assert names == [["Bo Bøg - H2 - 2026-12-04.pdf"], ["Lærling Et - H2 - 2026-12-04.pdf"]]
    for part in ("3", "0", "-1", "x", "1e3", "9999", ""):
        assert secretary.get(f"{here}.zip?part={part}").status_code in (404, 409), part


@pytest.mark.parametrize("how", ["left the school", "signed out"])
def test_whoever_may_no_longer_see_gets_no_more_of_it(
    apprentice: Apprentice,
    other: Apprentice,
    class_id: UUID,
    seal: Seal,
    panel: Panel,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    rename(other, "Bo Bøg")
    second, first = seal(apprentice), seal(other)
    secretary, opened = panel(SECRETARY), access.opened

    async def opened_and_gone(*told: Any, **more: Any) -> None:
        await opened(*told, **more)
        if how == "signed out":
            await PanelSession.filter(address=SECRETARY).update(ended_at=who.now())
        else:
            await Staff.filter(address=SECRETARY).delete()

    monkeypatch.setattr(access, "opened", opened_and_gone)
    answer = secretary.get(f"/panel/classes/{class_id}.zip")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(answer.content))
    assert (len(openings(other, first)), openings(apprentice, second)) == (1, {})


def test_nothing_is_opened_by_the_head_or_ahead_of_time(
    apprentice: Apprentice, class_id: UUID, seal: Seal, panel: Panel
) -> None:
    id, secretary = seal(apprentice), panel(SECRETARY)
    for here in (f"/panel/classes/{class_id}.zip", f"{path(id)}/all.zip"):
        assert secretary.client.head(here).content == b""
        assert secretary.client.get(here, headers={"sec-purpose": "prefetch"}).content == b""
    assert openings(apprentice, id) == {}


def test_a_class_where_nobody_has_answered_says_so(class_id: UUID, panel: Panel) -> None:
    secretary = panel(SECRETARY)
    assert ".zip" not in secretary.get(f"/panel/classes/{class_id}").text
    answer = secretary.get(f"/panel/classes/{class_id}.zip")
    assert answer.status_code == 409
    assert "ingen udfyldte erklæringer" in words(answer)


def test_a_stranger_finds_neither(apprentice: Apprentice, class_id: UUID, seal: Seal, panel: Panel) -> None:
    id, stranger = seal(apprentice), panel(SCHOOL)
    assert stranger.get(f"/panel/classes/{class_id}.zip").status_code == 404
    assert stranger.get(f"{path(str(class_id))}/all.zip").status_code == 404
    assert openings(apprentice, id) == {}


def test_so_many_an_hour(
    apprentice: Apprentice, class_id: UUID, seal: Seal, panel: Panel, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(apprentice)
    monkeypatch.setattr(downloads, "BY_READER", 1)
    secretary = panel(SECRETARY)
    answers = [secretary.get(f"/panel/classes/{class_id}.zip") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert int(answers[1].headers["retry-after"]) > 0
    assert "hentet mange filer" in words(answers[1])

"""What apprentices sent on, in the panel: side by side for the mailbox it went to, written down; else for nobody."""

from collections.abc import Callable
from uuid import uuid4

from starlette.testclient import TestClient

from tests.cast import SCHOOL, Apprentice, PanelReader
from tests.web.test_shares import NEW, openings, share

Panel = Callable[..., PanelReader]


def test_it_is_listed_opened_and_told(apprentice: Apprentice, sealed: str, panel: Panel, running: TestClient) -> None:
    deed = str(uuid4())
    share(apprentice, sealed, deed=deed)
    reader = panel(NEW)
    path = f"/panel/shared/{deed}"
    assert f'href="{path}"' in reader.get("/panel/shared").text
    assert reader.client.head(path).status_code == 200
    assert reader.client.get(path, headers={"sec-purpose": "prefetch"}).status_code == 503
    assert openings(running) == []
    page = reader.get(path)
    assert page.status_code == 200
    assert "Som rutine" in page.text
    assert "Mere tid til tegning" in page.text
    assert openings(running) == [(sealed, NEW, "shared")]
    apprentice.client.post(f"/api/shares/{deed}/end", json={})
    assert reader.get(path).status_code == 404


def test_another_reader_finds_nothing(apprentice: Apprentice, sealed: str, panel: Panel, running: TestClient) -> None:
    deed = str(uuid4())
    share(apprentice, sealed, deed=deed)
    school = panel(SCHOOL)
    assert school.get(f"/panel/shared/{deed}").status_code == 404
    assert deed not in school.get("/panel/shared").text
    assert openings(running) == []

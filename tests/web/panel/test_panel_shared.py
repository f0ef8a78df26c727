"""What apprentices sent on, in the panel: side by side for the mailbox it went to, written down; else for nobody."""

from collections.abc import Callable
from uuid import uuid4

from starlette.testclient import TestClient

from server import danish_dates
from server.web import who
from tests.cast import SCHOOL, Apprentice, Mailbox, PanelReader, Visitor
from tests.web.test_shares import NEW, NEXT, open_beside, openings, share

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


def test_a_disputed_signature_goes_along_to_the_new_workplace(
    apprentice: Apprentice, sealed: str, sent: Visitor, panel: Panel, browser: Callable[[], TestClient],
    mailbox: Mailbox,
) -> None:  # fmt: skip
    deed = str(uuid4())
    share(apprentice, sealed, deed=deed)
    assert apprentice.request(apprentice.make(NEXT)).status_code == 200
    reader, fresh = panel(NEW), Visitor(browser(), mailbox, NEW)

    def told() -> tuple[bool, bool]:
        page = reader.get(f"/panel/shared/{deed}").text
        [one] = open_beside(fresh).json()["declarations"]
        since = f"Underskriften er bestridt siden {danish_dates.plain(who.today())}."
        return since in page, one["sealed"]["disputed_at"] is not None

    assert told() == (False, False)
    body = {"dispute_id": str(uuid4()), "text": "Det var svenden"}
    assert sent.client.post(f"{sent.path}/not_me", json=body).status_code == 200
    assert told() == (True, True)
    assert "svenden" not in reader.get(f"/panel/shared/{deed}").text


def test_another_reader_finds_nothing(apprentice: Apprentice, sealed: str, panel: Panel, running: TestClient) -> None:
    deed = str(uuid4())
    share(apprentice, sealed, deed=deed)
    school = panel(SCHOOL)
    assert school.get(f"/panel/shared/{deed}").status_code == 404
    assert deed not in school.get("/panel/shared").text
    assert openings(running) == []

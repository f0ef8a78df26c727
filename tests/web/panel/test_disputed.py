"""A signature that is disputed is told on every paper made meanwhile, and on none of the version that corrects it."""

import io
import zipfile
from collections.abc import Callable
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import danish_dates
from server.web import who
from tests.cast import SCHOOL, Apprentice, Mailbox, PanelReader, Visitor
from tests.documents import readback
from tests.web.test_corrections import begin, change, code

SAID = "Underskriften er bestridt"
SHEET = {"kind": "final", "agreement_started_on": None, "agreement_ended_on": None, "why": None, "sheet": True}


class Papers:
    """Every way to one declaration on paper, each as its text."""

    def __init__(self, declaration_id: str, apprentice: Apprentice, visitor: Visitor, reader: PanelReader) -> None:
        self.apprentice, self.reader = apprentice.client, reader
        here = f"/panel/declarations/{declaration_id}"
        self.files = {
            "app": (apprentice.client, f"/api/declarations/{declaration_id}/declaration.pdf"),
            "link": (visitor.client, f"{visitor.path}/declaration.pdf"),
            "panel": (reader.client, f"{here}.pdf"),
        }
        self.zips = {
            "zip": (reader.client, f"{here}/all.zip"),
            "everything": (apprentice.client, "/api/everything.zip"),
        }

    def all(self) -> dict[str, str]:
        found = {name: readback.text(client.get(path).content) for name, (client, path) in self.files.items()}
        for name, (client, path) in self.zips.items():
            with zipfile.ZipFile(io.BytesIO(client.get(path).content)) as file:
                pdfs = sorted(one for one in file.namelist() if one.endswith(".pdf"))
                found[name] = readback.text(file.read(pdfs[-1]))
        return {**found, "sheet": readback.text(self.apprentice.post("/api/final_form", json=SHEET).content)}

    def sealed(self) -> dict[str, bytes]:
        """What was sealed, byte for byte."""
        client, path = self.zips["everything"]
        with zipfile.ZipFile(io.BytesIO(client.get(path).content)) as file:
            return {one: file.read(one) for one in file.namelist() if "ersion 1" in one and one.endswith(".json")}


@pytest.fixture
def papers(
    sealed: str, apprentice: Apprentice, browser: Callable[[], TestClient], mailbox: Mailbox,
    panel: Callable[..., PanelReader],
) -> Papers:  # fmt: skip
    return Papers(sealed, apprentice, Visitor(browser(), mailbox, SCHOOL), panel(SCHOOL))


def test_every_paper_made_while_it_is_disputed_says_so_and_none_after_it_was_corrected(
    papers: Papers, sent: Visitor, mailbox: Mailbox
) -> None:
    assert [name for name, text in papers.all().items() if SAID in text] == []
    before = papers.sealed()
    assert before
    body = {"dispute_id": str(uuid4()), "text": "Det var svenden"}
    assert sent.client.post(f"{sent.path}/not_me", json=body).status_code == 200
    found, day = papers.all(), danish_dates.in_words(who.today())
    assert [name for name, text in found.items() if SAID not in text] == []
    assert [name for name, text in found.items() if f"skrev {day}" not in text] == ["sheet"]
    assert not [name for name, text in found.items() if "svenden" in text], "the words are for those who see the page"
    assert papers.sealed() == before
    begin(sent, code(sent, mailbox))
    change(sent, {"supervisor.remarks": "Ny bemærkning"})
    assert [name for name, text in papers.all().items() if SAID not in text] == [], "nobody has answered it yet"
    assert sent.submit().status_code == 200
    assert [name for name, text in papers.all().items() if SAID in text] == []
    client, path = papers.files["panel"]
    first = readback.text(client.get(f"{path}?version=1").content)
    assert SAID in first
    assert "Siden er erklæringen rettet: Brug version 2 i stedet." in first
    assert papers.sealed() == before

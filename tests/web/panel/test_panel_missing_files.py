"""What a school misses, and a class, as files: all classes, the filter of the page, and nobody else's."""

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest
from starlette.testclient import TestClient

from server.storage.summonses import Expected
from tests import panel_rows, schools
from tests.cast import SCHOOL, PanelReader
from tests.schools import SECRETARY

STARTS_ON = date(2099, 12, 7)
DATES = {"training_period_ends_on": date(2099, 12, 4), "school_period_starts_on": STARTS_ON}


def sheet(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def class_id(running: TestClient) -> UUID:
    """A class with somebody at each stage, and a name that has not begun; one more declaration without a class."""

    async def made() -> UUID:
        school_id = await schools.school()
        called = await schools.summons(school_id, **DATES)
        await Expected.create(id=uuid4(), summons_id=called, name="=Ny Ærlig", folded_name="ny", address=None)
        for name, stage in (("Alma", "requested"), ("Bo", "answered"), ("Carl", "read")):
            who = await panel_rows.person()
            more = {"read_by": "Hanne", "read_at": panel_rows.NOW} if stage == "read" else {}
            await panel_rows.declaration(who, name, stage=stage, summons_id=called, **more)
        dea = await panel_rows.person()
        await panel_rows.declaration(
            dea, "Dea", school_id=school_id, school_period_starts_on=STARTS_ON, school_class="løs"
        )
        return called

    return running.portal.call(made)


@pytest.fixture
def secretary(class_id: UUID, panel: Callable[..., PanelReader]) -> PanelReader:
    return panel(SECRETARY, name="Sekretær Åse")


def test_what_is_missing_is_saved_whole_and_computes_nothing(secretary: PanelReader) -> None:
    page = secretary.get("/panel/missing").text
    assert 'href="/panel/missing.csv"' in page
    header, *rows = sheet(secretary.get("/panel/missing.csv"))
    found = {row[2]: dict(zip(header, row, strict=True)) for row in rows}
    assert set(found) == {"'=Ny Ærlig", "Alma", "Dea"}
    assert found["'=Ny Ærlig"]["Hvorfor"] == "Ikke begyndt, ingen mailadresse"
    assert (found["Dea"]["Hold"], found["Dea"]["Skoleperiode begynder"]) == ("løs", "2099-12-07")
    saved = secretary.get("/panel/missing.xlsx")
    assert saved.headers["content-disposition"].startswith('attachment; filename="mangler-2')
    book = openpyxl.load_workbook(io.BytesIO(saved.content)).active
    assert {book.cell(row, 3).value for row in range(2, 5)} == {"=Ny Ærlig", "Alma", "Dea"}
    assert {book.cell(row, 3).data_type for row in range(2, 5)} == {"s"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"'=Ny Ærlig", "Alma"}),
        ("?show=answered", {"Bo"}),
        ("?show=read", {"Carl"}),
        ("?show=all", {"'=Ny Ærlig", "Alma", "Bo", "Carl"}),
        ("?show=noget", {"'=Ny Ærlig", "Alma"}),
    ],
)
def test_a_class_is_saved_as_the_page_shows_it(
    secretary: PanelReader, class_id: UUID, query: str, names: set[str]
) -> None:
    rows = sheet(secretary.get(f"/panel/classes/{class_id}.csv{query}"))[1:]
    assert {row[0] for row in rows} == names
    if query == "?show=read":
        assert rows[0][3:] == ["Læst", "", "", "Hanne", "2026-11-23"]
    page = secretary.get(f"/panel/classes/{class_id}{query}").text
    suffix = query if query in ("?show=answered", "?show=read", "?show=all") else ""
    assert f'href="/panel/classes/{class_id}.xlsx{suffix}"' in page


def test_a_class_of_another_school_and_another_kind_of_file_are_not_there(
    secretary: PanelReader, class_id: UUID, running: TestClient, panel: Callable[..., PanelReader]
) -> None:
    assert secretary.get(f"/panel/classes/{class_id}.pdf").status_code == 404
    assert secretary.get("/panel/missing.pdf").status_code == 404
    assert secretary.get(f"/panel/classes/{uuid4()}.csv").status_code == 404
    other = "anden@fjernskole.example"
    running.portal.call(lambda: panel_rows.school("Fjernskolen", (other, "Fremmed")))
    stranger = panel(other)
    assert stranger.get(f"/panel/classes/{class_id}.csv").status_code == 404
    assert len(sheet(stranger.get("/panel/missing.csv"))) == 1


def test_all_classes_of_the_school_are_saved(secretary: PanelReader, class_id: UUID) -> None:
    assert 'href="/panel/classes.xlsx"' in secretary.get("/panel/classes").text
    [row] = sheet(secretary.get("/panel/classes.csv"))[1:]
    assert row == ["snh2-26b", "Snedkerskolen", "Bygningssnedker", "H2", "2099-12-07", "ABCD 2345", "1", "3"]


def test_no_class_stands_in_a_file_for_others(
    class_id: UUID, requested: str, panel: Callable[..., PanelReader]
) -> None:
    assert panel(SCHOOL).get("/panel/classes.csv").status_code == 404

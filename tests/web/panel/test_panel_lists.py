"""`/panel/declarations` over HTTP: filters in the address, names never; files that hold what the page shows."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from starlette.testclient import TestClient

from server.domain.case_owners import Owner
from tests.cast import SCHOOL, SUPERVISOR, PanelReader, Visitor

LIST = "/panel/declarations"
NAME = "Lærling Et"


def text(answer: Any) -> str:
    """What stands on the page, without the markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def cases(page: str) -> list[str]:
    return re.findall(r'name="case" value="([^"]+)"', page)


def sheet(answer: Any) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def school(requested: str, panel: Callable[..., PanelReader]) -> PanelReader:
    return panel(SCHOOL, name="Hanne")


def test_the_list_shows_and_the_files_hold_the_same_and_no_answers(
    school: PanelReader, supervisor: Visitor, panel: Callable[..., PanelReader]
) -> None:
    supervisor.answer({"supervisor.special_needs": "Hemmeligt behov"})
    page = school.get(LIST)
    assert page.status_code == 200
    for shown in (NAME, "Anmodet", "Snedkeriet Ærø", "7. dec. 2026", "H2", "1 erklæring"):
        assert shown in text(page)
    saved = school.get(f"{LIST}.csv")
    assert re.fullmatch(
        r'attachment; filename="erklaeringer-\d{4}-\d\d-\d\d\.csv"', saved.headers["content-disposition"]
    )
    assert saved.headers["content-type"] == "text/csv; charset=utf-8"
    assert saved.headers["cache-control"] == "no-store"
    header, row = sheet(saved)
    found = dict(zip(header, row, strict=True))
    assert found["Lærling"] == NAME
    assert (found["Skoleperiode begynder"], found["CVR-nummer"], found["Status"]) == (
        "2026-12-07",
        "13748136",
        "Anmodet",
    )
    book = openpyxl.load_workbook(io.BytesIO(school.get(f"{LIST}.xlsx").content)).active
    assert [cell.value for cell in book[1]] == header
    assert book["A2"].value == NAME
    for kind in ("csv", "xlsx"):
        content = school.get(f"{LIST}.{kind}").content
        assert b"Hemmeligt" not in content
    workplace = panel(SUPERVISOR)
    assert "Sagsbehandler" not in sheet(workplace.get(f"{LIST}.csv"))[0]
    assert "Sagsbehandler" not in workplace.get(LIST).text


def test_an_unknown_file_and_an_unknown_reader_get_nothing(
    school: PanelReader, browser: Callable[[], TestClient]
) -> None:
    assert school.get(f"{LIST}.pdf").status_code == 404
    for path in (LIST, f"{LIST}.csv", "/panel/case_owners"):
        assert browser().get(path, follow_redirects=False).status_code == 303
    for path in (f"{LIST}/search", f"{LIST}/search.csv", "/panel/case_owners", "/panel/case_owners/give"):
        assert browser().post(path, data={"q": NAME}, follow_redirects=False).status_code == 401


def test_filters_narrow_page_and_file_and_a_bad_one_is_told(school: PanelReader) -> None:
    assert NAME in school.get(f"{LIST}?stage=requested&main_course=2&period=2026-12&workplace=13748136").text
    for query in ("stage=read", "main_course=1", "period=2025", "school_class=findes+ikke", "owner=mine"):
        assert "Ingen erklæringer passer" in school.get(f"{LIST}?{query}").text
        assert len(sheet(school.get(f"{LIST}.csv?{query}"))) == 1
    told = school.get(f"{LIST}?main_course=tre&stage=requested")
    assert told.status_code == 200
    assert "Vi forstod ikke filteret “Hovedforløb”" in text(told)
    assert NAME in told.text
    kept = school.get(f"{LIST}?school_class=%3Cb%3E&stage=").text
    assert '<option value="&lt;b&gt;" selected>' in kept


def test_a_search_is_posted_and_stands_in_no_address(school: PanelReader) -> None:
    found = school.post(f"{LIST}/search", q="laerling AEROE", stage="requested")
    assert found.status_code == 200
    assert NAME in found.text
    assert "laerling" not in re.sub(r'value="[^"]*"|<b>[^<]*</b>|“[^”]*”', "", found.text)
    assert "Ingen erklæringer passer" in school.post(f"{LIST}/search", q="100%").text
    assert len(sheet(school.post(f"{LIST}/search.csv", q="laerling"))) == 2
    assert len(sheet(school.post(f"{LIST}/search.csv", q="findes ikke"))) == 1
    empty = school.post(f"{LIST}/search", q="  ", stage="requested", main_course="")
    assert (empty.status_code, empty.headers["location"]) == (303, f"{LIST}?stage=requested")
    assert school.get(f"{LIST}/search").headers["location"] == LIST
    wrong = school.post(f"{LIST}/search", q="x" * 121)
    assert wrong.status_code == 422
    assert 'id="q-problem"' in wrong.text
    assert "x" * 121 in wrong.text


def test_cases_are_taken_from_the_list_and_a_moved_one_is_told(
    school: PanelReader, panel: Callable[..., PanelReader]
) -> None:
    karen = panel(SCHOOL, name="Karen")
    before = cases(school.get(LIST).text)
    assert len(before) == 1
    hanne_key, karen_key = Owner(SCHOOL, "Hanne").key, Owner(SCHOOL, "Karen").key
    assert f'name="take" value="{hanne_key}"' in school.get(LIST).text
    taken = school.post("/panel/case_owners/give", case=before, take=hanne_key, stage="requested")
    assert (taken.status_code, taken.headers["location"]) == (303, f"{LIST}?stage=requested&done=cases_given")
    assert "har skiftet sagsbehandler" in text(school.get(taken.headers["location"]))
    late = karen.post("/panel/case_owners/give", case=before, take=karen_key)
    assert late.status_code == 409
    assert "En kollega har flyttet 1 af de valgte sager" in text(late)
    assert cases(late.text) == [before[0].replace("nobody", hanne_key)]
    given = school.post("/panel/case_owners/give", case=cases(school.get(LIST).text), to=karen_key, q="lærling")
    assert given.status_code == 200
    assert "har skiftet sagsbehandler" in text(given)
    assert sheet(school.get(f"{LIST}.csv?owner={karen_key}"))[1][-1] == "Karen"


@pytest.mark.parametrize(
    ("form", "status", "told"),
    [
        ({"to": "nobody"}, 422, "Vælg først en eller flere erklæringer."),
        ({"case": "noget.andet", "to": "nobody"}, 422, ""),
        ({"case": f"{uuid4()}.nobody", "to": "nobody"}, 404, ""),
        ({"case": "ours", "to": ""}, 422, "Vælg en af dine kolleger på listen."),
        ({"case": "ours", "to": "0123456789abcdef"}, 422, "Vælg en af dine kolleger på listen."),
    ],
)
def test_what_cannot_be_given_is_told_and_nothing_moves(
    school: PanelReader, form: dict[str, str], status: int, told: str
) -> None:
    ours = cases(school.get(LIST).text)[0]
    sent = {name: ours if value == "ours" else value for name, value in form.items()}
    answer = school.post("/panel/case_owners/give", **sent)
    assert answer.status_code == status
    assert told in text(answer)
    assert cases(school.get(LIST).text) == [ours]
    if status == 422 and "case" in form and form["case"] == "ours":
        assert f'value="{ours}" checked' in answer.text


def test_all_cases_of_a_colleague_are_handed_over(school: PanelReader, panel: Callable[..., PanelReader]) -> None:
    karen = panel(SCHOOL, name="Karen")
    assert "Ingen har sager endnu" in school.get("/panel/case_owners").text
    hanne_key, karen_key = Owner(SCHOOL, "Hanne").key, Owner(SCHOOL, "Karen").key
    karen.post("/panel/case_owners/give", case=cases(karen.get(LIST).text), take=karen_key)
    assert "Karen (1 sag)" in school.get("/panel/case_owners").text
    wrong = school.post("/panel/case_owners", of=karen_key, to="")
    assert wrong.status_code == 422
    assert f'value="{karen_key}" selected' in wrong.text
    done = school.post("/panel/case_owners", of=karen_key, to=hanne_key)
    assert done.headers["location"] == "/panel/case_owners?done=cases_handed_over"
    assert "Hanne (1 sag)" in school.get("/panel/case_owners").text


def test_a_workplace_has_no_cases(requested: str, panel: Callable[..., PanelReader]) -> None:
    workplace = panel(SUPERVISOR)
    assert cases(workplace.get(LIST).text) == []
    assert workplace.get("/panel/case_owners").status_code == 404
    assert workplace.post("/panel/case_owners", of="nobody", to="nobody").status_code == 404

"""The registry of committees: an operator keeps it; members come in and see no declaration by it."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests import schools
from tests.cast import PanelReader
from tests.web.panel.test_panel_schools import OPERATOR, text

LIST = "/panel/committees"
MEMBER = "ida@svendene.example"
Panel = Callable[..., PanelReader]


@pytest.fixture
def operator(panel: Panel) -> PanelReader:
    return panel(OPERATOR)


def add(operator: PanelReader, **changed: Any) -> Any:
    form = {"deed_id": str(uuid4()), "kind": "trade", "name": "Snedkerudvalget", "programmes": ["bygningssnedker"]}
    return operator.post(LIST, **{**form, **changed})


@pytest.fixture
def path(operator: PanelReader) -> str:
    return str(add(operator).headers["location"]).partition("?")[0]


def test_an_operator_makes_a_committee_and_its_members_come_in(operator: PanelReader, panel: Panel) -> None:
    assert "Her kommer udvalgene" in text(operator.get(LIST))
    form = {"deed_id": str(uuid4())}
    first, again = add(operator, **form), add(operator, **form)
    assert first.headers["location"] == again.headers["location"]
    path = first.headers["location"].partition("?")[0]
    assert operator.post(f"{path}/members", address="Ida@Svendene.example", member_name="Ida <b>").status_code == 303
    again = operator.post(f"{path}/members", address="ida@svendene.example", member_name="Ida")
    assert "Adressen står der allerede." in text(again, 422)
    assert "Så sender Logbog dig en kode" in operator.get(path).text
    assert "Ida &lt;b&gt;" in operator.get(path).text
    shown = text(operator.get(LIST))
    assert "Snedkerudvalget" in shown
    assert "Fagligt udvalg" in shown
    member = panel(MEMBER)
    assert member.get("/panel/access").status_code == 200
    assert member.get(LIST).status_code == 404


def test_a_member_of_a_committee_sees_no_declaration_by_it(
    operator: PanelReader, path: str, requested: str, panel: Panel
) -> None:
    operator.post(f"{path}/members", address=MEMBER, member_name="Ida")
    member = panel(MEMBER)
    assert member.get(f"/panel/declarations/{requested}").status_code == 404
    for reader in (member, operator):
        for page in ("declarations", "missing", "paper", "paper_form", "workplace", "shared", "missing.csv"):
            assert reader.get(f"/panel/{page}").status_code == 404, page
        assert "Frister i din kalender" not in text(reader.get("/panel/access"))


def test_who_is_taken_off_a_committee_has_no_seat_any_more(
    operator: PanelReader, path: str, panel: Panel, mailbox: Any, browser: Callable[[], TestClient]
) -> None:
    operator.post(f"{path}/members", address=MEMBER, member_name="Ida")
    (asks,) = re.findall(r"\?member=[0-9a-f-]{36}", operator.get(path).text)
    sure = text(operator.get(f"{path}{asks}"))
    assert "Fjern Ida (ida@svendene.example)?" in sure
    (remove,) = re.findall(r'action="([^"]+/remove)"', sure)
    assert operator.post(remove).status_code == 303
    assert MEMBER not in operator.get(path).text
    browser().post("/panel/sign_in", data={"address": MEMBER})
    assert mailbox.all("panel_code", MEMBER) == [] or "kode" not in mailbox.all("panel_code", MEMBER)[-1]["subject"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "Skriv, hvad udvalget hedder."),
        ({"programmes": []}, "Vælg mindst én uddannelse."),
        ({"new_programme": "Murer!"}, "En uddannelses nøgle må kun have små bogstaver"),
        ({"kind": "local"}, "Vælg den skole, udvalget hører til."),
        ({"kind": "local", "school": str(uuid4())}, "Vælg den skole, udvalget hører til."),
        ({"name": "x" * 121}, "for lang"),
    ],
)
def test_a_wrong_committee_is_told_at_the_field_with_all_that_was_typed(
    operator: PanelReader, changed: dict[str, Any], said: str
) -> None:
    answer = add(operator, **{"name": "Mit udvalg", **changed})
    assert said in text(answer, 422)
    if "name" not in changed:
        assert 'value="Mit udvalg"' in answer.text
    assert "Her kommer udvalgene" in text(operator.get(LIST))


def test_a_programme_has_one_owner_and_any_number_of_local_committees(
    operator: PanelReader, path: str, running: TestClient
) -> None:
    assert "ejes af et andet udvalg" in unescape(text(add(operator, name="Et andet"), 422))
    school = str(running.portal.call(schools.school))
    for name in ("LUU 1", "LUU 2"):
        assert add(operator, name=name, kind="local", school=school).status_code == 303
    assert (
        operator.post(path, name="Snedkerne", programmes=["bygningssnedker"], new_programme="murer").status_code == 303
    )
    page = text(operator.get(path))
    assert "Snedkerne" in page
    assert 'value="murer"' in page


def test_a_school_with_a_committee_is_not_removed_under_it(operator: PanelReader, running: TestClient) -> None:
    school = str(running.portal.call(schools.school))
    add(operator, kind="local", school=school)
    assert "lokalt uddannelsesudvalg" in text(operator.post(f"/panel/schools/{school}/remove"), 409)

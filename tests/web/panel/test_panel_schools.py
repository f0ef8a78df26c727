"""The registry of schools in the panel: an operator keeps it, and for everybody else it is not there."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from tests import schools
from tests.cast import SCHOOL, PanelReader
from tests.schools import SECRETARY

OPERATOR = "drift@logbog.example"
LIST = "/panel/schools"


@pytest.fixture
def operator(panel: Callable[..., PanelReader]) -> PanelReader:
    return panel(OPERATOR)


@pytest.fixture
def path(operator: PanelReader) -> str:
    """Of a school that was added."""
    return str(add(operator).headers["location"]).partition("?")[0]


def add(operator: PanelReader, **changed: str) -> Any:
    return operator.post(
        LIST, **{"deed_id": str(uuid4()), "name": "Snedkerskolen Ærø", "cvr": "13 74 81 36", **changed}
    )


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.text
    return unescape(answer.text)


def links(operator: PanelReader, path: str, kind: str) -> list[str]:
    """The ways that ask about each domain or member of staff."""
    return [f"{path}?{found}" for found in re.findall(rf"\?({kind}=[0-9a-f-]{{36}})", text(operator.get(path)))]


def forms(page: str) -> list[str]:
    return re.findall(r'action="([^"]+/remove)"', page)


def test_an_operator_adds_a_school_its_domains_and_staff_who_then_see_what_was_sent_there(
    operator: PanelReader, requested: str, panel: Callable[..., PanelReader]
) -> None:
    assert "Her kommer skolerne" in text(operator.get(LIST))
    form = {"deed_id": str(uuid4())}
    first, again = add(operator, **form), add(operator, **form)
    assert first.headers["location"] == again.headers["location"]
    path = first.headers["location"].partition("?")[0]
    assert operator.post(f"{path}/domains", domain="@Skole.example").status_code == 303
    assert operator.post(f"{path}/staff", address="Eva@skole.example", staff_name="Eva <b>").status_code == 303
    shown = text(operator.get(path))
    assert "Erklæringer sendt til skolens domæner: 1" in shown
    assert "eva@skole.example" in shown
    assert "<b>" not in operator.get(path).text.split("eva@skole.example")[0].rsplit("<tbody>", 1)[1]
    listed = text(operator.get(LIST))
    assert all(told in listed for told in ("Snedkerskolen Ærø", "13748136", "skole.example"))
    assert panel("eva@skole.example").get("/panel/access").status_code == 200


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(operator: PanelReader, path: str) -> None:
    again = text(add(operator, name=" snedkerskolen ærø", cvr="123"), 422)
    assert all(told in again for told in ("allerede en skole med det navn", "8 tal", 'value="123"'))
    wrong = text(operator.post(f"{path}/domains", domain="hotmail.com"), 422)
    assert "Her kan alle få en postkasse" in wrong
    assert 'value="hotmail.com"' in wrong
    assert 'value="Snedkerskolen Ærø"' in wrong
    operator.post(f"{path}/domains", domain="skole.example")
    wrong = text(operator.post(f"{path}/staff", address="eva@skole.exampel", staff_name=""), 422)
    assert "uden for skolens domæner" in wrong
    assert "Skriv medarbejderens navn" in wrong
    assert operator.post(path, name="", cvr="").status_code == 422
    assert operator.post(path, name="Øskolen", cvr="").status_code == 303
    assert "Øskolen" in text(operator.get(LIST))
    assert operator.post(LIST, name="Uden", cvr="").status_code == 422  # no form of ours


def test_taking_away_asks_first_and_a_link_takes_nothing_away(operator: PanelReader, path: str) -> None:
    operator.post(f"{path}/domains", domain="skole.example")
    operator.post(f"{path}/domains", domain="andet.example")
    operator.post(f"{path}/staff", address="eva@skole.example", staff_name="Eva")
    operator.post(f"{path}/staff", address="ib@skole.example", staff_name="Ib")
    asked = text(operator.get(links(operator, path, "staff")[0]))
    assert "Fjern Eva (eva@skole.example)?" in asked
    [remove] = forms(asked)
    assert "eva@skole.example" in text(operator.get(path))
    assert [operator.post(remove).status_code for _ in range(2)] == [303, 303]
    assert "eva@skole.example" not in text(operator.get(path))
    asked = text(operator.get(links(operator, path, "domain")[1]))
    assert "Fjern skole.example?" in asked
    assert "mister adgangen: 1." in asked
    [remove] = forms(asked)
    assert operator.post(remove).status_code == 303
    assert operator.post(remove).status_code == 404
    assert "ib@skole.example" not in text(operator.get(path))
    [remove] = forms(text(operator.get(f"{path}?remove=1")))
    assert operator.post(remove).headers["location"] == f"{LIST}?done=school_removed"
    assert operator.get(path).status_code == 404
    assert operator.post(remove).status_code == 404


def test_a_school_with_classes_stays(operator: PanelReader, running: TestClient) -> None:
    school_id: UUID = running.portal.call(schools.school)
    running.portal.call(schools.summons, school_id)
    assert "har indkaldt hold" in text(operator.post(f"{LIST}/{school_id}/remove"), 409)
    assert operator.get(f"{LIST}/{school_id}").status_code == 200


def test_nobody_else_finds_it(
    operator: PanelReader,
    path: str,
    running: TestClient,
    requested: str,
    panel: Callable[..., PanelReader],
    browser: Callable[[], TestClient],
) -> None:
    operator.post(f"{path}/domains", domain="skole.example")
    operator.post(f"{path}/staff", address="eva@skole.example", staff_name="Eva")
    [domain], [staff] = (links(operator, path, kind) for kind in ("domain", "staff"))
    removes = [remove for link in (domain, staff, f"{path}?remove=1") for remove in forms(text(operator.get(link)))]
    running.portal.call(schools.school)
    posts = [LIST, path, f"{path}/domains", f"{path}/staff", *removes]
    assert len(posts) == 7
    for reader in (panel(SCHOOL), panel(SECRETARY), panel("eva@skole.example")):
        assert [reader.get(place).status_code for place in (LIST, path, domain)] == [404] * 3
        form = {"deed_id": str(uuid4()), "name": "Min", "domain": "min.example", "address": "x@skole.example"}
        assert [reader.post(place, **form, staff_name="X").status_code for place in posts] == [404] * 7
    assert browser().get(path, follow_redirects=False).status_code == 303
    assert {browser().post(place).status_code for place in posts} == {401}
    shown = text(operator.get(path))
    assert all(told in shown for told in ("Snedkerskolen Ærø", "skole.example", "eva@skole.example"))

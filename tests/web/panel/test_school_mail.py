"""Whether a school's mails bring a PDF along: its staff decide, or an operator for them; all see who did, and when."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server.storage.schools import School, SchoolDomain
from tests import schools
from tests.cast import PanelReader
from tests.schools import NOW, SECRETARY

HERE = "/panel/access/school_mail"
OPERATOR = "drift@logbog.example"


@pytest.fixture
def school_id(running: TestClient) -> UUID:
    return running.portal.call(schools.school)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.text
    return " ".join(unescape(re.sub("<[^>]+>", " ", answer.text)).split())


async def decided(school_id: UUID) -> tuple[bool, str | None]:
    row = await School.get(id=school_id)
    return row.attaches_pdf, row.attaches_pdf_by


def test_staff_turn_it_on_and_off_and_everybody_who_may_sees_who_and_when(
    running: TestClient, school_id: UUID, panel: Callable[..., PanelReader]
) -> None:
    eva = panel(SECRETARY, name="Eva <b>Holm")
    assert HERE in eva.get("/panel/access").text
    shown = text(eva.get(HERE))
    assert "Slået fra" in shown
    assert "En postkasse er mindre sikker end panelet." in shown
    answer = eva.post(f"{HERE}/{school_id}", attach="1")
    assert answer.headers["location"] == f"{HERE}?done=pdf_attached_in_vain"
    shown = text(eva.get(answer.headers["location"]))
    assert "Fra nu af følger PDF'en med" not in shown
    in_vain = r"Slået til, men mails sendes ikke krypteret herfra, så PDF'en følger ikke med endnu\."
    assert len(re.findall(in_vain, shown)) == 2, "the message and the state"
    assert re.search(rf"{in_vain} siden \d+\. \S+ \d+ kl\. \d\d\.\d\d, af Eva <b>Holm \({SECRETARY}\)", shown)
    assert "Eva <b>" not in eva.get(HERE).text
    operator = panel(OPERATOR)
    assert f"af Eva <b>Holm ({SECRETARY})" in text(operator.get(f"/panel/schools/{school_id}"))
    operator.post(f"/panel/schools/{school_id}/mail", attach="1")
    assert running.portal.call(decided, school_id) == (True, f"Eva <b>Holm ({SECRETARY})"), "it was on already"
    answer = operator.post(f"/panel/schools/{school_id}/mail", attach="0")
    assert answer.headers["location"] == f"/panel/schools/{school_id}?done=pdf_not_attached"
    assert f"af {OPERATOR}" in text(eva.get(HERE))
    assert "Slået fra" in text(eva.get(HERE))


def test_nobody_decides_for_another_school_and_nothing_else_is_taken_for_yes_or_no(
    running: TestClient, school_id: UUID, panel: Callable[..., PanelReader]
) -> None:
    other_id = running.portal.call(schools.school, "En anden skole", "per@anden.example")
    per = panel("per@anden.example")
    assert per.post(f"{HERE}/{school_id}", attach="1").status_code == 404
    assert per.post(f"/panel/schools/{other_id}/mail", attach="1").status_code == 404
    assert "Snedkerskolen" not in per.get(HERE).text
    for form in ({}, {"attach": ""}, {"attach": "ja"}, {"attach": "11"}):
        assert per.post(f"{HERE}/{other_id}", **form).status_code == 422
    assert running.portal.call(decided, school_id) == running.portal.call(decided, other_id) == (False, None)
    operator = panel(OPERATOR)
    assert operator.get(HERE).status_code == operator.post(f"{HERE}/{school_id}", attach="1").status_code == 404
    assert operator.post(f"/panel/schools/{uuid4()}/mail", attach="1").status_code == 404


def test_the_page_says_to_which_addresses_it_goes_and_when_it_cannot(
    running: TestClient, school_id: UUID, panel: Callable[..., PanelReader]
) -> None:
    eva = panel(SECRETARY)
    shown = text(eva.get(HERE))
    assert "Skolen har intet maildomæne i Logbog endnu." in shown
    assert "Logbog sender ikke mails krypteret her." in shown

    async def domain() -> None:
        await SchoolDomain.create(id=uuid4(), school_id=school_id, domain="snedkerskolen.example", created_at=NOW)

    running.portal.call(domain)
    assert "kun med til skolens egne adresser: snedkerskolen.example." in text(eva.get(HERE))

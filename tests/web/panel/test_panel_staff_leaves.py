"""Whoever is staff of a school no more sees nothing of it, also not what they handled; what they did stays told."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server.actions import schools as deeds
from server.storage.declarations import Declaration, Recipient
from server.storage.schools import SchoolDomain, Staff
from server.web import who
from tests import schools
from tests.cast import ANSWERS, SCHOOL, PanelReader, Visitor
from tests.schools import SECRETARY

Panel = Callable[..., PanelReader]


@pytest.fixture
def handled(running: TestClient, supervisor: Visitor, requested: str, panel: Panel) -> PanelReader:
    """A secretary who sees a declaration by its summons code, and said that they handle it. `address` is theirs."""
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200

    async def call_up() -> None:
        called = await schools.summons(await schools.school())
        await Declaration.filter(id=requested).update(summons_id=called)

    running.portal.call(call_up)
    secretary = panel(SECRETARY, name="Hanne Holm")
    form = {"read_id": str(uuid4()), "name": "Hanne Holm"}
    assert secretary.post(f"/panel/declarations/{requested}/read", **form).status_code == 303
    return secretary


async def leave() -> None:
    row = await Staff.get(address=SECRETARY)
    await deeds.remove_staff(row.school_id, row.id, now=who.now())


def test_a_removed_secretary_no_longer_sees_what_they_handled_and_the_school_still_sees_who_did(
    running: TestClient, requested: str, handled: PanelReader, panel: Panel
) -> None:
    assert handled.get(f"/panel/declarations/{requested}").status_code == 200
    running.portal.call(leave)
    assert handled.get(f"/panel/declarations/{requested}").status_code == 404
    assert "Lærling Et" not in handled.get("/panel/declarations").text
    form = {"note": "Min", "revision": "0"}
    assert handled.post(f"/panel/declarations/{requested}/note", **form).status_code == 404
    assert "Hanne Holm" in panel(SCHOOL).get(f"/panel/declarations/{requested}").text


def test_a_removed_domain_takes_what_its_staff_handled(
    running: TestClient, requested: str, handled: PanelReader
) -> None:
    async def remove() -> None:
        school_id = (await Staff.get(address=SECRETARY)).school_id
        await deeds.add_domain(school_id, "snedkerskolen.example", now=who.now())
        row = await SchoolDomain.get(school_id=school_id)
        await deeds.remove_domain(school_id, row.id, now=who.now())

    running.portal.call(remove)
    assert handled.get(f"/panel/declarations/{requested}").status_code == 404


def test_who_is_staff_elsewhere_or_named_by_the_apprentice_keeps_what_is_theirs(
    running: TestClient, requested: str, handled: PanelReader
) -> None:
    async def two() -> UUID:
        other = await schools.school("Den anden", staff=SECRETARY)
        await Recipient.filter(address=SCHOOL).update(school_id=other)
        row = await Staff.exclude(school_id=other).get(address=SECRETARY)
        await deeds.remove_staff(row.school_id, row.id, now=who.now())
        return other

    other = running.portal.call(two)
    assert handled.get(f"/panel/declarations/{requested}").status_code == 200

    async def of_the_contact() -> bool:
        await deeds.add_domain(other, "skole.example", now=who.now())
        await deeds.add_staff(other, SCHOOL, "Kontoret", now=who.now())
        row = await Staff.get(address=SCHOOL)
        await deeds.remove_staff(other, row.id, now=who.now())
        return await Recipient.exists(address=SCHOOL, removed_at=None)

    assert running.portal.call(of_the_contact)

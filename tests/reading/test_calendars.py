"""Whose calendar holds what, on both databases: exactly what they may see at the moment when it is fetched."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from server.domain.roles import Subscriber
from server.reading import calendars
from server.storage.declarations import Declaration, Recipient
from server.storage.listed import Listed
from server.storage.people import Person
from server.storage.schools import Staff
from server.storage.summonses import Expected, Summons
from tests import panel_rows
from tests.cast import SCHOOL, SUPERVISOR
from tests.statements import counted

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
FEED = UUID(int=7)
Seen = list[tuple[str, date, object]]

pytestmark = pytest.mark.usefixtures("open_database")


async def of(address: str, what: str = "name") -> Seen:
    days = await calendars.days(FEED, Subscriber(address=address), TODAY)
    return sorted((one.kind, one.on, one.facts.get(what)) for one in days)


async def own(person: Person) -> list[str]:
    days = await calendars.days(FEED, Subscriber(person_id=person.id), TODAY)
    return [f"{one.kind} {one.on}" for one in days]


DUE, STARTS = date(2026, 12, 4), panel_rows.STARTS_ON


async def test_a_workplace_has_its_own_apprentices_as_long_as_they_are_its_own() -> None:
    alma, bo = await panel_rows.person(), await panel_rows.person()
    await panel_rows.declaration(alma, "Alma Kjær", SUPERVISOR, "supervisor")
    sent = await panel_rows.declaration(bo, "Bo Holm", SUPERVISOR, "workplace_contact", stage="answered")
    await panel_rows.declaration(bo, "Bo Holm", SUPERVISOR, "supervisor", stage="begun")
    await panel_rows.declaration(bo, "Bo Holm", "andre@sted.example", "supervisor")
    await panel_rows.declaration(bo, "Bo Holm", SUPERVISOR, "other")
    whole = [
        ("workplace_due", DUE, "Alma"),
        ("workplace_school", STARTS, "Alma"),
        ("workplace_school_ready", STARTS, "Bo"),
    ]
    assert await of(SUPERVISOR) == whole
    await Recipient.filter(declaration_id=sent, address=SUPERVISOR).update(removed_at=NOW)
    assert await of(SUPERVISOR) == whole[:2]
    await Recipient.filter(address=SUPERVISOR, roles="supervisor").update(declined_at=NOW)
    assert await of(SUPERVISOR) == []


async def test_what_is_withdrawn_is_gone() -> None:
    alma = await panel_rows.person()
    one = await panel_rows.declaration(alma, "Alma Kjær", SUPERVISOR, "supervisor")
    assert await own(alma) == ["due 2026-12-04", "school 2026-12-07"]
    await Declaration.filter(id=one).update(status="withdrawn")
    await Listed.filter(declaration_id=one).update(stage="gone")
    assert await own(alma) == []
    assert await of(SUPERVISOR) == []


async def test_an_apprentice_has_their_own_and_what_the_profile_says() -> None:
    alma, bo = await panel_rows.person(), await panel_rows.person()
    await panel_rows.declaration(alma, "Alma Kjær", stage="begun")
    await panel_rows.declaration(bo, "Bo Holm")
    await Person.filter(id=alma.id).update(next_school_period_on=date(2027, 5, 3))
    assert await own(alma) == ["due 2026-12-04", "school 2026-12-07", "school 2027-05-03"]
    await Declaration.filter(apprentice_id=alma.id).update(status="submitted")
    assert await own(alma) == ["school_ready 2026-12-07", "school 2027-05-03"]
    assert await calendars.days(FEED, Subscriber(person_id=uuid4()), TODAY) == []


async def test_a_schools_staff_have_its_classes_in_numbers_and_nobody_elses() -> None:
    skole = await panel_rows.school("Skolen", (SCHOOL, "Hanne Holm"))
    other = await panel_rows.school("En anden", ("per@anden.example", "Per"))
    called = await panel_rows.summons(skole, "snedker-h3")
    await panel_rows.summons(other, "fremmed-h3", "BCDE2345")
    for number, stage in enumerate(("begun", "requested", "read")):
        await panel_rows.declaration(
            await panel_rows.person(), f"Navn {number}", None, stage=stage, summons_id=called, school_id=skole
        )
    await Expected.create(id=uuid4(), summons_id=called, name="Ida", folded_name="ida")
    await Summons.filter(id=called).update(expected=4)
    await panel_rows.declaration(await panel_rows.person(), "Uden hold", "kontor@skole.example", school_id=skole)
    assert await of(SCHOOL, "class_") == [
        ("class_due", DUE, "snedker-h3"), ("class_school", STARTS, "snedker-h3"), ("loose_due", DUE, None),
    ]  # fmt: skip
    days = await calendars.days(FEED, Subscriber(address=SCHOOL), TODAY)
    said = [dict(one.facts) for one in days]
    assert said[0] == {"class_": "snedker-h3", "course": 3, "answered": 1, "whole": 4, "missing": 3}
    assert "Navn" not in str(said)
    assert "Uden" not in str(said)
    await Staff.filter(address=SCHOOL).update(removed_at=NOW)
    assert await of(SCHOOL) == []


async def test_a_contact_without_a_school_has_what_was_sent_to_them_in_numbers() -> None:
    for name in ("Alma", "Bo"):
        await panel_rows.declaration(await panel_rows.person(), name, "kontor@skole.example")
    assert await of("kontor@skole.example", "missing") == [("loose_due", DUE, 2)]
    await Recipient.filter(address="kontor@skole.example").update(removed_at=NOW)
    assert await of("kontor@skole.example") == []


async def test_a_stranger_has_nothing() -> None:
    await panel_rows.declaration(await panel_rows.person(), "Alma")
    assert await of("fremmed@post.example") == []


async def test_the_statements_do_not_grow_with_the_calendar() -> None:
    skole = await panel_rows.school("Skolen", (SCHOOL, "Hanne Holm"))
    subscriber, found = Subscriber(address=SCHOOL), []

    async def fetch() -> None:
        found.append(len(await calendars.days(FEED, subscriber, TODAY)))

    statements = []
    for round, more in enumerate((1, 9)):
        for number in range(more):
            code = f"ABCD{round}{number:03}"
            called = await panel_rows.summons(skole, f"hold {code}", code)
            person = await panel_rows.person()
            await panel_rows.declaration(person, f"Navn {code}", SCHOOL, "school supervisor", summons_id=called)
            await panel_rows.declaration(person, f"Navn {code}", SCHOOL, "school supervisor")
        statements.append(await counted(fetch))
    assert statements[0] == statements[1]
    assert found[1] > found[0] * 5

"""The apprentice's button, at most one mail in 24 hours from any hand; and addresses that want none."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from server.actions import reminders, stopping_reminders
from server.domain.refusal import NotFound, Refusal
from server.reading.declarations import one as shown
from server.settings import Settings, from_environment
from server.storage import outbox, outcomes
from server.storage.changes import Change
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from tests.actions.asking import HOLIDAYS, KEY, asked, at, live, person, recipient, sent, texts
from tests.cast import SCHOOL, SUPERVISOR

pytestmark = pytest.mark.usefixtures("open_database")

MONDAY = at("2026-11-02 10:00")


@pytest.fixture
def settings(open_database: str, tmp_path: Path) -> Settings:
    env = {"DEBUG": "1", "DATABASE_URL": open_database, "LOGBOG_VAR": str(tmp_path)}
    return from_environment({**env, "LOGBOG_SECRET_KEY": KEY.decode()})


async def press(apprentice: Person, declaration_id: UUID, now: datetime, deed: UUID | None = None) -> None:
    row = await recipient(declaration_id)
    deed_id = deed or uuid4()
    await reminders.remind(apprentice.id, declaration_id, row.id, deed_id, now=now, holidays=HOLIDAYS)


async def reminded(apprentice: Person, declaration_id: UUID) -> dict[str, object]:
    told = (await shown(apprentice.id, declaration_id))["recipients"]
    return next(row["reminded"] for row in told if row["address"] == SUPERVISOR)


async def test_of_two_apprentices_who_press_at_once_one_mail_goes_with_both() -> None:
    anna, bo = await person("Anna", MONDAY), await person("Bo", MONDAY)
    first, second = await asked(anna, MONDAY), await asked(bo, MONDAY)
    later = at("2026-11-03 10:05")
    results = await asyncio.gather(press(anna, first, later), press(bo, second, later), return_exceptions=True)
    [refused] = [result for result in results if result]
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.facts) == ("reminded_lately", {"day": "4.11.", "time": "10.05"})
    assert await sent() == [("Tue 03.11. 10.05", "reminder", "mester", 2)]
    for apprentice, declaration_id in ((anna, first), (bo, second)):
        assert await reminded(apprentice, declaration_id) == {
            "count": 1,
            "last_at": "2026-11-03T09:05:00.000Z",
            "next_at": "2026-11-04T09:05:00.000Z",
            "stopped_at": None,
        }


async def test_the_button_and_the_worker_at_once_remind_once() -> None:
    anna = await person("Anna", MONDAY)
    declaration_id = await asked(anna, MONDAY)
    later = at("2026-11-05 10:00")
    hands = (press(anna, declaration_id, later), reminders.plan(later, HOLIDAYS))
    await asyncio.gather(*hands, return_exceptions=True)
    assert await sent() == [("Thu 05.11. 10.00", "reminder", "mester", 1)]
    await live("2026-11-05 10:05", "2026-11-08 20:00")
    assert len(await sent()) == 1, "day 3 has had its mail, by whichever hand"


async def test_a_deed_repeated_is_done_once_and_one_at_night_goes_in_the_morning() -> None:
    anna = await person("Anna", MONDAY)
    declaration_id, deed = await asked(anna, MONDAY), uuid4()
    for _ in range(3):
        await press(anna, declaration_id, at("2026-11-06 20:00"), deed)
    assert await sent() == [("Mon 09.11. 08.00", "reminder", "mester", 1)]
    await OutboxMessage.filter(kind="declaration_requested").update(sent_at=MONDAY)
    told = (await shown(anna.id, declaration_id))["recipients"]
    assert next(row["mail"] for row in told if row["address"] == SUPERVISOR) == "sent", "that one waits changes nothing"
    before = await Change.filter(person_id=anna.id).count()
    due = await outbox.claim("mail", at("2026-11-09 08:00"), timedelta(minutes=2), 10)
    [claimed] = [message for message in due if message.kind == "reminder"]
    await outcomes.sent([claimed], at("2026-11-09 08:00"))
    assert await Change.filter(person_id=anna.id).count() == before + 1, "her phone hears that it went"
    await live("2026-11-09 08:00", "2026-11-09 20:00")
    assert len(await sent()) == 1, "day 7 is the same morning"
    with pytest.raises(Refusal, match="reminded_lately"):
        await press(anna, declaration_id, at("2026-11-10 07:59"))
    await press(anna, declaration_id, at("2026-11-10 08:00"))
    assert len(await sent()) == 2


async def test_whoever_stops_gets_no_reminder_of_any_declaration_until_it_is_undone(settings: Settings) -> None:
    anna, bo = await person("Anna", MONDAY), await person("Bo", MONDAY)
    first, second = await asked(anna, MONDAY), await asked(bo, MONDAY)
    await reminders.plan(at("2026-11-05 10:00"), HOLIDAYS)
    row = await recipient(first)
    await stopping_reminders.stop("recipient", row.id, now=at("2026-11-05 11:00"))
    assert await texts(settings, "reminder") == [], "also what was written and had not gone"
    await live("2026-11-06 10:00", "2026-11-13 20:00")
    assert len(await sent("reminder")) == 1
    with pytest.raises(Refusal, match="reminders_stopped"):
        await press(bo, second, at("2026-11-13 10:00"))
    assert (await reminded(bo, second))["stopped_at"] == "2026-11-05T10:00:00.000Z"
    await stopping_reminders.start("recipient", row.id)
    await live("2026-11-16 08:00", "2026-11-16 20:00")
    assert len(await sent("reminder")) == 2


async def test_an_apprentice_stops_nudges_the_same_way() -> None:
    anna = await person("Anna", MONDAY, "2026-12-07")
    await stopping_reminders.stop("person", anna.id, now=MONDAY)
    await live("2026-11-05 08:00", "2026-12-10 20:00", timedelta(hours=6))
    assert await sent() == []


async def test_what_is_a_strangers_is_not_there_and_who_only_reads_is_not_reminded() -> None:
    anna, bo = await person("Anna", MONDAY), await person("Bo", MONDAY)
    first, second = await asked(anna, MONDAY), await asked(bo, MONDAY)
    now = at("2026-11-03 10:00")
    for declaration_id in (first, second):
        theirs = await recipient(first)
        with pytest.raises(NotFound):
            await reminders.remind(bo.id, declaration_id, theirs.id, uuid4(), now=now, holidays=HOLIDAYS)
    school = await recipient(second, SCHOOL)
    with pytest.raises(Refusal, match="not_asked_to_fill"):
        await reminders.remind(bo.id, second, school.id, uuid4(), now=now, holidays=HOLIDAYS)
    with pytest.raises(NotFound):
        await stopping_reminders.stop("recipient", uuid4(), now=now)
    assert await sent() == []

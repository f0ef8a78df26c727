"""Reminders as the worker plans them, over whole periods with the clock as an argument; and what ends them."""

import asyncio
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tortoise.connection import get_connections

from server.actions import answers, declarations, reminders, requests
from server.domain.operations import Operation
from server.settings import Settings, from_environment
from server.storage import answers as stored
from server.storage.declarations import Declaration, Recipient
from server.storage.outbox import OutboxMessage
from server.storage.push_subscriptions import PushSubscription
from server.storage.sessions import Session
from tests.actions.asking import (
    DEVICE,
    HOLIDAYS,
    KEY,
    asked,
    at,
    live,
    operations,
    person,
    recipient,
    sent,
    submit,
    texts,
)
from tests.cast import CONTACT, DETAILS, SUPERVISOR

pytestmark = pytest.mark.usefixtures("open_database")


@pytest.fixture
def settings(open_database: str, tmp_path: Path) -> Settings:
    env = {"DEBUG": "1", "DATABASE_URL": open_database, "LOGBOG_VAR": str(tmp_path)}
    return from_environment({**env, "LOGBOG_SECRET_KEY": KEY.decode()})


async def test_a_period_of_two_apprentices_with_one_master_and_no_answer() -> None:
    """From the sending to the school's start: everything at its time, and nothing else."""
    await asked(await person("Anna", at("2026-11-02 10:00")), at("2026-11-02 10:00"))
    await asked(await person("Bo", at("2026-11-02 11:00")), at("2026-11-02 11:00"))
    await live("2026-11-02 12:00", "2026-12-20 12:00")
    assert await sent() == [
        ("Thu 05.11. 10.00", "reminder", "mester", 2),
        ("Mon 09.11. 10.00", "reminder", "mester", 2),
        ("Mon 16.11. 10.00", "no_answer_yet", "anna", 1),
        ("Mon 16.11. 10.00", "reminder", "mester", 2),
        ("Mon 16.11. 11.00", "no_answer_yet", "bo", 1),
        ("Mon 30.11. 08.00", "reminder", "mester", 2),
        ("Mon 07.12. 08.00", "school_unanswered", "skolen", 2),
    ]


async def test_a_period_of_five_apprentices_who_asked_on_five_mornings(settings: Settings) -> None:
    """One is answered on the way, one is withdrawn. The master hears of all of them, but not each morning."""
    ids = []
    for number, name in enumerate(("Anna", "Bo", "Carl", "Dina", "Egon")):
        now = at("2026-11-02 09:30") + timedelta(days=number)
        ids.append(await asked(await person(name, now), now))
    await live("2026-11-06 10:30", "2026-11-09 20:30")
    [first, second] = await texts(settings)
    for said in (first, second):
        assert all(name in said for name in ("Anna", "Bo", "Carl", "Dina", "Egon"))
        assert len(set(re.findall(r"/e/\w+#\S{43}", said))) == 5, "each has a working link of its own"
    await submit(ids[0], at("2026-11-13 07:00"))
    await live("2026-11-13 07:30", "2026-11-17 20:30")
    apprentice_id = (await Declaration.get(id=ids[1])).apprentice_id
    await declarations.withdraw(apprentice_id, ids[1], uuid4(), "mistake", now=at("2026-11-18 07:00"))
    await live("2026-11-18 07:30", "2026-12-09 20:30")
    assert await sent() == [
        ("Fri 06.11. 10.30", "reminder", "mester", 5),  # Anna's and Bo's day 3
        ("Mon 09.11. 09.30", "reminder", "mester", 5),  # Anna's day 7; day 3 of the others was listed on Friday
        ("Fri 13.11. 09.30", "reminder", "mester", 4),  # Egon's day 7
        ("Tue 17.11. 09.30", "no_answer_yet", "bo", 1),
        ("Tue 17.11. 09.30", "reminder", "mester", 4),  # Bo's day 14
        ("Wed 18.11. 09.30", "no_answer_yet", "carl", 1),
        ("Thu 19.11. 09.30", "no_answer_yet", "dina", 1),
        ("Fri 20.11. 09.30", "no_answer_yet", "egon", 1),
        ("Mon 30.11. 08.30", "reminder", "mester", 3),
        ("Mon 07.12. 08.30", "school_unanswered", "skolen", 3),
    ]


async def test_what_is_answered_after_planning_falls_out_and_an_empty_mail_dies(settings: Settings) -> None:
    now = at("2026-11-02 10:00")
    first = await asked(await person("Anna", now), now)
    second = await asked(await person("Bo", now), now)
    await reminders.plan(at("2026-11-05 10:00"), HOLIDAYS)
    await submit(first, at("2026-11-05 10:01"))
    [said] = await texts(settings)
    assert "Bo venter på sin erklæring" in said
    assert "Anna" not in said
    await submit(second, at("2026-11-05 10:02"))
    assert await texts(settings) == []


ENDED: dict[str, dict[str, Any]] = {
    "submitted": {"status": "submitted"},
    "releasing": {"status": "releasing"},
    "withdrawn": {"status": "withdrawn"},
    "removed": {"removed_at": at("2026-11-03 10:00")},
    "declined": {"declined_at": at("2026-11-03 10:00")},
    "bounced": {"bounced_at": at("2026-11-03 10:00")},
}


@pytest.mark.parametrize("how", ENDED)
async def test_nobody_is_reminded_of_what_has_ended_for_them(how: str, settings: Settings) -> None:
    now = at("2026-11-02 10:00")
    declaration_id = await asked(await person("Anna", now), now)
    await reminders.plan(at("2026-11-05 10:00"), HOLIDAYS)
    assert len(await texts(settings, "reminder")) == 1
    whole = Declaration.filter(id=declaration_id) if "status" in ENDED[how] else Recipient.filter(address=SUPERVISOR)
    await whole.update(**ENDED[how])
    await live("2026-11-06 10:00", "2026-11-30 10:00", timedelta(days=1))
    assert len(await sent("reminder")) == 1
    assert await texts(settings, "reminder") == [], "what was planned already dies too"


async def test_a_final_period_goes_on_paper_and_nobody_is_reminded() -> None:
    now = at("2026-11-02 10:00")
    apprentice = await person("Anna", now, "2026-12-07")
    declaration_id = await asked(apprentice, now)
    final = operations({"details.final_period": True})
    await answers.take_from_apprentice(apprentice.id, declaration_id, DEVICE, final, now=now)
    await live("2026-11-05 10:00", "2026-12-20 10:00", timedelta(hours=6))
    assert await sent() == []


async def test_after_a_long_outage_one_mail_goes_and_not_three() -> None:
    now = at("2026-11-02 10:00")
    await asked(await person("Anna", now), now)
    await live("2026-11-18 03:00", "2026-11-20 20:00")
    assert await sent() == [
        ("Wed 18.11. 08.00", "no_answer_yet", "anna", 1),
        ("Wed 18.11. 08.00", "reminder", "mester", 1),
    ]


async def test_a_recipient_added_later_counts_from_then_and_so_does_the_pen() -> None:
    now, later = at("2026-11-02 10:00"), at("2026-11-10 10:00")
    apprentice = await person("Anna", now)
    declaration_id = await asked(apprentice, now)
    await declarations.hand_pen(apprentice.id, declaration_id, (await recipient(declaration_id, CONTACT)).id, now=later)
    known = (await stored.current(declaration_id))["details.supervisors"][1]
    both = [*DETAILS["details.supervisors"], {"name": "Ny", "address": "ny@snedkeriet.example"}]
    change = Operation(uuid4(), "details.supervisors", both, known, 1, "2026-11-10T09:00:00Z")
    await answers.take_from_apprentice(apprentice.id, declaration_id, DEVICE, [change], now=later)
    await requests.request(apprentice.id, declaration_id, uuid4(), now=later)
    await live("2026-11-10 11:00", "2026-11-17 20:00")
    found = sorted((to, when) for when, _, to, _ in await sent("reminder") if to != "mester")
    assert found == [
        ("ny", "Fri 13.11. 10.00"),
        ("ny", "Tue 17.11. 10.00"),
        ("svend", "Fri 13.11. 10.00"),
        ("svend", "Tue 17.11. 10.00"),
    ]


async def test_an_apprentice_without_a_declaration_is_nudged_twice(settings: Settings) -> None:
    now = at("2026-10-01 10:00")
    await person("Anna", now, "2026-12-07")
    bo = await person("Bo", now, "2026-12-07")
    await person("Carl", now)
    await live("2026-11-05 08:00", "2026-11-15 20:00")
    await asked(bo, at("2026-11-16 10:00"))
    await live("2026-11-16 11:00", "2026-12-10 20:00")
    assert sorted(await sent("make_your_declaration"), key=lambda one: one[2]) == [
        ("Mon 09.11. 08.00", "make_your_declaration", "anna", 1),
        ("Mon 23.11. 08.00", "make_your_declaration", "anna", 1),
        ("Mon 09.11. 08.00", "make_your_declaration", "bo", 1),
    ]
    said = await texts(settings, "make_your_declaration")
    assert len(said) == 2, "Bo has asked since: what had not gone by then dies"
    assert "mandag den 7. december 2026" in said[0]


async def test_an_apprentices_phone_is_told_beside_the_mail() -> None:
    now = at("2026-11-02 10:00")
    anna = await person("Anna", now)
    declaration_id = await asked(anna, now)
    ends = at("2027-11-02 10:00")
    session = await Session.create(
        id=uuid4(), token_hash="x", person=anna, device="", shared_device=False, created_at=now,
        last_seen_at=now, expires_at=ends,
    )  # fmt: skip
    await PushSubscription.create(
        id=uuid4(), person_id=anna.id, session_id=session.id, endpoint="https://push.example/x", endpoint_hash="x",
        p256dh="", auth="", device="", generation=1, created_at=now, seen_at=now, confirmed_at=now, refusals=0,
    )  # fmt: skip
    await live("2026-11-05 08:00", "2026-11-16 20:00")
    [push] = await OutboxMessage.filter(lane="push")
    assert push.kind == "push_reminder"
    assert json.loads(push.facts)["path"] == f"/app/declarations/{declaration_id}"
    assert push.created_at == at("2026-11-16 10:00"), "with what can be done now, and never for the master's reminders"


async def test_several_workers_at_once_write_each_mail_once() -> None:
    now = at("2026-11-02 10:00")
    for name in ("Anna", "Bo"):
        await asked(await person(name, now), now)
    found = await asyncio.gather(*(reminders.plan(at("2026-11-05 10:00"), HOLIDAYS) for _ in range(4)))
    assert sorted(found) == [0, 0, 0, 1]
    assert await sent() == [("Thu 05.11. 10.00", "reminder", "mester", 2)]


async def test_the_number_of_queries_does_not_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing due: as many queries for twelve declarations as for two."""
    now, counts = at("2026-11-02 10:00"), []
    for number in range(12):
        await asked(await person(f"A{number}", now, "2026-12-07"), now)
        if number in (1, 11):
            counts.append(await queries_of_a_plan(monkeypatch))
    assert counts[0] == counts[1] <= 10


async def queries_of_a_plan(monkeypatch: pytest.MonkeyPatch) -> int:
    client = type(get_connections().get("default"))
    counted: list[str] = []
    original = client.execute_query

    async def counting(self: Any, query: str, *values: Any) -> Any:
        counted.append(query)
        return await original(self, query, *values)

    with monkeypatch.context() as patch:
        patch.setattr(client, "execute_query", counting)
        assert await reminders.plan(at("2026-11-03 10:00"), HOLIDAYS) == 0
    return len(counted)

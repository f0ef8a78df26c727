"""Corrections at the same moment: one is begun, a sending and a dropping never both win, and nothing typed is gone."""

import asyncio
import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from server import tokens
from server.actions import answers, corrections, releases, submissions, take_backs
from server.domain.operations import Device, Operation
from server.domain.refusal import Refusal
from server.reading.versions import sealed_of
from server.storage import answers as stored
from server.storage.answers import AnswerOperation
from server.storage.corrections import Correction
from server.storage.declarations import Declaration
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.sealed import SealedVersion
from server.storage.sign_in import CodeRequest
from tests.actions.stage import KEY, NOW, TODAY, Visitor, filled_in

FIVE = timedelta(minutes=5)


async def send(visitor: Visitor, revision: int, take_back: timedelta = timedelta()) -> None:
    await submissions.submit(visitor, uuid4(), revision, now=NOW, today=TODAY, take_back=take_back)


async def code(visitor: Visitor) -> str:
    await corrections.ask_for_code(visitor, "test", key=KEY, now=NOW)
    request = await CodeRequest.filter(purpose="correct", used_at=None).order_by("-created_at").first()
    return tokens.sign_in_code(KEY, str(request.id), request.generation)


async def begin(visitor: Visitor, code: str, deed: UUID | None = None) -> None:
    await corrections.begin(visitor, deed or uuid4(), "Et mål", code, "test", key=KEY, now=NOW)


async def change(declaration_id: UUID, visitor: Visitor, text: str) -> int:
    known = (await stored.current(declaration_id)).get("supervisor.remarks", (None, 0))[1]
    edit = Operation(uuid4(), "supervisor.remarks", text, known, 1, "2026-11-23T09:00:00Z")
    revision, [result] = await answers.take_from_visitor(visitor, Device("test"), [edit], now=NOW)
    assert result.outcome == "applied"
    return revision


@pytest.fixture
async def sent(person: Person) -> tuple[UUID, Visitor]:
    declaration_id, visitor, revision = await filled_in(person)
    await send(visitor, revision)
    return declaration_id, visitor


async def test_of_many_beginnings_one_correction_is_begun(sent: tuple[UUID, Visitor]) -> None:
    declaration_id, visitor = sent
    typed, same = await code(visitor), uuid4()
    outcome = await asyncio.gather(
        *(begin(visitor, typed, deed) for deed in (same, same, uuid4(), uuid4())), return_exceptions=True
    )
    assert all(result is None or isinstance(result, Refusal) for result in outcome), outcome
    assert await Correction.all().count() == 1
    assert (await Declaration.get(id=declaration_id)).status == "correcting"


async def test_of_sending_and_dropping_a_correction_at_once_one_wins(sent: tuple[UUID, Visitor]) -> None:
    declaration_id, visitor = sent
    await begin(visitor, await code(visitor))
    revision = await change(declaration_id, visitor, "Rettet")
    sending, dropping = await asyncio.gather(
        send(visitor, revision), corrections.drop(visitor, uuid4(), now=NOW), return_exceptions=True
    )
    assert (sending is None) != (dropping is None), (sending, dropping)
    seen = (await sealed_of([declaration_id]))[declaration_id]
    assert seen["number"] == (2 if sending is None else 1)
    assert (await stored.values(declaration_id))["supervisor.remarks"] == ("Rettet" if sending is None else None)
    texts = {json.loads(row.value) for row in await AnswerOperation.filter(field="supervisor.remarks")}
    assert "Rettet" in texts, "what was typed stays among the operations"


async def test_a_correction_that_is_taken_back_is_open_as_it_was_and_sent_again_is_number_two(
    sent: tuple[UUID, Visitor],
) -> None:
    declaration_id, visitor = sent
    await begin(visitor, await code(visitor))
    await send(visitor, await change(declaration_id, visitor, "Først"), FIVE)
    assert (await sealed_of([declaration_id]))[declaration_id]["number"] == 1, "others keep the version before"
    with pytest.raises(Refusal, match="take_back_instead"):
        await corrections.drop(visitor, uuid4(), now=NOW)
    await take_backs.take_back(visitor, uuid4(), now=NOW)
    assert (await Declaration.get(id=declaration_id)).status == "correcting"
    await send(visitor, await change(declaration_id, visitor, "Så"), FIVE)
    await releases.release(declaration_id, now=NOW + FIVE)
    seen = (await sealed_of([declaration_id]))[declaration_id]
    assert (seen["number"], seen["payload"]["correction"]) == (2, {"of": 1, "reason": "Et mål"})
    assert [row["after"] for row in seen["differences"]] == ["Så"]
    assert [version.number for version in await SealedVersion.all().order_by("number")] == [1, 2, 3]
    facts = [json.loads(row.facts) for row in await OutboxMessage.filter(kind="declaration_corrected", dead_at=None)]
    assert {known["version_number"] for known in facts} == {2}
    with pytest.raises(Refusal, match="already_released"):
        await take_backs.take_back(visitor, uuid4(), now=NOW)

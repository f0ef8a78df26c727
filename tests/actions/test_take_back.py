"""Taking back what was just sent: until the release nobody is mailed, and of take-back and release exactly one wins."""

import asyncio
import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from server.actions import answers, releases, submissions, take_backs
from server.domain import seal
from server.domain.operations import Device
from server.domain.refusal import NotFound, Refusal
from server.reading.mail_facts import closed
from server.reading.versions import sealed_of
from server.storage import outbox
from server.storage.declarations import Declaration
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.sealed import SealedContent, SealedVersion, TakeBack
from tests.actions.stage import NOW, TODAY, Visitor, filled_in, operations
from tests.cast import APPRENTICE, CONTACT, SCHOOL, SUPERVISOR

FIVE = timedelta(minutes=5)
OTHERS = {APPRENTICE, CONTACT, SCHOOL}


async def send(visitor: Visitor, revision: int, at: timedelta = timedelta(), take_back: timedelta = FIVE) -> None:
    await submissions.submit(visitor, uuid4(), revision, now=NOW + at, today=TODAY, take_back=take_back)


async def release_due(at: timedelta) -> int:
    """What the worker does each round."""
    ids = await releases.due(NOW + at)
    for declaration_id in ids:
        await releases.release(declaration_id, now=NOW + at)
    return len(ids)


async def due(at: timedelta) -> set[tuple[str, str]]:
    """What a worker would take then, of all that tells of a sent declaration."""
    taken = await outbox.claim("mail", NOW + at, timedelta(), 100)
    return {(row.kind, row.to) for row in taken if row.kind not in ("declaration_requested", "declaration_contact")}


async def status(declaration_id: UUID) -> str:
    return (await Declaration.get(id=declaration_id)).status


async def test_until_the_release_only_the_receipt_goes_and_nothing_sealed_is_seen(person: Person) -> None:
    declaration_id, visitor, revision = await filled_in(person)
    await send(visitor, revision)
    assert await status(declaration_id) == "releasing"
    assert await due(FIVE * 99) == {("submission_receipt", SUPERVISOR)}, "no clock alone makes a mail go"
    assert await sealed_of([declaration_id]) == {}
    assert (await sealed_of([declaration_id], pending=True))[declaration_id]["number"] == 1
    assert await release_due(FIVE - timedelta(seconds=1)) == 0
    assert await release_due(FIVE) == 1
    assert await status(declaration_id) == "submitted"
    assert {to for kind, to in await due(FIVE) if kind == "declaration_submitted"} == OTHERS
    assert (await sealed_of([declaration_id]))[declaration_id]["number"] == 1
    assert await release_due(FIVE * 2) == 0


async def test_a_worker_that_was_away_for_a_day_loses_no_mail(person: Person) -> None:
    _, visitor, revision = await filled_in(person)
    await send(visitor, revision)
    day = timedelta(days=1)
    assert await release_due(day) == 1
    assert {to for kind, to in await due(day) if kind == "declaration_submitted"} == OTHERS


async def test_without_a_time_for_taking_back_it_is_out_at_once(person: Person) -> None:
    declaration_id, visitor, revision = await filled_in(person)
    await send(visitor, revision, take_back=timedelta())
    assert await status(declaration_id) == "submitted"
    assert {to for _, to in await due(timedelta())} == {*OTHERS, SUPERVISOR}
    with pytest.raises(Refusal, match="already_released"):
        await take_backs.take_back(visitor, uuid4(), now=NOW)


async def test_what_was_taken_back_is_open_again_and_reaches_nobody(person: Person) -> None:
    declaration_id, visitor, revision = await filled_in(person)
    await send(visitor, revision)
    before = [await model.all().values() for model in (SealedVersion, SealedContent)]
    deed = uuid4()
    for _ in range(2):
        await take_backs.take_back(visitor, deed, now=NOW)
    assert await status(declaration_id) == "requested"
    assert [await model.all().values() for model in (SealedVersion, SealedContent)] == before
    assert await TakeBack.all().count() == 1
    dead = await OutboxMessage.filter(last_error="taken_back").values_list("to", flat=True)
    assert set(dead) == OTHERS
    assert await OutboxMessage.filter(kind="taken_back").values_list("to", flat=True) == [SUPERVISOR]
    assert await sealed_of([declaration_id], pending=True) == {}
    assert await release_due(FIVE) == 0
    assert {kind for kind, _ in await due(FIVE)} == {"submission_receipt", "taken_back"}
    with pytest.raises(Refusal, match="nothing_to_take_back"):
        await take_backs.take_back(visitor, uuid4(), now=NOW)
    assert (await Declaration.get(id=declaration_id)).revision == revision, "the answers are as they were"


async def test_numbers_count_what_was_released_and_the_chain_counts_all(person: Person) -> None:
    declaration_id, visitor, revision = await filled_in(person)
    await send(visitor, revision)
    await take_backs.take_back(visitor, uuid4(), now=NOW)
    changed = operations({"supervisor.remarks": "Nu er det rigtigt"})
    revision, _ = await answers.take_from_visitor(visitor, Device("test"), changed, now=NOW)
    await send(visitor, revision)
    await release_due(FIVE)
    seen = (await sealed_of([declaration_id]))[declaration_id]
    assert (seen["number"], seen["versions"]) == (1, [])
    assert seen["payload"]["declaration"]["number"] == 1
    assert seen["payload"]["remarks"] == "Nu er det rigtigt"
    first, second = await SealedVersion.all().order_by("number")
    assert (first.number, second.number, second.previous_digest) == (1, 2, first.digest)
    for version in (first, second):
        content = await SealedContent.get(version_id=version.id)
        assert seal.content_digest(content.salt, content.payload) == version.content_digest
        chained = seal.version_digest(version.previous_digest, str(declaration_id), version.number, content_of(content))
        assert chained == version.digest
    facts = [json.loads(row.facts) for row in await OutboxMessage.filter(kind="declaration_submitted", dead_at=None)]
    assert {(known["version_number"], known["digest"]) for known in facts} == {(1, second.digest)}


def content_of(content: SealedContent) -> str:
    return seal.content_digest(content.salt, content.payload)


async def test_of_take_back_and_release_at_once_exactly_one_wins(person: Person) -> None:
    for _ in range(4):
        declaration_id, visitor, revision = await filled_in(person)
        await send(visitor, revision)
        outcome = await asyncio.gather(
            releases.release(declaration_id, now=NOW + FIVE),
            take_backs.take_back(visitor, uuid4(), now=NOW + FIVE),
            releases.release(declaration_id, now=NOW + FIVE),
            return_exceptions=True,
        )
        went = {to for kind, to in await due(FIVE) if kind == "declaration_submitted"}
        if await status(declaration_id) == "submitted":
            assert (went, str(outcome[1])) == (OTHERS, "already_released")
        else:
            assert (went, outcome[1]) == (set(), None)
        await OutboxMessage.all().delete()


async def test_a_take_back_and_a_second_sending_at_once_never_leave_two_that_count(person: Person) -> None:
    declaration_id, visitor, revision = await filled_in(person)
    await send(visitor, revision)
    outcome = await asyncio.gather(
        take_backs.take_back(visitor, uuid4(), now=NOW), send(visitor, revision), return_exceptions=True
    )
    assert outcome[0] is None
    sent_again = outcome[1] is None
    assert sent_again or str(outcome[1]) == "already_submitted"
    assert await status(declaration_id) == ("releasing" if sent_again else "requested")
    assert len(await sealed_of([declaration_id], pending=True)) == int(sent_again)
    await release_due(FIVE)
    assert await OutboxMessage.filter(kind="declaration_submitted", dead_at=None).count() == 3 * sent_again


async def test_a_dead_mail_of_a_taken_back_version_stays_closed_when_somebody_tries_it_again(person: Person) -> None:
    _, visitor, revision = await filled_in(person)
    await send(visitor, revision)
    waiting = await OutboxMessage.filter(due_at=outbox.ON_RELEASE).first()
    assert not await outbox.retry(waiting.id, NOW), "it can still be taken back"
    await take_backs.take_back(visitor, uuid4(), now=NOW)
    row = await OutboxMessage.filter(last_error="taken_back").first()
    assert await outbox.retry(row.id, NOW)
    assert await closed(await outbox.get(row.id), NOW) == "taken_back"


async def test_a_release_that_is_not_due_or_not_there_does_nothing(person: Person) -> None:
    declaration_id, visitor, revision = await filled_in(person)
    await releases.release(uuid4(), now=NOW)
    await send(visitor, revision)
    await releases.release(declaration_id, now=NOW)
    assert await status(declaration_id) == "releasing"
    with pytest.raises((NotFound, Refusal)):
        await take_backs.take_back(Visitor("0" * 16, "x"), uuid4(), now=NOW)

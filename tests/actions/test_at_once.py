"""The same deed several times at the same moment: done once, and nobody is told that it failed."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from server import tokens
from server.actions import answers, opening, requests, schools, submissions
from server.domain.operations import Device, Operation
from server.domain.refusal import Outdated, Refusal, TooMany
from server.storage import answers as stored
from server.storage.answers import AnswerOperation
from server.storage.declarations import Declaration, Grant, Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.schools import SchoolDomain
from server.storage.sealed import SealedVersion
from tests.actions.stage import KEY, NOW, TODAY, filled_in, make, opened, operations, prepared
from tests.cast import ANSWERS, DETAILS, SCHOOL


async def test_a_declaration_is_made_once(person: Person) -> None:
    declaration_id = uuid4()
    made = await asyncio.gather(*(make(person, declaration_id) for _ in range(6)))
    assert sorted(made) == [False] * 5 + [True]
    assert await Declaration.all().count() == 1


async def test_a_request_goes_out_once(person: Person) -> None:
    declaration_id, deed = await prepared(person), uuid4()
    await asyncio.gather(*(requests.request(person.id, declaration_id, deed, now=NOW) for _ in range(6)))
    assert await OutboxMessage.filter(kind="declaration_requested").count() == 1


async def test_a_link_opened_in_many_tabs_is_one_grant(person: Person) -> None:
    declaration_id = await prepared(person)
    await requests.request(person.id, declaration_id, uuid4(), now=NOW)
    _, row, token = await opened(declaration_id)
    await Grant.all().delete()
    secret = tokens.link_secret(KEY, str(row.id), 1)
    tabs = (opening.open_link(row.public_id, secret, token, "test", key=KEY, now=NOW) for _ in range(6))
    assert set(await asyncio.gather(*tabs)) == {token}
    assert await Grant.all().count() == 1


async def test_a_batch_sent_twice_at_once_is_applied_once(person: Person) -> None:
    declaration_id = uuid4()
    await make(person, declaration_id)
    batch = operations(DETAILS)
    sent = (answers.take_from_apprentice(person.id, declaration_id, Device("test"), batch, now=NOW) for _ in range(4))
    results = await asyncio.gather(*sent)
    outcomes = sorted(result.outcome for _, done in results for result in done)
    assert outcomes == ["applied"] * len(DETAILS) + ["duplicate"] * 3 * len(DETAILS)
    assert await AnswerOperation.all().count() == len(DETAILS)


async def test_two_devices_on_one_field_at_once_leave_one_winner(person: Person) -> None:
    declaration_id = uuid4()
    await make(person, declaration_id)
    rivals = [operations({"details.school_class": f"hold {n}"}) for n in range(5)]
    sent = (answers.take_from_apprentice(person.id, declaration_id, Device("test"), rival, now=NOW) for rival in rivals)
    results = [done[0] for _, done in await asyncio.gather(*sent)]
    assert sorted(result.outcome for result in results) == ["applied"] + ["conflict"] * 4
    [winner] = [rival[0].value for rival, result in zip(rivals, results, strict=True) if result.outcome == "applied"]
    standing = [result.current for result in results if result.current]
    assert {(current.value, current.revision) for current in standing} == {(winner, 1)}


async def test_of_many_submissions_one_is_sealed(person: Person) -> None:
    declaration_id = await prepared(person)
    await requests.request(person.id, declaration_id, uuid4(), now=NOW)
    visitor, _, _ = await opened(declaration_id)
    revision, _ = await answers.take_from_visitor(visitor, Device("test"), operations(ANSWERS), now=NOW)
    same = uuid4()
    deeds = [same, same, same, uuid4(), uuid4()]
    sent = (submissions.submit(visitor, deed, revision, now=NOW, today=TODAY, take_back=timedelta()) for deed in deeds)
    results = await asyncio.gather(*sent, return_exceptions=True)
    assert all(result is None or isinstance(result, Refusal) for result in results), results
    assert await SealedVersion.all().count() == 1
    assert await OutboxMessage.filter(kind="submission_receipt").count() == 1


async def test_an_answer_and_a_submission_at_once_never_seal_what_was_not_seen(person: Person) -> None:
    declaration_id = await prepared(person)
    await requests.request(person.id, declaration_id, uuid4(), now=NOW)
    visitor, _, _ = await opened(declaration_id)
    revision, _ = await answers.take_from_visitor(visitor, Device("test"), operations(ANSWERS), now=NOW)
    late = operations({"supervisor.remarks": "Nyt"})
    taken, submitted = await asyncio.gather(
        answers.take_from_visitor(visitor, Device("test"), late, now=NOW),
        submissions.submit(visitor, uuid4(), revision, now=NOW, today=TODAY, take_back=timedelta()),
        return_exceptions=True,
    )
    assert isinstance(taken, tuple)
    assert (taken[1][0].outcome, type(submitted)) in (("applied", Outdated), ("late", type(None)))


async def test_a_day_has_room_for_so_many_mails_and_a_refused_request_leaves_nothing(person: Person) -> None:
    declaration_id = await prepared(person)

    async def ask_five_new(round_number: int) -> None:
        people = [{"name": "M", "address": f"m{round_number}.{n}@firma.example"} for n in range(5)]
        known = (await stored.current(declaration_id))["details.supervisors"][1]
        changed = Operation(uuid4(), "details.supervisors", people, known, 1, "2026-11-23T09:00:00Z")
        await answers.take_from_apprentice(person.id, declaration_id, Device("test"), [changed], now=NOW)
        await requests.request(person.id, declaration_id, uuid4(), now=NOW)

    rounds = requests.MAILS_A_DAY // 5 - 1
    for round_number in range(rounds):
        await ask_five_new(round_number)
    sent = await OutboxMessage.all().count()
    with pytest.raises(TooMany) as refused:
        await ask_five_new(rounds)
    assert refused.value.code == "too_many_mails"
    assert await OutboxMessage.all().count() == sent == rounds * 5 + 1
    assert await Recipient.filter(address__startswith=f"m{rounds}.").count() == 0


async def test_who_is_taken_off_while_sending_has_sent_it_or_not(person: Person) -> None:
    for _ in range(4):
        declaration_id, visitor, _ = await filled_in(person)
        base = (await stored.current(declaration_id))["details.supervisors"][1]
        people = [{"name": "M", "address": "en.anden@firma.example"}]
        changed = Operation(uuid4(), "details.supervisors", people, base, 1, "2026-11-23T09:00:00Z")
        revision, _ = await answers.take_from_apprentice(person.id, declaration_id, Device("test"), [changed], now=NOW)
        sending = submissions.submit(visitor, uuid4(), revision, now=NOW, today=TODAY, take_back=timedelta())
        outcome = await asyncio.gather(
            requests.request(person.id, declaration_id, uuid4(), now=NOW), sending, return_exceptions=True
        )
        assert sorted(map(str, outcome)) in (["None", "grant_missing"], ["None", "already_submitted"])


async def test_no_request_under_way_keeps_a_school_that_its_domain_is_just_taken_from(person: Person) -> None:
    school_id = uuid4()
    await schools.add(school_id, "Skolen", "", now=NOW)
    drafts = [await prepared(person) for _ in range(12)]
    await schools.add_domain(school_id, SCHOOL.partition("@")[2], now=NOW)
    domain_id = (await SchoolDomain.get()).id
    asked = [requests.request(person.id, draft, uuid4(), now=NOW) for draft in drafts]
    await asyncio.gather(*asked[:6], schools.remove_domain(school_id, domain_id, now=NOW), *asked[6:])
    assert await Recipient.filter(address=SCHOOL).count() == 12
    assert await Recipient.filter(school_id=school_id).count() == 0

"""What was filled in on paper is typed in: into the same draft, by whose hand, confirmed by the mailbox."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from server import tokens
from server.actions import answers, confirmations, erasure, opening, requests, submissions, typing_in
from server.actions.typing_in import Sheet
from server.domain.operations import Device
from server.domain.refusal import InputInvalid, NotFound, Refusal
from server.domain.roles import Reader, Visitor
from server.reading import typing_in as reading
from server.reading import typing_told, visits
from server.storage import answers as stored
from server.storage import paper
from server.storage.answers import AnswerOperation
from server.storage.declarations import Declaration, Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.sealed import SealedContent
from tests.actions.stage import NOW, TODAY, opened, operations, prepared
from tests.cast import ANSWERS, CONTACT, FUNCTION, REQUIRED, SCHOOL, SUPERVISOR
from tests.example import EDITION

GOAL, OTHER_GOAL = (f"supervisor.goal.{key}" for key in REQUIRED[:2])


def reader(address: str, name: str = "") -> Reader:
    return Reader(uuid4(), address, name)


AT_SCHOOL, COLLEAGUE, STRANGER = reader(SCHOOL), reader(CONTACT), reader("fremmed@sted.example")


async def asked(person: Person) -> UUID:
    declaration_id = await prepared(person)
    await requests.request(person.id, declaration_id, uuid4(), now=NOW)
    return declaration_id


async def type_in(declaration_id: UUID, values: dict[str, Any], by: Reader = AT_SCHOOL, seen: int | None = None) -> Any:
    shown = (await Declaration.get(id=declaration_id)).revision if seen is None else seen
    lost = await typing_in.type_in(by, declaration_id, Sheet("Hanne Holm", shown, values), now=NOW)
    return {problem.field: problem.code for problem in lost}


async def send(declaration_id: UUID, by: Reader = AT_SCHOOL, deed_id: UUID | None = None) -> None:
    row = await Recipient.get(declaration_id=declaration_id, address=SUPERVISOR)
    await confirmations.ask_typed(by, declaration_id, row.id, deed_id or uuid4(), now=NOW, today=TODAY)


async def confirm(declaration_id: UUID, visitor: Visitor) -> dict[str, Any]:
    seen = (await Declaration.get(id=declaration_id)).revision
    await submissions.submit(visitor, uuid4(), seen, now=NOW, today=TODAY, take_back=timedelta(0))
    return json.loads((await SealedContent.all().order_by("-version__number").first()).payload)


async def answer(visitor: Visitor, values: dict[str, Any]) -> Any:
    return await answers.take_from_visitor(visitor, Device("mester"), operations(values), now=NOW)


@pytest.mark.parametrize(
    ("by", "role"), [(AT_SCHOOL, "school"), (COLLEAGUE, "workplace"), (reader(SUPERVISOR), "workplace")]
)
async def test_what_was_typed_in_is_confirmed_and_sealed_as_such(person: Person, by: Reader, role: str) -> None:
    declaration_id = await asked(person)
    assert await type_in(declaration_id, ANSWERS, by) == {}
    await send(declaration_id, by)
    declaration = await Declaration.get(id=declaration_id)
    assert (declaration.status, declaration.awaiting_door) == ("requested", "paper"), "typing signs nothing"
    assert await OutboxMessage.filter(kind="confirmation_asked", to=SUPERVISOR).count() == 1
    visitor, _, _ = await opened(declaration_id)
    told = await confirm(declaration_id, visitor)
    assert (told["schema"], told["door"], told["confirmed_by"]) == (3, "paper", "mail_link")
    assert told["typed_by"] == {"name": "Hanne Holm", "role": role}
    assert by.address not in json.dumps(told["typed_by"])


async def test_the_apprentices_own_rating_stays(person: Person) -> None:
    declaration_id = await asked(person)
    own = {f"self.goal.{REQUIRED[0]}": "with_help"}
    await answers.take_from_apprentice(person.id, declaration_id, Device("test"), operations(own), now=NOW)
    await type_in(declaration_id, ANSWERS)
    await send(declaration_id)
    told = await confirm(declaration_id, (await opened(declaration_id))[0])
    assert told["goals"][0]["self"] == "with_help"


@pytest.mark.parametrize("by", [STRANGER, reader("onkel@post.example")])
async def test_who_is_neither_school_nor_workplace_finds_nothing(person: Person, by: Reader) -> None:
    declaration_id = await prepared(person)
    others = {"details.others": [{"name": "Onkel", "address": "onkel@post.example"}]}
    await answers.take_from_apprentice(person.id, declaration_id, Device("test"), operations(others), now=NOW)
    await requests.request(person.id, declaration_id, uuid4(), now=NOW)
    for deed in (type_in(declaration_id, ANSWERS, by), send(declaration_id, by), reading.page(by, declaration_id)):
        with pytest.raises(NotFound):
            await deed
    assert not await AnswerOperation.filter(field__startswith="supervisor.").exists()


async def test_nobody_begins_to_type_where_the_supervisor_has_begun(person: Person) -> None:
    declaration_id = await asked(person)
    visitor, _, _ = await opened(declaration_id)
    await answer(visitor, {"supervisor.name": "Mester"})
    assert await type_in(declaration_id, {GOAL: "routine"}) == {}, "one tap on 'that is me' is no beginning"
    other = await asked(person)
    there, _, _ = await opened(other)
    await answer(there, {OTHER_GOAL: "routine"})
    with pytest.raises(Refusal, match="answered_elsewhere"):
        await type_in(other, {GOAL: "routine"})
    assert (await reading.page(AT_SCHOOL, other))["shut"] == "answered_elsewhere"
    assert GOAL not in await stored.current(other)


async def test_the_page_shows_only_what_the_same_side_typed(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, {GOAL: "routine", "supervisor.remarks": "Fra papiret"})
    visitor, _, _ = await opened(declaration_id)
    stands = (await stored.current(declaration_id))["supervisor.remarks"][1]
    mended = operations({"supervisor.remarks": "Mit eget, som skolen ikke ser", OTHER_GOAL: "with_help"})
    mended[0] = replace(mended[0], base=stands)
    await answers.take_from_visitor(visitor, Device("mester"), mended, now=NOW)
    page = await reading.page(AT_SCHOOL, declaration_id)
    assert page["values"] == {GOAL: "routine"}
    assert page["elsewhere"] == {"supervisor.remarks", OTHER_GOAL}
    assert page["shut"] is None, "who had begun goes on"
    assert "Mit eget" not in str(page)
    theirs = await reading.page(COLLEAGUE, declaration_id)
    assert (theirs["values"], theirs["shut"]) == ({}, "answered_elsewhere")


async def test_what_both_write_at_once_is_kept_for_the_supervisor_and_told_to_nobody(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, {GOAL: "routine"})
    shown = (await Declaration.get(id=declaration_id)).revision
    visitor, _, _ = await opened(declaration_id)
    await answer(visitor, {"supervisor.remarks": "Fra skærmen"})
    for typed in ("Fra papiret", "Fra skærmen"):
        lost = await type_in(declaration_id, {"supervisor.remarks": typed, OTHER_GOAL: "routine"}, seen=shown)
        assert lost == {"supervisor.remarks": "typed_elsewhere"}, "whether it is the same would tell what it is"
    values = await stored.values(declaration_id)
    assert (values["supervisor.remarks"], values[OTHER_GOAL]) == ("Fra skærmen", "routine")
    view = await visits.view(visitor, NOW)
    assert [(one["field"], one["value"]) for one in view["set_aside"]] == [("supervisor.remarks", "Fra papiret")]


async def test_nothing_is_typed_over_an_answer_from_a_screen_whatever_the_page_says_it_saw(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, {GOAL: "routine"})
    visitor, _, _ = await opened(declaration_id)
    await answer(visitor, {"supervisor.remarks": "Fra skærmen"})
    assert await type_in(declaration_id, {"supervisor.remarks": "Snydt"}, seen=999_999) == {}
    assert (await stored.values(declaration_id))["supervisor.remarks"] == "Fra skærmen"


async def test_two_at_the_school_do_not_type_over_each_other(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, {GOAL: "routine"})
    shown = (await Declaration.get(id=declaration_id)).revision
    await type_in(declaration_id, {GOAL: "with_help", OTHER_GOAL: "routine"}, seen=shown)
    later = {GOAL: "alone", OTHER_GOAL: "routine", "supervisor.remarks": "Ny"}
    assert await type_in(declaration_id, later, seen=shown) == {GOAL: "typed_moved"}
    values = await stored.values(declaration_id)
    assert (values[GOAL], values["supervisor.remarks"]) == ("with_help", "Ny")
    assert await type_in(declaration_id, {GOAL: "routine"}, seen=shown) == {}, (
        "as the page showed it: nothing was typed"
    )
    assert (await stored.values(declaration_id))[GOAL] == "with_help"


async def test_an_empty_box_says_no_to_the_apprentices_suggestion_only(person: Person) -> None:
    declaration_id = await asked(person)
    machine, function = f"machine.{EDITION.machines[0].key}", f"function.{FUNCTION}"
    own = {f"self.{function}": True}
    await answers.take_from_apprentice(person.id, declaration_id, Device("test"), operations(own), now=NOW)
    await type_in(declaration_id, {f"supervisor.{function}": False, f"supervisor.{machine}": False})
    values = await stored.values(declaration_id)
    assert values[f"supervisor.{function}"] is False
    assert f"supervisor.{machine}" not in values


async def test_it_is_not_sent_to_be_confirmed_before_it_is_whole(person: Person) -> None:
    declaration_id = await asked(person)
    with pytest.raises(Refusal, match="nothing_typed"):
        await send(declaration_id)
    await type_in(declaration_id, {field: value for field, value in ANSWERS.items() if field != GOAL})
    with pytest.raises(InputInvalid) as refused:
        await send(declaration_id)
    assert [problem.field for problem in refused.value.problems] == [GOAL]
    assert (await Declaration.get(id=declaration_id)).awaiting_since is None


async def test_only_who_fills_in_can_be_asked_to_confirm(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, ANSWERS)
    contact = await Recipient.get(declaration_id=declaration_id, address=CONTACT)
    for recipient_id in (contact.id, uuid4()):
        with pytest.raises(InputInvalid):
            await confirmations.ask_typed(AT_SCHOOL, declaration_id, recipient_id, uuid4(), now=NOW, today=TODAY)


async def test_the_same_asking_twice_mails_once(person: Person) -> None:
    declaration_id, deed_id = await asked(person), uuid4()
    await type_in(declaration_id, ANSWERS)
    await send(declaration_id, deed_id=deed_id)
    await send(declaration_id, deed_id=deed_id)
    assert await OutboxMessage.filter(kind="confirmation_asked").count() == 1


async def test_the_mailbox_says_that_it_is_wrong_and_it_is_mended(person: Person) -> None:
    declaration_id, deed_id = await asked(person), uuid4()
    await type_in(declaration_id, ANSWERS)
    await send(declaration_id)
    visitor, _, _ = await opened(declaration_id)
    for _ in range(2):
        await confirmations.refuse(visitor, deed_id, "Mål 1 er rutineret", now=NOW)
    assert (await Declaration.get(id=declaration_id)).awaiting_since is None
    assert await OutboxMessage.filter(kind="typed_refused", to=SCHOOL).count() == 1
    assert "rutineret" not in (await OutboxMessage.get(kind="typed_refused")).facts
    assert (await reading.page(AT_SCHOOL, declaration_id))["refused"] == "Mål 1 er rutineret"
    told = await typing_told.of([await Declaration.get(id=declaration_id)])
    assert told[declaration_id]["refused_at"]
    assert "rutineret" not in str(told)
    await type_in(declaration_id, {GOAL: "with_help"})
    await send(declaration_id)
    assert (await reading.page(AT_SCHOOL, declaration_id))["refused"] is None
    told = await confirm(declaration_id, visitor)
    assert told["goals"][0]["supervisor"] == "with_help"


@pytest.mark.parametrize("text", ["", "  ", "x" * 4001])
async def test_a_no_needs_a_reason(person: Person, text: str) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, ANSWERS)
    await send(declaration_id)
    visitor, _, _ = await opened(declaration_id)
    with pytest.raises(InputInvalid):
        await confirmations.refuse(visitor, uuid4(), text, now=NOW)
    assert (await Declaration.get(id=declaration_id)).awaiting_door == "paper"


async def test_what_the_supervisor_answered_all_anew_on_a_screen_is_not_from_paper(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, {GOAL: "with_help"})
    visitor, _, _ = await opened(declaration_id)
    stands = (await stored.current(declaration_id))[GOAL][1]
    anew = [
        type(one)(one.id, one.field, one.value, stands if one.field == GOAL else 0, 1, "x")
        for one in operations(ANSWERS)
    ]
    await answers.take_from_visitor(visitor, Device("mester"), anew, now=NOW)
    told = await confirm(declaration_id, visitor)
    assert (told["door"], told["typed_by"]) == ("mail_link", None)


async def test_a_door_of_the_apprentices_does_not_confirm_by_itself(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, ANSWERS)
    await send(declaration_id)
    row = await Recipient.get(declaration_id=declaration_id, address=SUPERVISOR)
    secret = tokens.link_secret(b"k" * 40, str(row.id), row.link_generation, "qr")
    token = await opening.open_link(row.public_id, secret, None, "test", key=b"k" * 40, now=NOW)
    guest = Visitor(row.public_id, tokens.hash_token(token))
    with pytest.raises(Refusal, match="code_needed"):
        await confirm(declaration_id, guest)
    with pytest.raises(Refusal, match="mailbox_needed"):
        await confirmations.refuse(guest, uuid4(), "Nej", now=NOW)


async def test_nothing_is_typed_into_what_is_sent(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, ANSWERS)
    await send(declaration_id)
    await confirm(declaration_id, (await opened(declaration_id))[0])
    with pytest.raises(Refusal, match="already_submitted"):
        await type_in(declaration_id, {GOAL: "with_help"})
    assert (await reading.page(AT_SCHOOL, declaration_id))["shut"] == "not_open"


async def test_erasing_takes_along_what_was_said_of_it(person: Person) -> None:
    declaration_id = await asked(person)
    await type_in(declaration_id, ANSWERS)
    await send(declaration_id)
    visitor, _, _ = await opened(declaration_id)
    await confirmations.refuse(visitor, uuid4(), "Forkert", now=NOW)
    await confirm(declaration_id, visitor)
    version = (await SealedContent.all().first()).version_id
    await erasure.erase(version, "ønske", now=NOW)
    assert (await paper.of(declaration_id, SCHOOL)).refused_text is None


@pytest.mark.parametrize("typist", ["", "  ", "x" * 121, "a\u202e"])
async def test_who_types_says_their_name(person: Person, typist: str) -> None:
    declaration_id = await asked(person)
    with pytest.raises(InputInvalid) as refused:
        await typing_in.type_in(AT_SCHOOL, declaration_id, Sheet(typist, 99, {GOAL: "routine"}), now=NOW)
    assert refused.value.problems[0].field == "typist"
    assert not await AnswerOperation.filter(field=GOAL).exists()


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (GOAL, "mester", "level_unknown"),
        ("supervisor.remarks", "x" * 4001, "text_too_long"),
        ("supervisor.talked_through_on", "i går", "date_wrong"),
        ("self.remarks", "Ikke mit", None),
        ("details.workplace_name", "Ikke mit", None),
        ("supervisor.find_paa", "x", None),
        ("supervisor.apprentice_talked_through_on", "2026-11-20", None),
        ("supervisor.filled_by", {"name": "x", "address": "x@x.example"}, None),
    ],
)
async def test_what_cannot_stand_there_is_told_at_its_field(person: Person, field: str, value: Any, code: Any) -> None:
    declaration_id = await asked(person)
    lost = await type_in(declaration_id, {field: value, OTHER_GOAL: "routine"})
    assert lost == ({field: code} if code else {})
    values = await stored.values(declaration_id)
    assert (values.get(field) == value, values[OTHER_GOAL]) == (False, "routine")

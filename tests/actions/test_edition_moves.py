"""A school's word that an apprentice goes on by a newer edition: given once, by the right school, and taken back."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from server.actions import declarations, edition_moves, profiles
from server.domain.refusal import InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.reading import edition_moves as reading
from server.reading.profiles import profile
from server.storage.changes import Change
from server.storage.declarations import Declaration, Recipient
from server.storage.people import Person
from server.storage.receipts import Receipt
from tests import panel_rows as rows
from tests.actions.stage import NOW, TODAY
from tests.cast import CONTACT, SCHOOL, SPECIALISATION
from tests.editions import COMING, NEWER, NEWEST, WITHOUT, publish
from tests.example import EDITION, EDITIONS

KNOWN = uuid4()  # a school that the operator knows
HANNE = Reader(uuid4(), SCHOOL, "Hanne Holm", schools=(KNOWN,))


@pytest.fixture
async def case(person: Person) -> UUID:
    """A declaration that was asked for, with the school on it, and a newer edition in force."""
    await publish(NEWER)
    return await asked(person)


async def asked(person: Person, to: str = SCHOOL, roles: str = "school", *, days: int = 0) -> UUID:
    found = await rows.declaration(person, "Alma", to, roles)
    at = NOW + timedelta(days=days)
    await Declaration.filter(id=found).update(requested_at=at, created_at=at)
    return found


async def move(
    reader: Reader, case: UUID, to: str = NEWER.id, name: str = "Hanne Holm", deed: UUID | None = None
) -> None:
    await edition_moves.move(reader, case, deed or uuid4(), to, name, now=NOW, today=TODAY)


async def undo(reader: Reader, case: UUID, seen: str = NEWER.id, deed: UUID | None = None) -> None:
    await edition_moves.undo(reader, case, deed or uuid4(), seen, now=NOW)


async def follows(person: Person) -> str | None:
    return (await profile(person.id, TODAY))["edition"]


async def refused(deed: Awaitable[object]) -> str:
    with pytest.raises(Refusal) as told:
        await deed
    return told.value.code


async def test_they_follow_it_from_the_next_declaration_and_are_told_by_whom(person: Person, case: UUID) -> None:
    draft = uuid4()
    await declarations.make(person.id, draft, EDITION.id, SPECIALISATION, now=NOW, today=TODAY)
    before = await Change.filter(person_id=person.id).count()
    await move(HANNE, case)
    told = await profile(person.id, TODAY)
    assert (told["edition"], told["moved_to_edition"]) == (NEWER.id, NEWER.id)
    assert (told["moved_by"], told["moved_by_address"], told["moved_on"]) == ("Hanne Holm", SCHOOL, TODAY.isoformat())
    assert await Change.filter(person_id=person.id).count() == before + 1
    assert {one.edition for one in await Declaration.filter(apprentice_id=person.id)} == {EDITION.id}


async def test_the_school_takes_it_back_until_a_declaration_is_made_from_it(person: Person, case: UUID) -> None:
    await move(HANNE, case)
    await undo(HANNE, case)
    assert await follows(person) == EDITION.id
    assert (await profile(person.id, TODAY))["moved_by"] is None
    await move(HANNE, case)
    await declarations.make(person.id, uuid4(), NEWER.id, SPECIALISATION, now=NOW + timedelta(1), today=TODAY)
    await Declaration.filter(edition=NEWER.id).update(requested_at=None)
    assert await refused(undo(HANNE, case)) == "edition_in_use"
    assert await follows(person) == NEWER.id


async def test_a_form_that_is_sent_twice_is_one_deed_also_after_it_was_undone(person: Person, case: UUID) -> None:
    deed, back = uuid4(), uuid4()
    for _ in range(2):
        await move(HANNE, case, deed=deed)
    for _ in range(2):
        await undo(HANNE, case, deed=back)
    await move(HANNE, case, deed=deed)
    assert await follows(person) == EDITION.id
    assert await Receipt.filter(deed__in=["move_edition", "undo_move"]).count() == 2


async def test_the_same_form_many_times_at_once_is_done_once(person: Person, case: UUID) -> None:
    deed = uuid4()
    await asyncio.gather(*(move(HANNE, case, deed=deed) for _ in range(5)))
    assert await Receipt.filter(deed="move_edition").count() == 1
    assert await follows(person) == NEWER.id


async def test_of_two_at_the_school_at_once_one_gives_the_word_and_the_other_hears_who(
    person: Person, case: UUID
) -> None:
    outcome = await asyncio.gather(
        *(move(HANNE, case, name=name) for name in ("Hanne Holm", "Karen Krog")), return_exceptions=True
    )
    [late] = [one for one in outcome if one]
    by = (await profile(person.id, TODAY))["moved_by"]
    assert isinstance(late, Refusal)
    assert (late.code, late.facts) == ("edition_moved_already", {"name": by})


async def test_whoever_undoes_what_a_colleague_has_undone_hears_it(case: UUID) -> None:
    await move(HANNE, case)
    outcome = await asyncio.gather(undo(HANNE, case), undo(HANNE, case), return_exceptions=True)
    assert sorted(map(str, outcome)) == ["None", "edition_move_gone"]


async def test_only_to_a_newer_one_in_force_of_their_programme_with_their_specialisation(
    person: Person, case: UUID
) -> None:
    other = next(one.id for one in EDITIONS if one.programme != EDITION.programme)
    await publish(COMING, WITHOUT)
    for to in (EDITION.id, COMING.id, other, "findes_ikke", "", "x" * 5000, "'; DROP TABLE person; --"):
        assert await refused(move(HANNE, case, to)) == "edition_not_newer", to
    assert await refused(move(HANNE, case, WITHOUT.id)) == "edition_without_specialisation"
    assert await follows(person) == EDITION.id
    await move(HANNE, case)
    assert await refused(move(HANNE, case, EDITION.id)) == "edition_not_newer"


async def test_a_name_is_asked_for(case: UUID) -> None:
    for name, code in (("", "your_name_missing"), ("  ", "your_name_missing"), ("x" * 121, "text_too_long")):
        with pytest.raises(InputInvalid) as told:
            await move(HANNE, case, name=name)
        assert [(one.field, one.code) for one in told.value.problems] == [("name", code)]


async def test_for_everybody_else_there_is_no_such_thing(person: Person, case: UUID) -> None:
    await rows.declaration(await rows.person(), "En anden", "kontor@anden.example")
    await Recipient.create(
        id=uuid4(), declaration_id=case, address=CONTACT, name="", roles="workplace_contact", public_id=uuid4().hex,
        link_generation=1, has_pen=False, created_at=NOW,
    )  # fmt: skip
    elsewhere = Reader(uuid4(), "per@anden.example", "Per", (await rows.school("Anden"),))
    for reader in (Reader(uuid4(), CONTACT, ""), elsewhere, Reader(uuid4(), "kontor@anden.example", "", operator=True)):
        for deed in (move(reader, case), undo(reader, case)):
            with pytest.raises(NotFound):
                await deed
    assert await follows(person) == EDITION.id


async def test_a_school_that_they_have_left_decides_nothing(person: Person, case: UUID) -> None:
    later = await asked(person, "kontor@ny.example", days=30)
    with pytest.raises(NotFound):
        await move(HANNE, case)
    await move(Reader(uuid4(), "kontor@ny.example", "Ny", schools=(uuid4(),)), later)
    await Declaration.filter(id=later).update(status="withdrawn")
    with pytest.raises(NotFound):
        await undo(Reader(uuid4(), "kontor@ny.example", "Ny", schools=(uuid4(),)), later)
    await undo(HANNE, case)


async def test_staff_decides_by_the_code_before_anything_is_asked_for(person: Person) -> None:
    await publish(NEWER)
    school_id = await rows.school("Skolen")
    begun = await rows.declaration(person, "Alma", None, stage="begun", summons_id=await rows.summons(school_id))
    await move(Reader(uuid4(), "lone@skole.example", "Lone", (school_id,)), begun)
    assert await follows(person) == NEWER.id


async def test_whoever_changed_their_programme_is_not_moved_in_the_old_one(person: Person, case: UUID) -> None:
    other = next(one for one in EDITIONS if one.programme != EDITION.programme)
    about = {"programme": other.programme, "specialisation": other.specialisations[0].key}
    await move(HANNE, case)
    await profiles.change(person.id, about, today=TODAY)
    assert await follows(person) == other.id
    with pytest.raises(NotFound):
        await undo(HANNE, case)


async def test_nobody_moves_themself(person: Person, case: UUID) -> None:
    for name in ("moved_to_edition", "moved_by", "moved_by_address", "moved_on", "edition"):
        with pytest.raises(InputInvalid):
            await profiles.change(person.id, {name: NEWER.id}, today=TODAY)


async def test_an_address_that_nobody_knows_as_a_schools_moves_nobody(person: Person, case: UUID) -> None:
    """An apprentice can write any address, one of their own too."""
    nobody = Reader(uuid4(), SCHOOL, "Alma selv")
    with pytest.raises(NotFound):
        await move(nobody, case)
    await Recipient.filter(declaration_id=case).update(school_id=KNOWN)  # at a domain that the operator has seen
    await move(nobody, case)
    assert await follows(person) == NEWER.id


A, B, C = EDITION.id, NEWER.id, NEWEST.id
# What is done in turn ("made": a declaration is made from what they follow; "taken-back": it is), what they then
# follow, who is said to have moved them, and to what the page says that undoing leads: None where there is none.
ONE_STEP_BACK = [
    (f"{B}", B, "1", A), (f"{B} undo", A, None, None), (f"{B} {C}", C, "2", B), (f"{C}", C, "1", A),
    (f"{B} {C} undo", B, "1", A), (f"{B} {C} undo undo", A, None, None), (f"{B} undo {C}", C, "3", A),
    (f"{B} undo {C} undo", A, None, None), (f"{B} {C} undo {C}", C, "4", B), (f"{B} {C} undo {C} undo", B, "1", A),
    (f"{B} made", B, "1", None), (f"{B} made {C}", C, "3", B), (f"{B} made {C} undo", B, "1", None),
    (f"{B} {C} made", C, "2", None), (f"{B} {C} made taken-back undo", B, "1", A),
    (f"{B} made taken-back {C} undo", B, "1", A), (f"made {B} {C} undo", B, "2", A),
]  # fmt: skip


@pytest.mark.parametrize(("deeds", "then", "by", "back"), ONE_STEP_BACK, ids=[one[0] for one in ONE_STEP_BACK])
async def test_a_move_is_undone_one_step_at_a_time(
    person: Person, case: UUID, deeds: str, then: str, by: str | None, back: str | None
) -> None:
    await publish(NEWEST)
    made = uuid4()
    for turn, deed in enumerate(deeds.split(), 1):
        now = await follows(person) or ""
        if deed == "undo":
            await undo(HANNE, case, now)
        elif deed == "made":
            await declarations.make(person.id, made, now, SPECIALISATION, now=NOW + timedelta(1), today=TODAY)
            await Declaration.filter(id=made).update(requested_at=None)
        elif deed == "taken-back":
            await Declaration.filter(id=made).update(status="withdrawn")
        else:
            await move(HANNE, case, deed, name=str(turn))
    told = await profile(person.id, TODAY)
    assert (told["edition"], told["moved_by"]) == (then, by)
    assert told["moved_to_edition"] == (then if by else None)
    standing = await reading.standing(HANNE, case, TODAY)
    assert (standing.moved_from.id if standing.moved_from and standing.may_undo else None) == back


async def test_of_two_who_undo_the_same_move_at_once_one_step_is_taken(person: Person, case: UUID) -> None:
    await publish(NEWEST)
    await move(HANNE, case)
    await move(HANNE, case, NEWEST.id, "Karen Krog")
    outcome = await asyncio.gather(*(undo(HANNE, case, NEWEST.id) for _ in range(3)), return_exceptions=True)
    assert sorted(map(str, outcome)) == ["None", "edition_move_gone", "edition_move_gone"]
    assert await follows(person) == NEWER.id


async def test_moves_in_a_programme_they_left_stand_behind_those_in_the_new_one(person: Person, case: UUID) -> None:
    other = next(one for one in EDITIONS if one.programme != EDITION.programme)
    elsewhere = replace(other, version="2026-08.1", valid_from=NEWER.valid_from)
    await publish(elsewhere)
    await move(HANNE, case)
    about = {"programme": other.programme, "specialisation": other.specialisations[0].key}
    await profiles.change(person.id, about, today=TODAY)
    await Declaration.filter(id=case).update(edition=other.id, specialisation=other.specialisations[0].key)
    await move(HANNE, case, elsewhere.id)
    assert await follows(person) == elsewhere.id
    await undo(HANNE, case, elsewhere.id)
    assert await follows(person) == other.id
    assert await refused(undo(HANNE, case, elsewhere.id)) == "edition_move_gone"

"""Cases change hands: taken, given, handed over at once; nothing is taken from under somebody's hand."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from server.actions import case_owners
from server.actions.case_owners import Given
from server.domain.case_owners import NOBODY, Owner
from server.domain.refusal import InputInvalid, NotFound
from server.domain.roles import Reader
from server.storage import case_owners as stored
from server.storage.follow_ups import FollowUp
from server.storage.panel_sessions import PanelSession
from tests import panel_rows as rows
from tests.cast import CONTACT, SCHOOL
from tests.panel_rows import NOW

pytestmark = pytest.mark.usefixtures("open_database")
HANNE, KAREN = Owner("hanne@skolen.example", "Hanne Holm"), Owner("karen@skolen.example", "Karen Krog")


async def secretary() -> Reader:
    """Hanne, whose school it is; she called herself by her first name."""
    return Reader(uuid4(), HANNE.address, "Hanne", (await rows.school("Skolen", HANNE, KAREN),))


async def cases(reader: Reader, number: int) -> list[UUID]:
    who = await rows.person()
    return [await rows.declaration(who, f"Navn {i}", school_id=reader.schools[0]) for i in range(number)]


async def owner(declaration_id: UUID) -> tuple[str | None, str | None]:
    return tuple((await FollowUp.filter(declaration_id=declaration_id).values_list("owner_address", "owner_name"))[0])


async def test_a_case_is_taken_given_on_and_laid_down() -> None:
    hanne = await secretary()
    first, second = await cases(hanne, 2)
    seen = {first: NOBODY, second: NOBODY}
    assert await case_owners.give(hanne, seen, HANNE.key, now=NOW) == Given(2, 0)
    assert await owner(first) == HANNE
    assert await case_owners.give(hanne, {first: HANNE.key}, KAREN.key, now=NOW) == Given(1, 0)
    assert await owner(first) == KAREN
    assert await owner(second) == HANNE
    assert await case_owners.give(hanne, {second: HANNE.key}, NOBODY, now=NOW) == Given(1, 0)
    assert await owner(second) == (None, None)


async def test_a_repeat_changes_nothing_and_the_note_stays() -> None:
    hanne = await secretary()
    [case] = await cases(hanne, 1)
    await FollowUp.create(declaration_id=case, note="Ring til mester", noted_by="Karen", revision=3)
    for _ in range(2):
        assert await case_owners.give(hanne, {case: NOBODY}, KAREN.key, now=NOW) == Given(1, 0)
    found = await FollowUp.get(declaration_id=case)
    assert (found.owner_name, found.note, found.revision) == ("Karen Krog", "Ring til mester", 3)


async def test_what_a_colleague_took_in_the_meantime_stays_hers() -> None:
    hanne = await secretary()
    first, second = await cases(hanne, 2)
    await case_owners.give(hanne, {first: NOBODY}, KAREN.key, now=NOW)
    assert await case_owners.give(hanne, {first: NOBODY, second: NOBODY}, HANNE.key, now=NOW) == Given(1, 1)
    assert (await owner(first), await owner(second)) == (KAREN, HANNE)


async def test_all_cases_of_a_colleague_change_hands_at_once_but_no_others() -> None:
    hanne = await secretary()
    first, second, mine = await cases(hanne, 3)
    elsewhere = await rows.declaration(await rows.person(), "Anden skole", "kontor@anden.example")
    await case_owners.give(hanne, {first: NOBODY, second: NOBODY}, KAREN.key, now=NOW)
    await case_owners.give(hanne, {mine: NOBODY}, HANNE.key, now=NOW)
    await FollowUp.create(
        declaration_id=elsewhere, owner_address=KAREN.address, owner_name=KAREN.name, note="", revision=0
    )
    assert await case_owners.hand_over(hanne, KAREN.key, HANNE.key, now=NOW) == 2
    assert [await owner(one) for one in (first, second, mine, elsewhere)] == [HANNE, HANNE, HANNE, KAREN]
    with pytest.raises(InputInvalid) as told:
        await case_owners.hand_over(hanne, KAREN.key, HANNE.key, now=NOW)
    assert [(problem.field, problem.code) for problem in told.value.problems] == [("of", "owner_unknown")]


async def test_a_case_goes_to_colleagues_only_and_none_is_needed_to_be_chosen_twice() -> None:
    hanne = await secretary()
    [case] = await cases(hanne, 1)
    stranger = Owner("fremmed@post.example", "Fremmed")
    for seen, to, field in (({case: NOBODY}, stranger.key, "to"), ({case: NOBODY}, "", "to"), ({}, HANNE.key, "case")):
        with pytest.raises(InputInvalid) as told:
            await case_owners.give(hanne, seen, to, now=NOW)
        assert [problem.field for problem in told.value.problems] == [field]
    assert await FollowUp.all().count() == 0


async def test_a_workplace_and_a_stranger_have_no_cases() -> None:
    who = await rows.person()
    case = await rows.declaration(who, "Alma", CONTACT, "workplace_contact")
    for address in (CONTACT, "fremmed@post.example"):
        reader = Reader(uuid4(), address, "Svend")
        with pytest.raises(NotFound):
            await case_owners.give(reader, {case: NOBODY}, Owner(address, "Svend").key, now=NOW)
    assert await FollowUp.all().count() == 0


async def test_two_at_a_shared_mailbox_give_each_other_cases() -> None:
    case = await rows.declaration(await rows.person(), "Alma", SCHOOL)
    reader = Reader(uuid4(), SCHOOL, "Bente")
    old = NOW - timedelta(days=200)
    for name, at in (("Bente", NOW), ("Anna", NOW), ("", NOW), ("Fratrådt", old)):
        await PanelSession.create(
            id=uuid4(), token_hash=uuid4().hex, address=SCHOOL, name=name, device="", own_machine=False,
            created_at=at, last_seen_at=at, expires_at=at,
        )  # fmt: skip
    known = await stored.colleagues(reader, NOW)
    assert known == [Owner(SCHOOL, "Bente"), Owner(SCHOOL, "Anna")]
    assert await case_owners.give(reader, {case: NOBODY}, known[1].key, now=NOW) == Given(1, 0)
    assert await owner(case) == (SCHOOL, "Anna")

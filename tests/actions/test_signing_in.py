"""The rules of the mailed code: five tries, ten minutes, one browser, one mailbox; a class of 35 behind one address."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from server import codes, tokens
from server.actions import signing_in
from server.codes import Asker
from server.domain.refusal import InputInvalid, TooMany
from server.storage.outbox import OutboxMessage
from server.storage.people import Person
from server.storage.sessions import Session
from server.storage.sign_in import CodeRequest

KEY = b"k" * 40
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ADDRESS = "laerling@post.example"
BROWSER, OTHER = tokens.new_token(), tokens.new_token()

pytestmark = pytest.mark.usefixtures("open_database")


def asker(browser: str = BROWSER, device: str | None = None, client: str = "10.0.0.1") -> Asker:
    return Asker(browser, device, client)


async def ask(who: Asker, now: datetime = NOW, address: str = ADDRESS) -> None:
    await signing_in.ask_for_code(address, who, key=KEY, now=now)


async def code_of(address: str = ADDRESS) -> str:
    """What the newest mail to the address will say."""
    row = await OutboxMessage.filter(to=address, kind="sign_in_code").order_by("-created_at").first()
    request = await CodeRequest.get(id=row.code_request_id)
    return tokens.sign_in_code(KEY, str(request.id), request.generation)


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


async def sign_in(code: str, who: Asker, now: datetime = NOW, address: str = ADDRESS, **more: Any) -> signing_in.Fresh:
    about = {"device": tokens.new_token(), "shared_device": False, "device_name": "test", **more}
    return await signing_in.sign_in_with_code(address, code, who, key=KEY, now=now, **about)


async def code_problem(code: str, who: Asker, now: datetime = NOW) -> str:
    with pytest.raises((InputInvalid, TooMany)) as refused:
        await sign_in(code, who, now)
    return refused.value.problems[0].code if isinstance(refused.value, InputInvalid) else refused.value.code


async def test_a_code_works_once() -> None:
    await ask(asker())
    code = await code_of()
    assert (await sign_in(code, asker())).person.address == ADDRESS
    assert await code_problem(code, asker()) == "code_wrong"


async def test_blanks_in_a_code_do_not_matter() -> None:
    await ask(asker())
    code = await code_of()
    assert await sign_in(f" {code[:3]} {code[3:]}\u00a0", asker())


async def test_a_code_is_for_the_browser_that_asked() -> None:
    await ask(asker())
    assert await code_problem(await code_of(), asker(OTHER)) == "code_wrong"
    assert await sign_in(await code_of(), asker())


@pytest.mark.parametrize(("after", "works"), [(timedelta(minutes=9, seconds=59), True), (timedelta(minutes=10), False)])
async def test_a_code_lives_ten_minutes(after: timedelta, works: bool) -> None:
    await ask(asker())
    code = await code_of()
    if works:
        assert await sign_in(code, asker(), NOW + after)
    else:
        assert await code_problem(code, asker(), NOW + after) == "code_wrong"


async def test_asking_again_sends_the_same_code_while_it_lives() -> None:
    await ask(asker())
    first = await code_of()
    await ask(asker(), NOW + timedelta(minutes=5))
    assert await OutboxMessage.filter(kind="sign_in_code").count() == 2
    assert await code_of() == first
    await ask(asker(), NOW + timedelta(minutes=11))
    assert await CodeRequest.all().count() == 2


async def test_five_wrong_tries_close_it_and_a_new_code_does_not_open_it() -> None:
    await ask(asker())
    wrong = other_than(await code_of())
    assert [await code_problem(wrong, asker()) for _ in range(6)] == ["code_wrong"] * 5 + ["code_locked"]
    await ask(asker(OTHER))
    assert await code_problem(await code_of(), asker(OTHER)) == "code_locked"
    later = NOW + timedelta(minutes=10)
    await ask(asker(OTHER), later)
    assert await sign_in(await code_of(), asker(OTHER), later)


async def test_tries_at_the_same_moment_are_all_counted() -> None:
    await ask(asker())
    wrong = other_than(await code_of())
    told = await asyncio.gather(*(code_problem(wrong, asker()) for _ in range(12)))
    assert sorted(told) == ["code_locked"] * 7 + ["code_wrong"] * 5


async def test_a_right_code_sent_twice_at_once_makes_one_session() -> None:
    await ask(asker())
    code = await code_of()
    done = await asyncio.gather(*(sign_in(code, asker()) for _ in range(4)), return_exceptions=True)
    assert sum(isinstance(one, signing_in.Fresh) for one in done) == 1
    assert await Session.all().count() == await Person.all().count() == 1


async def test_a_strangers_wrong_tries_do_not_lock_the_owners_own_phone() -> None:
    await ask(asker())
    phone = tokens.new_token()
    await sign_in(await code_of(), asker(), device=phone)
    await ask(asker(OTHER))
    for _ in range(6):
        await code_problem("000000", asker(OTHER))
    mine = asker(tokens.new_token(), device=phone)
    await ask(mine, NOW + timedelta(seconds=1))
    assert await sign_in(await code_of(), mine, NOW + timedelta(seconds=1))


async def test_a_whole_class_signs_in_behind_one_address() -> None:
    for number in range(35):
        pupil, who = f"elev{number}@post.example", asker(tokens.new_token(), client="192.0.2.1")
        await ask(who, address=pupil)
        assert await sign_in(await code_of(pupil), who, address=pupil)


async def test_a_mailbox_gets_ten_codes_an_hour_from_whomever() -> None:
    for number in range(10):
        await ask(asker(tokens.new_token(), client=f"10.0.1.{number}"))
    with pytest.raises(TooMany) as refused:
        await ask(asker(tokens.new_token(), client="10.0.2.1"))
    assert refused.value.code == "too_many_codes"
    assert 0 < refused.value.retry_after <= 3600
    assert await OutboxMessage.filter(to=ADDRESS).count() == 10
    with pytest.raises(TooMany):
        await ask(asker(tokens.new_token()), address=ADDRESS.replace("@", "+igen@"))
    await ask(asker(tokens.new_token()), NOW + timedelta(hours=1))


async def test_one_client_cannot_ask_without_end() -> None:
    for number in range(codes.CODES_A_CLIENT):
        await ask(asker(client="198.51.100.7"), address=f"n{number}@post.example")
    with pytest.raises(TooMany):
        await ask(asker(client="198.51.100.7"), address="en@post.example")
    await ask(asker(client="198.51.100.8"), address="en@post.example")


@pytest.mark.parametrize(("shared", "lives"), [(False, timedelta(days=365)), (True, timedelta(hours=8))])
async def test_a_session_lives_a_year_on_ones_own_phone(shared: bool, lives: timedelta) -> None:
    await ask(asker())
    fresh = await sign_in(await code_of(), asker(), shared_device=shared)
    assert fresh.session.expires_at == NOW + lives
    assert (fresh.session.device_hash is None) == shared


async def test_a_code_for_a_change_of_address_signs_nobody_in() -> None:
    person = await Person.create(id=uuid4(), address="gammel@post.example", created_at=NOW)
    await signing_in.ask_for_address_change(person.id, ADDRESS, asker(), key=KEY, now=NOW)
    row = await OutboxMessage.get(kind="address_change_code")
    request = await CodeRequest.get(id=row.code_request_id)
    code = tokens.sign_in_code(KEY, str(request.id), request.generation)
    assert await code_problem(code, asker()) == "code_wrong"
    await signing_in.change_address(person.id, ADDRESS, code, asker(), key=KEY, now=NOW)
    assert (await Person.get(id=person.id)).address == ADDRESS
    told = await OutboxMessage.get(kind="address_changed")
    assert told.to == "gammel@post.example"


async def test_no_row_holds_a_code_or_a_token() -> None:
    await ask(asker())
    code = await code_of()
    fresh = await sign_in(code, asker())
    for model in (CodeRequest, OutboxMessage, Session, Person):
        held = " ".join(str(value) for row in await model.all().values() for value in row.values())
        assert code not in held.split()
        assert fresh.token not in held
        assert BROWSER not in held

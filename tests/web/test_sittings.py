"""Several declarations at one mailbox: what the holder of one link learns of the others, and what opens them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import tokens
from server.domain import roles
from server.reading import visits
from tests.cast import ANSWERS, CONTACT, DETAILS, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor, operation
from tests.doors import row_of, through
from tests.statements import counted

Browser = Callable[[], TestClient]
NAMES = ("Anna Alm", "Bo Birk", "Cilje Ceder", "David Douglas", "Eva Eg")


def ask(browser: Browser, mailbox: Mailbox, name: str, **details: Any) -> tuple[Apprentice, str]:
    """An apprentice of this name who asked the supervisor."""
    person = Apprentice(browser(), mailbox, f"{name.split()[0].lower()}@post.example")
    person.finish_profile()
    assert person.client.patch("/api/profile", json={"name": name}).status_code == 200
    declaration_id = person.make({**DETAILS, **details})
    assert person.request(declaration_id).status_code == 200
    return person, declaration_id


@pytest.fixture
def five(browser: Browser, mailbox: Mailbox) -> list[tuple[Apprentice, str]]:
    return [ask(browser, mailbox, name) for name in NAMES]


def ask_for_code(visitor: Visitor) -> Any:
    return visitor.client.post(f"{visitor.path}/sitting/code", json={})


def code_to(mailbox: Mailbox, address: str = SUPERVISOR) -> str:
    return re.search(r"\b\d{6}\b", mailbox.all("sitting_code", address)[-1]["text"])[0]


def sit_down(visitor: Visitor, code: str) -> Any:
    return visitor.client.post(f"{visitor.path}/sitting", json={"code": code})


def at(visitor: Visitor, public_id: str) -> dict[str, Any]:
    return visitor.client.get(f"/api/e/{public_id}").json()


def test_five_are_filled_in_one_after_the_other_from_one_link(
    five: list[Any], browser: Browser, mailbox: Mailbox
) -> None:
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    assert (visitor.opened["waiting"], visitor.opened["others_waiting"]) == ([], 4)
    assert ask_for_code(visitor).status_code == 202
    shown = sit_down(visitor, code_to(mailbox)).json()
    assert (len(shown["waiting"]), shown["others_waiting"], shown["sent_lately"]) == (4, 0, 0)
    assert {one["name"] for one in shown["waiting"]} | {shown["apprentice"]["name"]} == set(NAMES)
    assert {one["main_course"] for one in shown["waiting"]} == {2}
    for done in range(5):
        view = visitor.view()
        assert (view["may"], view["door"], view["sent_lately"], len(view["waiting"])) == (
            "fill", "mail_link", done if done < 4 else 0, 4 - done,
        )  # fmt: skip
        visitor.answer(ANSWERS)
        sent = visitor.submit()
        assert (sent.status_code, sent.json()["status"]) == (200, "submitted"), "the code proved the mailbox"
        if sent.json()["waiting"]:
            visitor.public_id = sent.json()["waiting"][0]["public_id"]
            visitor.path = f"/api/e/{visitor.public_id}"
    assert [person.declaration(one)["status"] for person, one in five] == ["submitted"] * 5


def test_a_forwarded_link_shows_and_opens_nobody_else(five: list[Any], browser: Browser, mailbox: Mailbox) -> None:
    others = [mail["text"] for mail in mailbox.all("declaration_requested", SUPERVISOR)]
    ids = [re.search(r"/e/([0-9a-f]+)#", text)[1] for text in others]
    forwarded = Visitor(browser(), mailbox, SUPERVISOR)
    seen = forwarded.client.get(forwarded.path).text
    own = forwarded.opened["apprentice"]["name"]
    for name in set(NAMES) - {own}:
        assert name not in seen
    assert forwarded.opened["others_waiting"] == 4
    for wrong in ("000000", "", "x" * 2000):
        assert sit_down(forwarded, wrong).status_code == 422
    ask_for_code(forwarded)
    right = code_to(mailbox)
    elsewhere = Visitor(browser(), mailbox, SUPERVISOR)
    assert sit_down(elsewhere, right).status_code == 422, "a code belongs to the browser that asked"
    for one in set(ids) - {forwarded.public_id}:
        for answer in (forwarded.client.get(f"/api/e/{one}"), forwarded.client.post(f"/api/e/{one}/open", json={})):
            assert (answer.status_code, answer.json()["code"]) == (401, "grant_missing")
    for _ in range(4):
        sit_down(forwarded, "000000")
    assert sit_down(forwarded, right).status_code == 429, "guessing stops"
    assert forwarded.view()["waiting"] == []


def test_the_code_opens_only_what_waits_at_exactly_this_mailbox(
    five: list[tuple[Apprentice, str]], browser: Browser, mailbox: Mailbox
) -> None:
    other = [{"name": "Mester", "address": f"x{SUPERVISOR}"}]
    ask(browser, mailbox, "Ib Ask", **{"details.supervisors": other})
    contact_only, as_contact = ask(
        browser, mailbox, "Jo Lind",
        **{"details.supervisors": other, "details.workplace_contacts": [{"name": "", "address": SUPERVISOR}]},
    )  # fmt: skip
    (removed, first), (withdrawn, second), (_, third), (draft, _), (_, fourth) = five
    moved = removed.declaration(first)["answers"]["details.supervisors"]["revision"]
    change = {"device": "t", "app": "t", "operations": [operation("details.supervisors", other, moved)]}
    removed.client.post(f"/api/declarations/{first}/operations", json=change)
    assert removed.request(first).status_code == 200
    body = {"withdrawal_id": _uuid(), "reason": "mistake"}
    assert withdrawn.client.post(f"/api/declarations/{second}/withdraw", json=body).status_code == 200
    no = next(one for one in _visitors(browser, mailbox) if one.opened["id"] == third)
    body = {"decline_id": _uuid(), "reason": "cannot", "text": "Syg", "instead": None}
    assert no.client.post(f"{no.path}/decline", json=body).status_code == 200
    draft.make()  # not asked for
    visitor = next(one for one in _visitors(browser, mailbox) if one.opened["id"] == fourth)
    assert visitor.opened["others_waiting"] == 1
    ask_for_code(visitor)
    shown = sit_down(visitor, code_to(mailbox)).json()
    assert [one["name"] for one in shown["waiting"]] == ["David Douglas"]
    assert contact_only.declaration(as_contact)["status"] == "requested"
    pen = {"recipient_id": row_of(contact_only, as_contact, SUPERVISOR)}
    assert contact_only.client.post(f"/api/declarations/{as_contact}/pen", json=pen).status_code == 200
    assert visitor.view()["others_waiting"] == 1, "handed the pen: it waits too, and is not open before a code"


def test_a_renewed_link_is_not_open_by_the_code_of_before(
    five: list[tuple[Apprentice, str]], browser: Browser, mailbox: Mailbox
) -> None:
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    ask_for_code(visitor)
    sit_down(visitor, code_to(mailbox))
    person, one = five[0]
    new = f"/api/declarations/{one}/recipients/{row_of(person, one)}/new_link"
    assert person.client.post(new, json={}).status_code == 200
    view = visitor.view()
    assert ([known["name"] for known in view["waiting"]], view["others_waiting"]) == (list(NAMES[1:4]), 1)


def test_the_answer_that_was_lost_is_given_again(five: list[Any], browser: Browser, mailbox: Mailbox) -> None:
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    ask_for_code(visitor)
    code = code_to(mailbox)
    first, again = sit_down(visitor, code), sit_down(visitor, code)
    assert (again.status_code, again.json()["waiting"]) == (200, first.json()["waiting"])
    nothing = ask_for_code(visitor)
    assert (nothing.status_code, nothing.json()["code"]) == (409, "nothing_else_waits")


def test_a_poll_says_the_same_until_something_changes(five: list[Any], browser: Browser, mailbox: Mailbox) -> None:
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    ask_for_code(visitor)
    sit_down(visitor, code_to(mailbox))
    etag = visitor.client.get(visitor.path).headers["etag"]
    assert visitor.client.get(visitor.path, headers={"if-none-match": etag}).status_code == 304
    ask(browser, mailbox, "Kaj Birk")
    fresh = visitor.client.get(visitor.path, headers={"if-none-match": etag})
    assert (fresh.status_code, fresh.json()["others_waiting"]) == (200, 1)


def test_only_who_proved_the_mailbox_hears_of_others(
    five: list[tuple[Apprentice, str]], browser: Browser, mailbox: Mailbox
) -> None:
    person, one = five[-1]
    nothing = {"waiting": [], "others_waiting": 0, "sent_lately": 0}
    for door in ("shared_link", "qr", "short_code"):
        caller = through(door, person, one, browser, mailbox)
        assert {key: caller.view()[key] for key in nothing} == nothing
        refused = caller.client.post(f"{caller.path}/sitting/code", json={})
        assert (refused.status_code, refused.json()["code"]) == (409, "mailbox_needed")
    school = Visitor(browser(), mailbox, CONTACT)
    assert {key: school.view()[key] for key in nothing} == nothing
    assert ask_for_code(school).json()["code"] == "reading_only"
    assert mailbox.all(to=SCHOOL) == []


def test_a_phone_that_was_handed_over_learns_of_nobody_else(
    five: list[tuple[Apprentice, str]], browser: Browser, mailbox: Mailbox
) -> None:
    person, one = five[0]
    body = {"hand_over_id": _uuid(), "recipient_id": row_of(person, one)}
    handed = person.client.post(f"/api/declarations/{one}/hand_over", json=body).json()
    assert (handed["waiting"], handed["others_waiting"]) == ([], 0)
    path = f"/api/e/{handed['public_id']}"
    assert person.client.post(f"{path}/sitting/code", json={}).json()["code"] == "mailbox_needed"
    mailed = Visitor(person.client, mailbox, SUPERVISOR)  # the supervisor's own mail, opened on the apprentice's phone
    assert mailed.opened["others_waiting"] == 0
    assert ask_for_code(mailed).json()["code"] == "mailbox_needed"


def test_what_was_opened_beside_another_is_told_as_opened_when_it_is_looked_at(
    five: list[tuple[Apprentice, str]], browser: Browser, mailbox: Mailbox
) -> None:
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    ask_for_code(visitor)
    first = sit_down(visitor, code_to(mailbox)).json()["waiting"][0]["public_id"]
    person, one = five[0]

    def opened_at() -> str | None:
        rows = person.declaration(one)["recipients"]
        return next(row["opened_at"] for row in rows if row["address"] == SUPERVISOR)

    assert opened_at() is None
    assert visitor.client.post(f"/api/e/{first}/open", json={}).status_code == 200
    assert opened_at()


def test_a_view_costs_as_many_statements_for_five_as_for_two(
    browser: Browser, mailbox: Mailbox, running: TestClient
) -> None:
    ask(browser, mailbox, NAMES[0])
    visitor = Visitor(browser(), mailbox, SUPERVISOR)
    alone = statements(running, visitor)
    two = 0
    for number, name in enumerate(NAMES[1:]):
        ask(browser, mailbox, name)
        ask_for_code(visitor)
        sit_down(visitor, code_to(mailbox))
        assert len(visitor.view()["waiting"]) == number + 1
        two = two or statements(running, visitor)
    assert statements(running, visitor) == two == alone + 3


def statements(running: TestClient, visitor: Visitor) -> int:
    """How many a view takes."""
    holder = roles.Visitor(visitor.public_id, tokens.hash_token(visitor.client.cookies["visitor"]))
    return running.portal.call(counted, lambda: visits.view(holder, datetime.now(UTC)))


def _visitors(browser: Browser, mailbox: Mailbox) -> list[Visitor]:
    """Each mailed link of the supervisor in a browser of its own."""
    found = []
    for mail in mailbox.all("declaration_requested", SUPERVISOR):
        one = Visitor.__new__(Visitor)
        one.client, one.mailbox = browser(), mailbox
        one.public_id, one.secret = re.search(r"/e/([0-9a-f]+)#(\S+)", mail["text"]).groups()
        one.path = f"/api/e/{one.public_id}"
        answer = one.client.post(f"{one.path}/open", json={"secret": one.secret})
        if answer.status_code == 200:
            one.opened = answer.json()
            found.append(one)
    return found


def _uuid() -> str:
    return str(uuid4())

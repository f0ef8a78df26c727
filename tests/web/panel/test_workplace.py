"""The workplace in the panel: its apprentices, what waits on top, and filling it in from there."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server.domain.roles import Reader
from server.reading import workplace
from tests.cast import (
    ANSWERS,
    CONTACT,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    PanelReader,
    Visitor,
    batch,
    operation,
)
from tests.doors import row_of
from tests.statements import counted
from tests.web.test_sittings import NAMES, ask

Browser = Callable[[], TestClient]
Panel = Callable[..., PanelReader]
HERE = "/panel/workplace"


@pytest.fixture
def five(browser: Browser, mailbox: Mailbox) -> list[tuple[Apprentice, str]]:
    return [
        ask(browser, mailbox, name, **{"details.school_period_starts_on": f"2026-12-{7 + number:02}"})
        for number, name in enumerate(NAMES)
    ]


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row">\s*([^<]+?)\s*<', page)


def test_all_apprentices_are_there_and_what_waits_is_on_top(five: list[Any], panel: Panel) -> None:
    reader = panel(SUPERVISOR)
    page = reader.get(HERE)
    assert page.status_code == 200
    assert names(page.text) == [*NAMES, *NAMES], "those that wait, by date, then everybody, by name"
    assert "Udfyld alle 5" in page.text
    assert "8. dec." in page.text
    assert f'href="/panel/declarations/{five[0][1]}"' in page.text


def test_all_that_waits_is_filled_in_one_after_the_other(five: list[Any], panel: Panel) -> None:
    reader = panel(SUPERVISOR, own_machine="1")
    sent = reader.post("/panel/fill")
    assert sent.status_code == 303
    public_id = re.fullmatch(r"/e/([0-9a-f]{16})", sent.headers["location"])[1]
    view = reader.client.post(f"/api/e/{public_id}/open", json={}).json()
    assert (view["may"], view["door"], view["apprentice"]["name"]) == ("fill", "mail_link", NAMES[0])
    assert ([one["name"] for one in view["waiting"]], view["others_waiting"]) == (list(NAMES[1:]), 0)
    visitor = Visitor.__new__(Visitor)
    visitor.client, visitor.public_id, visitor.path = reader.client, public_id, f"/api/e/{public_id}"
    visitor.answer(ANSWERS)
    assert visitor.submit().json()["status"] == "submitted"
    page = reader.get(HERE).text
    assert "Udfyld alle 4" in page
    assert names(page) == [*NAMES[1:], *NAMES]


def test_one_is_chosen_and_the_others_stay_within_reach(five: list[Any], panel: Panel) -> None:
    reader = panel(SUPERVISOR)
    sent = reader.post("/panel/fill", declaration_id=five[3][1])
    view = reader.client.get(f"/api{sent.headers['location']}").json()
    assert (view["apprentice"]["name"], len(view["waiting"])) == (NAMES[3], 4)


def test_on_a_machine_of_many_the_declarations_are_open_no_longer_than_the_session(
    five: list[Any], panel: Panel
) -> None:
    for own, most in (("", 12 * 3600), ("1", 180 * 86400)):
        sent = panel(SUPERVISOR, **({"own_machine": own} if own else {})).post("/panel/fill")
        [cookie] = [one for one in sent.headers.get_list("set-cookie") if one.startswith("visitor=")]
        age = int(re.search(r"Max-Age=(\d+)", cookie)[1])
        assert most - 60 < age <= most


def test_nobody_else_finds_or_fills_in_anything(
    five: list[Any], panel: Panel, browser: Browser, mailbox: Mailbox
) -> None:
    other = [{"name": "Mester", "address": f"x{SUPERVISOR}"}]
    ask(browser, mailbox, "Ib Ask", **{"details.supervisors": other})
    stranger = panel(f"x{SUPERVISOR}")
    page = stranger.get(HERE).text
    assert names(page) == ["Ib Ask", "Ib Ask"]
    for theirs in (five[0][1], str(uuid4())):
        refused = stranger.post("/panel/fill", declaration_id=theirs)
        assert refused.status_code == 404
        assert "visitor=" not in str(refused.headers)
    school = panel(SCHOOL)
    assert names(school.get(HERE).text) == []
    assert school.post("/panel/fill").status_code == 409
    contact = panel(CONTACT)
    page = contact.get(HERE).text
    assert sorted(set(names(page))) == sorted([*NAMES, "Ib Ask"])
    assert "/panel/fill" not in page, "a contact reads until the pen is handed over"
    refused = contact.post("/panel/fill", declaration_id=five[0][1])
    assert (refused.status_code, "skal ikke udfyldes nu" in refused.text) == (409, True)
    assert browser().post("/panel/fill", data={}, follow_redirects=False).status_code == 401
    assert browser().get(HERE, follow_redirects=False).status_code == 303


def test_a_training_centre_is_a_workplace_too(panel: Panel, browser: Browser, mailbox: Mailbox) -> None:
    centre = {"details.training_centre": True, "details.supervisors": [{"name": "Instruktør", "address": SCHOOL}]}
    ask(browser, mailbox, NAMES[0], **centre)
    reader = panel(SCHOOL)
    assert names(reader.get(HERE).text) == [NAMES[0], NAMES[0]]
    sent = reader.post("/panel/fill")
    assert reader.client.get(f"/api{sent.headers['location']}").json()["may"] == "fill"


def test_who_signs_out_of_a_machine_of_many_leaves_nothing_open(five: list[Any], panel: Panel) -> None:
    for more, left in (({}, 401), ({"own_machine": "1"}, 200)):
        reader = panel(SUPERVISOR, **more)
        path = f"/api{reader.post('/panel/fill').headers['location']}"
        assert reader.client.get(path).status_code == 200
        reader.post("/panel/sign_out")
        assert reader.client.get(path).status_code == left


@pytest.mark.parametrize("way", ["end_others", "end"])
def test_a_session_that_is_ended_from_elsewhere_takes_what_it_opened_but_not_what_a_link_did(
    five: list[Any], panel: Panel, mailbox: Mailbox, way: str
) -> None:
    lost = panel(SUPERVISOR, own_machine="1")
    secret_of_one = mailbox.link(SUPERVISOR)
    opened = lost.post("/panel/fill").headers["location"]
    assert lost.client.get(f"/api{opened}").status_code == 200
    public_id, secret = secret_of_one
    by_link = f"/api/e/{public_id}"
    assert lost.client.post(f"{by_link}/open", json={"secret": secret}).status_code == 200
    lost.post("/panel/fill")
    here = panel(SUPERVISOR)
    [ended] = re.findall(r'action="(/panel/access/[0-9a-f-]{36}/end)"', here.get("/panel/access").text)
    assert here.post("/panel/access/end_others" if way == "end_others" else ended).status_code == 303
    assert lost.get(HERE).status_code == 303
    assert lost.client.get(by_link).status_code == 200
    assert opened != f"/e/{public_id}"
    assert lost.client.get(f"/api{opened}").status_code == 401
    assert lost.client.post(f"/api{opened}/open", json={}).status_code == 401


def test_what_is_wrong_with_a_form_is_said_and_nothing_is_opened(five: list[Any], panel: Panel) -> None:
    reader = panel(SUPERVISOR)
    assert reader.post("/panel/fill", declaration_id="x").status_code == 422
    assert reader.get("/panel/fill").headers["location"] == HERE
    for after in ("x", str(uuid4()), "0" * 36):
        assert names(reader.get(f"{HERE}?after={after}").text)[-5:] == list(NAMES)


def test_each_declaration_says_how_far_it_is(
    five: list[tuple[Apprentice, str]], panel: Panel, mailbox: Mailbox, browser: Browser
) -> None:
    (withdrawn, first), (person, second), *_ = five
    body = {"withdrawal_id": str(uuid4()), "reason": "mistake"}
    assert withdrawn.client.post(f"/api/declarations/{first}/withdraw", json=body).status_code == 200
    reader = panel(SUPERVISOR)
    sent = reader.post("/panel/fill", declaration_id=second)
    decline = {"decline_id": str(uuid4()), "reason": "cannot", "text": "Syg", "instead": None}
    assert reader.client.post(f"/api{sent.headers['location']}/decline", json=decline).status_code == 200
    page = reader.get(HERE).text
    assert "Trukket tilbage" in page
    assert "Du har sagt nej" in page
    assert "Udfyld alle 3" in page
    draft = person.make()
    assert f"/panel/declarations/{draft}" not in reader.get(HERE).text, "not asked for"
    gone = [{"name": "Ny", "address": "ny@andet.example"}]
    stands = person.declaration(second)["answers"]["details.supervisors"]["revision"]
    person.client.post(
        f"/api/declarations/{second}/operations", json=batch(operation("details.supervisors", gone, stands))
    )
    assert person.request(second).status_code == 200
    assert second not in reader.get(HERE).text, "taken off it"
    assert row_of(person, second, "ny@andet.example")


def test_the_list_is_saved_as_a_file(five: list[Any], panel: Panel) -> None:
    reader = panel(SUPERVISOR)
    saved = reader.get(f"{HERE}.csv")
    assert re.search(r'filename="laerlinge-[0-9-]{10}\.csv"', saved.headers["content-disposition"])
    lines = saved.content.decode("utf-8-sig").splitlines()
    assert lines[1].split(";") == [
        NAMES[0],
        "H2",
        "",
        "2026-12-04",
        "2026-12-07",
        "Snedkeriet Ærø",
        "Anmodet",
        "0",
        "12",
    ]
    assert len(lines) == 6
    assert reader.get(f"{HERE}.xlsx").content[:2] == b"PK"
    assert reader.get(f"{HERE}.pdf").status_code == 404
    assert panel(SCHOOL).get(f"{HERE}.csv").text.count("\n") == 1


def test_a_training_centre_pages_by_key(
    five: list[Any], panel: Panel, browser: Browser, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workplace, "PAGE", 2)
    reader = panel(SUPERVISOR)
    page, seen = reader.get(HERE).text, []
    while True:
        seen += names(page)[-2 if "after=" in page else -1 :]
        following = re.search(r'href="(/panel/workplace\?after=[0-9a-f-]{36})"', page)
        if not following:
            break
        page = reader.get(following[1]).text
    assert seen == list(NAMES)


def test_a_page_costs_as_many_statements_for_five_as_for_one(
    browser: Browser, mailbox: Mailbox, running: TestClient
) -> None:
    ask(browser, mailbox, NAMES[0])
    alone = statements(running)
    for name in NAMES[1:]:
        ask(browser, mailbox, name)
    assert statements(running) == alone > 3


def statements(running: TestClient) -> int:
    reader = Reader(uuid4(), SUPERVISOR, "")

    async def look() -> None:
        assert (await workplace.front(reader, None, datetime.now(UTC).date()))["apprentices"]

    return running.portal.call(counted, look)

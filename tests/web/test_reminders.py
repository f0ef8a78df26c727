"""The remind button and the page that stops reminders, over HTTP: a GET stops nothing, a mail program's POST does."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests.cast import OTHER_APPRENTICE, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor

Browser = Callable[[], TestClient]

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
FROM_A_MAIL_SITE = {"sec-fetch-site": "cross-site", "origin": "https://mail.example"}


def remind(apprentice: Apprentice, declaration_id: str, address: str = SUPERVISOR, remind_id: str | None = None):
    path = f"/api/declarations/{declaration_id}/recipients/{row(apprentice, declaration_id, address)['id']}/remind"
    return apprentice.client.post(path, json={"remind_id": remind_id or str(uuid4())})


def row(apprentice: Apprentice, declaration_id: str, address: str = SUPERVISOR) -> dict:
    rows = apprentice.declaration(declaration_id)["recipients"]
    return next(row for row in rows if row["address"] == address)


@pytest.fixture
def stop_path(apprentice: Apprentice, requested: str, mailbox: Mailbox) -> str:
    """The path that a reminder's link leads to."""
    assert remind(apprentice, requested).status_code == 200
    [mail] = mailbox.all("reminder", SUPERVISOR)
    found = re.search(r"/stop/\S+", mail["text"])[0]
    assert found in mail["html"]
    assert "@" not in found
    return found


def is_stopped(apprentice: Apprentice, declaration_id: str) -> bool:
    return row(apprentice, declaration_id)["reminded"]["stopped_at"] is not None


def test_the_button_reminds_once_and_then_says_when_it_can_again(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    assert row(apprentice, requested)["reminded"] == {
        "count": 0, "last_at": None, "next_at": None, "stopped_at": None,
    }  # fmt: skip
    deed = str(uuid4())
    for _ in range(2):
        answer = remind(apprentice, requested, remind_id=deed)
        assert answer.status_code == 200, answer.text
    told = next(one for one in answer.json()["recipients"] if one["address"] == SUPERVISOR)["reminded"]
    assert told["count"] == 1
    assert told["last_at"] < told["next_at"]
    [mail] = mailbox.all("reminder")
    assert mail["to"] == SUPERVISOR
    assert Visitor(browser(), mailbox, SUPERVISOR).opened["may"] == "fill", "the link in it works"
    again = remind(apprentice, requested)
    assert (again.status_code, again.json()["code"]) == (409, "reminded_lately")
    assert re.search(r"Den næste kan sendes \d+\.\d+\. kl\. \d\d\.\d\d\.", again.json()["message"])
    school = remind(apprentice, requested, SCHOOL)
    assert (school.status_code, school.json()["code"]) == (409, "not_asked_to_fill")


def test_a_button_that_is_anothers_is_not_there(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    path = f"/api/declarations/{requested}/recipients/{row(apprentice, requested)['id']}/remind"
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert stranger.client.post(path, json={"remind_id": str(uuid4())}).status_code == 404
    assert browser().post(path, json={"remind_id": str(uuid4())}).status_code == 401
    for body in ({}, {"remind_id": "x"}, {"remind_id": 1}):
        assert apprentice.client.post(path, json=body).status_code == 422
    assert mailbox.all("reminder") == []


def test_looking_and_empty_forms_stop_nothing(
    apprentice: Apprentice, requested: str, stop_path: str, browser: Browser
) -> None:
    scanner = browser()
    for _ in range(2):
        page = scanner.get(stop_path)
        assert page.status_code == 200
        assert "Vil du slå påmindelser fra?" in page.text
        assert "<script" not in page.text
        assert "style=" not in page.text
        assert scanner.head(stop_path).status_code == 200
        assert scanner.post(stop_path).status_code == 200
        assert scanner.post(stop_path, data={"name": "x", "List-Unsubscribe": ""}).status_code == 200
    assert not is_stopped(apprentice, requested)


@pytest.mark.parametrize("form", ["data", "files"])
def test_a_mail_program_stops_them_with_one_post_from_its_own_site(
    apprentice: Apprentice, requested: str, stop_path: str, browser: Browser, form: str
) -> None:
    body = ONE_CLICK if form == "data" else {name: (None, value) for name, value in ONE_CLICK.items()}
    for _ in range(2):
        answer = browser().post(stop_path, headers=FROM_A_MAIL_SITE, **{form: body}, follow_redirects=False)
        assert answer.status_code == 200
        assert "Påmindelser er slået fra" in answer.text
    assert is_stopped(apprentice, requested)
    refused = remind(apprentice, requested)
    assert (refused.status_code, refused.json()["code"]) == (409, "reminders_stopped")


def test_starting_again_is_for_our_own_page_alone(
    apprentice: Apprentice, requested: str, stop_path: str, browser: Browser
) -> None:
    person = browser()
    person.post(stop_path, data=ONE_CLICK)
    assert person.post(f"{stop_path}/start", data=ONE_CLICK, headers=FROM_A_MAIL_SITE).status_code == 403
    for path in (f"{stop_path}/start", stop_path):
        assert "Slå påmindelser til igen" in person.get(path).text
    person.post(f"{stop_path}/start")
    assert is_stopped(apprentice, requested)
    answer = person.post(f"{stop_path}/start", data=ONE_CLICK, headers={"sec-fetch-site": "same-origin"})
    assert "Vil du slå påmindelser fra?" in answer.text
    assert not is_stopped(apprentice, requested)


def test_the_guard_lets_through_that_one_path_and_nothing_beside_it(running: TestClient, stop_path: str) -> None:
    for path in (f"{stop_path}/x", "/stop/", f"/api{stop_path}", f"{stop_path}/start", f"/x{stop_path}", "/stop/a/b"):
        assert running.post(path, headers=FROM_A_MAIL_SITE).status_code == 403, path
    assert running.put(stop_path, headers=FROM_A_MAIL_SITE).status_code == 403


@pytest.mark.parametrize("broken", ["", "x", "r" + "0" * 32 + ".x", "%00", "æ"])
def test_a_wrong_link_is_told_kindly(
    apprentice: Apprentice, requested: str, stop_path: str, browser: Browser, broken: str
) -> None:
    other = "A" if stop_path[-9] != "A" else "B"  # inside the signature: of its last letter not every bit counts
    path = f"/stop/{broken}" if broken else stop_path[:-9] + other + stop_path[-8:]
    for answer in (browser().get(path), browser().post(path, data=ONE_CLICK)):
        assert answer.status_code == 404
        assert "Linket virker ikke" in answer.text
        assert "<form" not in answer.text
    assert not is_stopped(apprentice, requested)

"""A calendar by its secret address, over HTTP: made, fetched, made anew, stopped; and its address in no log."""

import logging
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server.actions import calendar_feeds
from server.storage.calendar_feeds import CalendarFeed
from tests.cast import DETAILS, OTHER_APPRENTICE, Apprentice, Mailbox, Visitor
from tests.documents import calendar_readback

New = Callable[[], TestClient]
COMING = {"details.training_period_ends_on": "2099-12-04", "details.school_period_starts_on": "2099-12-07"}


def path_of(told: dict[str, Any]) -> str:
    return str(told["address"]).removeprefix("http://localhost:8000")


@pytest.fixture
def path(apprentice: Apprentice) -> str:
    """The address of the apprentice's calendar."""
    answer = apprentice.client.post("/api/calendar", json={})
    assert answer.status_code == 200
    return path_of(answer.json())


@pytest.fixture
def coming(apprentice: Apprentice) -> str:
    """The id of a declaration that was asked for, whose dates lie ahead on whatever day the tests run."""
    declaration_id = apprentice.make({**DETAILS, **COMING})
    assert apprentice.request(declaration_id).status_code == 200
    return declaration_id


def test_an_address_is_made_and_anybody_who_has_it_fetches(
    apprentice: Apprentice, coming: str, path: str, browser: New
) -> None:
    assert apprentice.client.get("/api/calendar").json()["fetched_at"] is None
    answer = browser().get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert "content-encoding" not in answer.headers
    assert "set-cookie" not in answer.headers
    days = calendar_readback.days(answer.content)
    assert [day["title"] for day in days] == ["Frist: oplæringserklæring før H2", "Skoleperioden H2 begynder"]
    assert {day["url"] for day in days} == {f"http://localhost:8000/app/declarations/{coming}"}
    told = apprentice.client.get("/api/calendar").json()
    assert told["fetched_at"]
    assert told["subscribe"] == f"webcal://localhost:8000{path}"


def test_what_has_not_changed_is_not_sent_again(path: str, coming: str, browser: New) -> None:
    client = browser()
    first = client.get(path)
    etag = first.headers["etag"]
    for known in (etag, f"W/{etag}", f'"x", {etag}'):
        answer = client.get(path, headers={"if-none-match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", etag)
        assert answer.headers["cache-control"] == "private, no-cache"
    assert client.get(path, headers={"if-none-match": '"x"'}).content == first.content
    head = client.head(path)
    assert (head.status_code, head.headers["etag"]) == (200, etag)


def test_what_changes_is_seen_at_the_next_fetch(apprentice: Apprentice, coming: str, path: str, browser: New) -> None:
    client = browser()
    before = client.get(path)
    apprentice.answer(coming, {"details.training_period_ends_on": "2099-12-03"})  # built on nothing: a conflict
    apprentice.client.patch("/api/profile", json={"next_school_period_on": "2099-06-01"})
    after = client.get(path, headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert len(calendar_readback.days(after.content)) == 3
    assert calendar_readback.days(after.content)[1:] == calendar_readback.days(before.content)
    withdrawn = {"withdrawal_id": str(uuid4()), "reason": "mistake"}
    assert apprentice.client.post(f"/api/declarations/{coming}/withdraw", json=withdrawn).status_code == 200
    assert [day["title"] for day in calendar_readback.days(client.get(path).content)] == ["Skoleperioden begynder"]


def test_a_new_address_kills_the_old_one_at_once(apprentice: Apprentice, path: str, browser: New) -> None:
    fresh = path_of(apprentice.client.post("/api/calendar", json={}).json())
    assert fresh != path
    assert browser().get(path).status_code == 404
    assert browser().get(fresh).status_code == 200
    assert path_of(apprentice.client.get("/api/calendar").json()) == fresh


def test_stopped_it_is_as_if_it_had_never_been(apprentice: Apprentice, path: str, browser: New) -> None:
    nothing = {"address": None, "subscribe": None, "made_at": None, "fetched_at": None}
    assert apprentice.client.post("/api/calendar/stop", json={}).json() == nothing
    assert apprentice.client.post("/api/calendar/stop", json={}).json() == nothing
    assert apprentice.client.get("/api/calendar").json() == nothing
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    wrong = secret[:-1] + ("A" if secret[-1] != "A" else "Q")
    strange = [
        f"{uuid4().hex}{secret[32:]}",
        wrong,
        secret.upper(),
        secret[:-1],
        "x",
        "%00",
        "é",
        "a" * 5000,
        f"{secret}%2e",
    ]
    answers = [browser().get(f"/calendar/{one}.ics") for one in (secret, *strange)]
    told = {(one.status_code, one.text, one.headers["content-type"], one.headers["cache-control"]) for one in answers}
    assert len(told) == 1
    [(status, text, *_)] = told
    assert (status, "findes ikke" in text) == (404, True)
    fresh = path_of(apprentice.client.post("/api/calendar", json={}).json())
    assert browser().get(fresh).status_code == 200
    assert browser().get(path).status_code == 404


def test_another_apprentice_has_a_calendar_of_their_own(
    apprentice: Apprentice, coming: str, path: str, browser: New, mailbox: Mailbox
) -> None:
    other = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    theirs = path_of(other.client.post("/api/calendar", json={}).json())
    assert theirs != path
    assert calendar_readback.days(browser().get(theirs).content) == []
    other.client.post("/api/calendar/stop", json={})
    assert browser().get(path).status_code == 200
    assert other.client.get(f"/api/declarations/{coming}/calendar.ics").status_code == 404


def test_a_change_of_address_keeps_the_calendar(apprentice: Apprentice, path: str, mailbox: Mailbox) -> None:
    ask = {"address": "nyt@post.example"}
    apprentice.client.post("/api/profile/address/code", json=ask)
    code = re.search(r"\b\d{6}\b", mailbox.all("address_change_code", "nyt@post.example")[-1]["text"])[0]
    assert apprentice.client.post("/api/profile/address", json={**ask, "code": code}).status_code == 200
    assert path_of(apprentice.client.get("/api/calendar").json()) == path


def test_one_declaration_is_saved_as_a_file(apprentice: Apprentice, coming: str) -> None:
    answer = apprentice.client.get(f"/api/declarations/{coming}/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == 'inline; filename="oplaeringserklaering.ics"'
    assert answer.headers["cache-control"] == "no-store"
    assert [day["on"].isoformat() for day in calendar_readback.days(answer.content)] == ["2099-12-04", "2099-12-07"]
    bare = apprentice.make({})
    assert calendar_readback.days(apprentice.client.get(f"/api/declarations/{bare}/calendar.ics").content) == []


def test_nothing_secret_is_stored(running: TestClient, path: str, coming: str, browser: New) -> None:
    browser().get(path)
    row = running.portal.call(CalendarFeed.all().first)
    kept = " ".join(str(getattr(row, name)) for name in CalendarFeed._meta.fields_map)
    secret = path.removeprefix("/calendar/").removesuffix(".ics")[32:]
    assert secret not in kept
    assert "H2" not in kept


def test_it_may_be_fetched_only_so_often(path: str, browser: New, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_feeds, "FETCHES", 3)
    client = browser()
    answers = [client.get(path) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) > 0


def test_the_address_stands_in_no_log(
    apprentice: Apprentice, path: str, browser: New, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    with caplog.at_level(logging.DEBUG):
        client = browser()
        client.get(path)
        client.head(path)
        client.post(path)
        client.get(path.removesuffix(".ics"))
        client.get(f"{path}/more")
        client.get(f"{path}?x={token}")
        client.get("/calendar", params={"token": token})
        client.get("/", headers={"referer": path})

        async def break_down(*_: object, **__: object) -> None:
            raise RuntimeError(token)

        monkeypatch.setattr(calendar_feeds, "note", break_down)
        assert client.get(path).status_code == 500
        apprentice.client.post("/api/calendar", json={})
        assert client.get(path).status_code == 404
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("http")]
    assert [line for line in ours if line.startswith("GET /calendar/{token}.ics 200")]
    assert [line for line in ours if "crashed" in line]
    assert [line for line in ours if token in line or token[32:] in line] == []


def test_a_page_of_another_site_makes_and_stops_nothing(apprentice: Apprentice, path: str) -> None:
    for deed in ("/api/calendar", "/api/calendar/stop"):
        assert apprentice.client.post(deed, json={}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert path_of(apprentice.client.get("/api/calendar").json()) == path


def test_a_visitor_has_no_calendar(supervisor: Visitor) -> None:
    assert supervisor.client.get("/api/calendar").status_code == 401
    assert supervisor.client.post("/api/calendar", json={}).status_code == 401

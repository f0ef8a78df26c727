"""Into the panel with a code by mail, and out of it; sessions of one mailbox; what a page says when it says no."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from server import settings
from server.settings import Settings
from tests.cast import DETAILS, SCHOOL, SUPERVISOR, Apprentice, Mailbox, PanelReader

STRANGER = "fremmed@andet.example"
OPERATOR = "drift@logbog.example"
AUNT = "moster@post.example"


@pytest.fixture
def configuration(database_url: str, tmp_path: Path) -> Settings:
    env = {
        "LOGBOG_TAKE_BACK_SECONDS": "0",
        "DEBUG": "1",
        "DATABASE_URL": database_url,
        "LOGBOG_VAR": str(tmp_path),
        "LOGBOG_SECRET_KEY": "k" * 40,
        "LOGBOG_OPERATORS": f"en.anden@logbog.example, {OPERATOR.upper()}",
    }
    return settings.from_environment(env)


def code_of(mailbox: Mailbox, address: str, kind: str = "panel_code") -> str:
    return re.search(r"\b\d{6}\b", mailbox.all(kind, address)[-1]["text"])[0]


def test_every_address_gets_the_same_answer_and_only_one_with_something_to_read_a_mail(
    requested: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    pages = {}
    for address in (SCHOOL, STRANGER, SUPERVISOR, OPERATOR):
        answer = browser().post("/panel/sign_in", data={"address": f" {address.upper()} ", "next": "/panel/access"})
        assert answer.status_code == 200
        pages[address] = answer.text.replace(address.upper(), "")
    assert len(set(pages.values())) == 1
    told = {mail["to"] for mail in mailbox.all("panel_code")}
    assert told == {SCHOOL, SUPERVISOR, OPERATOR}


def test_the_code_lets_in_and_leads_to_the_page_that_was_asked_for(
    requested: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    school = browser()
    away = school.get("/panel/access?x=1", follow_redirects=False)
    assert (away.status_code, away.headers["location"]) == (303, "/panel/sign_in?next=/panel/access%3Fx%3D1")
    page = school.get(away.headers["location"]).text
    assert 'name="next" value="/panel/access?x=1"' in page
    school.post("/panel/sign_in", data={"address": SCHOOL, "next": "/panel/access?x=1"})
    form = {"address": SCHOOL, "next": "/panel/access?x=1", "name": "Sekretær Åse", "own_machine": "1"}
    spaced = " ".join(code_of(mailbox, SCHOOL))
    done = school.post("/panel/sign_in/code", data={**form, "code": spaced}, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/panel/access?x=1")
    cookie = next(one for one in done.headers.get_list("set-cookie") if one.startswith("panel="))
    assert "Max-Age=2592000" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    shown = school.get("/panel/access")
    assert shown.headers["referrer-policy"] == "same-origin"
    assert "Sekretær Åse" in shown.text
    assert school.get("/panel/sign_in", follow_redirects=False).headers["location"] == "/panel/"


@pytest.mark.parametrize(
    "place",
    [
        "https://ond.example/",
        "//ond.example",
        "/panel/../app",
        "/panel/\\ond.example",
        "/panel/access?next=//ond.example",
        "/app/",
        "javascript:1",
    ],
)
def test_the_way_in_leads_to_no_other_place(place: str, browser: Callable[[], TestClient]) -> None:
    page = browser().get("/panel/sign_in", params={"next": place})
    assert 'name="next" value="/panel/"' in page.text


def test_a_wrong_code_keeps_what_was_typed_and_says_it_at_the_field(
    requested: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    school = browser()
    school.post("/panel/sign_in", data={"address": SCHOOL})
    right = code_of(mailbox, SCHOOL)
    wrong = f"{(int(right) + 1) % 1000000:06d}"
    form = {"address": SCHOOL, "name": "Åse <b>", "own_machine": "1"}
    answer = school.post("/panel/sign_in/code", data={**form, "code": wrong})
    assert answer.status_code == 422
    page = answer.text
    assert 'href="#code"' in page
    assert 'id="code-problem"' in page
    assert 'value="Åse &lt;b&gt;"' in page
    assert re.search(r'name="own_machine" value="1" checked', page)
    assert "panel" not in school.cookies
    for _ in range(4):
        school.post("/panel/sign_in/code", data={**form, "code": wrong})
    locked = school.post("/panel/sign_in/code", data={**form, "code": right})
    assert locked.status_code == 429
    assert int(locked.headers["retry-after"]) > 0
    assert "Åse &lt;b&gt;" in locked.text


def test_a_code_is_bound_to_its_browser_and_used_once(
    requested: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    school, thief = browser(), browser()
    school.post("/panel/sign_in", data={"address": SCHOOL})
    form = {"address": SCHOOL, "code": code_of(mailbox, SCHOOL)}
    assert thief.post("/panel/sign_in/code", data=form).status_code == 422
    assert school.post("/panel/sign_in/code", data=form, follow_redirects=False).status_code == 303
    assert school.post("/panel/sign_in/code", data=form).status_code == 422


def test_a_code_for_the_app_opens_no_panel(browser: Callable[[], TestClient], mailbox: Mailbox, requested: str) -> None:
    someone = browser()
    someone.post("/api/sign_in/code", json={"address": SCHOOL})
    code = code_of(mailbox, SCHOOL, "sign_in_code")
    assert someone.post("/panel/sign_in/code", data={"address": SCHOOL, "code": code}).status_code == 422


@pytest.mark.parametrize(
    ("form", "field"), [({"address": ""}, "address"), ({"address": "ikke en adresse"}, "address"), ({}, "address")]
)
def test_an_address_that_is_none_is_said_at_the_field(
    form: dict[str, str], field: str, browser: Callable[[], TestClient]
) -> None:
    answer = browser().post("/panel/sign_in", data=form)
    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.text
    assert f'value="{form.get("address", "")}"' in answer.text


def test_a_name_with_hidden_characters_or_too_long_is_said_at_the_field(
    requested: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    school = browser()
    school.post("/panel/sign_in", data={"address": SCHOOL})
    form = {"address": SCHOOL, "code": code_of(mailbox, SCHOOL)}
    for name in ("Å" * 121, "A\u202eB", "nul\0"):
        answer = school.post("/panel/sign_in/code", data={**form, "name": name})
        assert answer.status_code == 422
        assert 'id="name-problem"' in answer.text
    assert school.post("/panel/sign_in/code", data=form, follow_redirects=False).status_code == 303


def test_the_mailboxs_sessions_are_listed_and_ended_and_no_other(
    requested: str, panel: Callable[..., PanelReader]
) -> None:
    åse, bo, mester = panel(SCHOOL, name="Åse"), panel(SCHOOL, name="Bo"), panel(SUPERVISOR, name="Mester")
    page = åse.get("/panel/access").text
    assert "Åse" in page
    assert "Bo" in page
    assert "Mester" not in page
    others = re.findall(r"/panel/access/([0-9a-f-]{36})/end", page)
    assert len(others) == 1
    assert mester.post(f"/panel/access/{others[0]}/end").status_code == 404
    assert bo.get("/panel/access").status_code == 200
    ended = åse.post(f"/panel/access/{others[0]}/end")
    assert (ended.status_code, ended.headers["location"]) == (303, "/panel/access?done=session_ended")
    assert "Der er logget ud." in åse.get(ended.headers["location"]).text
    assert bo.get("/panel/access").status_code == 303
    again, mine = panel(SCHOOL), panel(SCHOOL)
    assert mine.post("/panel/access/end_others").status_code == 303
    assert (åse.get("/panel/access").status_code, again.get("/panel/access").status_code) == (303, 303)
    assert (mine.get("/panel/access").status_code, mester.get("/panel/access").status_code) == (200, 200)


def test_whoever_signs_out_is_out(requested: str, panel: Callable[..., PanelReader]) -> None:
    school = panel(SCHOOL)
    kept = school.client.cookies.get("panel")
    assert school.post("/panel/sign_out").headers["location"] == "/panel/sign_in?done=signed_out"
    school.client.cookies.set("panel", kept)
    assert school.get("/panel/access").headers["location"].startswith("/panel/sign_in")
    assert school.post("/panel/sign_out").status_code == 303


def test_what_was_typed_is_kept_when_the_session_ended(requested: str, panel: Callable[..., PanelReader]) -> None:
    school = panel(SCHOOL)
    school.post("/panel/sign_out")
    answer = school.post("/panel/access/end_others", note="Ring til <Mester>\nog lærlingen", id=["1", "2"])
    assert answer.status_code == 401
    assert 'action="/panel/access/end_others"' in answer.text
    kept = [unescape(value) for value in re.findall(r'type="hidden" name="\w+" value="([^"]*)"', answer.text)]
    assert kept == ["Ring til <Mester>\nog lærlingen", "1", "2"]


def test_the_cookie_of_the_app_opens_no_panel_and_the_panels_no_app(
    apprentice: Apprentice, requested: str, panel: Callable[..., PanelReader]
) -> None:
    apprentice.client.cookies.set("panel", apprentice.client.cookies.get("session"))
    assert apprentice.client.get("/panel/access", follow_redirects=False).status_code == 303
    school = panel(SCHOOL)
    school.client.cookies.set("session", school.client.cookies.get("panel"))
    assert school.client.get("/api/profile").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/panel/findes_ikke", 404), ("PUT", "/panel/access", 405), ("GET", "/panel/sign_out", 405)],
)
def test_a_page_says_no_as_a_page(
    method: str, path: str, status: int, requested: str, panel: Callable[..., PanelReader]
) -> None:
    answer = panel(SCHOOL).client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert '<a href="/panel/">' in answer.text


def test_another_site_sends_nothing_and_a_large_or_odd_form_is_refused(
    requested: str, panel: Callable[..., PanelReader]
) -> None:
    school = panel(SCHOOL)
    cross = school.client.post("/panel/access/end_others", headers={"sec-fetch-site": "cross-site"})
    assert (cross.status_code, cross.headers["content-type"]) == (403, "text/html; charset=utf-8")
    for body, kind, status in (
        (b"&".join(b"x=1" for _ in range(3000)), "application/x-www-form-urlencoded", 422),
        (b"{}", "application/json", 422),
        (b"--x", "multipart/form-data; boundary=x", 422),
    ):
        answer = school.client.post("/panel/sign_in", content=body, headers={"content-type": kind})
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert school.post("/panel/sign_in", address="x" * 70_000).status_code == 413


def test_what_crashes_is_a_page_too(
    requested: str, panel: Callable[..., PanelReader], monkeypatch: pytest.MonkeyPatch
) -> None:
    school = panel(SCHOOL)
    monkeypatch.setattr("server.web.panel.access.HERE", 1)
    answer = school.post("/panel/access/end_others")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/html; charset=utf-8")
    assert "content-security-policy" in answer.headers


def test_everybody_is_led_to_their_own_front(
    apprentice: Apprentice, requested: str, panel: Callable[..., PanelReader]
) -> None:
    others = {"details.others": [{"name": "Moster", "address": AUNT}]}
    assert apprentice.request(apprentice.make({**DETAILS, **others})).status_code == 200
    fronts = {SCHOOL: "/panel/missing", SUPERVISOR: "/panel/workplace", OPERATOR: "/panel/schools"}
    fronts[AUNT] = "/panel/declarations"
    for address, front in fronts.items():
        someone = panel(address)
        for door in ("/panel", "/panel/"):
            assert someone.get(door).headers["location"] == front
        page = someone.get("/panel/access").text
        places = set(re.findall(r'<a href="(/panel/\w+)"', page))
        assert front in places
        assert ("/panel/schools" in places) == (address == OPERATOR)
        assert ("/panel/workplace" in places) == (address == SUPERVISOR)
        assert 'href="/panel/access" aria-current="page"' in page


def test_a_stranger_who_guesses_shuts_nobody_out_of_their_own_machine(
    requested: str, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    """Nobody's but a machine that is not known."""
    office = PanelReader(browser(), mailbox, SCHOOL, own_machine="1")
    office.post("/panel/sign_out")
    stranger = browser()
    stranger.post("/panel/sign_in", data={"address": SCHOOL})
    guesses = [stranger.post("/panel/sign_in/code", data={"address": SCHOOL, "code": "000000"}) for _ in range(6)]
    assert [guess.status_code for guess in guesses] == [422] * 5 + [429]
    again = PanelReader(office.client, mailbox, SCHOOL)
    assert again.get("/panel/access").status_code == 200
    elsewhere = browser()
    elsewhere.post("/panel/sign_in", data={"address": SCHOOL})
    locked = elsewhere.post("/panel/sign_in/code", data={"address": SCHOOL, "code": code_of(mailbox, SCHOOL)})
    assert locked.status_code == 429

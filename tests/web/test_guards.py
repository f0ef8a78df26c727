"""What surrounds every answer: other sites kept out, bodies small, headers strict, cookies ours alone."""

import re
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server.app import create_app
from server.settings import Settings
from server.web.routes import ROUTES
from tests.cast import APPRENTICE, Apprentice, Visitor
from tests.web.beginnings import BASE

OURS = BASE


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"origin": OURS}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-origin", "origin": "https://evil.example"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://localhost:8000.evil.example"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": OURS}, False),
        ({"sec-fetch-site": "x"}, False),
    ],
)
def test_another_site_changes_nothing(running: TestClient, headers: dict[str, str], allowed: bool) -> None:
    answer = running.post("/api/sign_in/code", json={"address": APPRENTICE}, headers=headers)
    assert (answer.status_code == 202) == allowed
    if not allowed:
        assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")
        assert running.get("/dev/outbox.json").json() == []


def test_a_form_of_another_site_is_not_json(running: TestClient) -> None:
    answer = running.post("/api/sign_in/code", data={"address": APPRENTICE})
    assert (answer.status_code, answer.json()["code"]) == (409, "body_not_json")


def test_a_large_body_is_refused_is_no_crash_and_the_server_lives_on(
    apprentice: Apprentice, caplog: pytest.LogCaptureFixture
) -> None:
    path = f"/api/declarations/{apprentice.make({})}/operations"
    with caplog.at_level("INFO", "logbog.web"):
        answer = apprentice.client.post(path, content=b"x" * 70_000, headers={"content-type": "application/json"})
    assert answer.status_code == 413
    (noted,) = [record.getMessage() for record in caplog.records]
    assert " 413 " in noted
    assert apprentice.client.get("/api/ping").status_code == 200


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/api/ping", "/api/changes", "/nowhere"])
def test_every_answer_is_strict(running: TestClient, path: str) -> None:
    headers = running.get(path).headers
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    for directive in (
        "default-src 'none'",
        "script-src 'self'",
        "require-trusted-types-for 'script'",
        "frame-ancestors 'none'",
    ):
        assert directive in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert "clear-site-data" not in headers


def test_what_is_personal_is_kept_by_no_cache(apprentice: Apprentice, supervisor: Visitor) -> None:
    for client, path in (
        (apprentice.client, "/api/changes?after=0"),
        (apprentice.client, "/api/profile"),
        (apprentice.client, "/api/sessions"),
        (supervisor.client, supervisor.path),
    ):
        assert client.get(path).headers["cache-control"] == "no-store"


def test_cookies_on_https_are_the_hosts_alone(configuration: Settings) -> None:
    safe = replace(configuration, base_url="https://logbog.example")
    with TestClient(create_app(safe), base_url="https://logbog.example") as client:
        answer = client.post("/api/sign_in/code", json={"address": APPRENTICE})
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-browser=")
        for part in ("Secure", "HttpOnly", "SameSite=strict", "Path=/"):
            assert part in cookie
        assert "Domain" not in cookie
        assert answer.headers["strict-transport-security"]


def test_on_localhost_cookies_have_a_plain_name(running: TestClient) -> None:
    cookie = running.post("/api/sign_in/code", json={"address": APPRENTICE}).headers["set-cookie"]
    assert cookie.startswith("browser=")
    assert "Secure" not in cookie


def test_without_debug_there_is_no_outbox_to_look_at(configuration: Settings) -> None:
    with TestClient(create_app(replace(configuration, debug=False)), base_url=BASE) as client:
        for path in ("/dev/outbox", "/dev/outbox.json"):
            assert client.get(path).status_code == 404


def test_the_outbox_shows_mails_as_they_would_go(supervisor: Visitor, running: TestClient) -> None:
    mails = running.get("/dev/outbox.json").json()
    assert {frozenset(mail) for mail in mails} == {frozenset(("to", "subject", "text", "html", "kind", "created_at"))}
    page = running.get("/dev/outbox")
    assert page.status_code == 200
    assert f"/e/{supervisor.public_id}#" in page.text


def test_the_outbox_shows_what_goes_along_with_a_mail(supervisor: Visitor, running: TestClient) -> None:
    shown = r'href="(/dev/outbox/[0-9a-f-]+/files/0)">oplaeringserklaering.ics</a> \(\d,\d kB\)'
    path = re.search(shown, running.get("/dev/outbox").text)[1]
    file = running.get(path)
    assert file.headers["content-disposition"] == 'attachment; filename="oplaeringserklaering.ics"'
    assert file.content.startswith(b"BEGIN:VCALENDAR")
    assert running.get(path.replace("/files/0", "/files/1")).status_code == 404
    assert running.get(f"/dev/outbox/{uuid4()}/files/0").status_code == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_a_path_answers_only_its_own_methods(running: TestClient, method: str) -> None:
    answer = running.request(method, "/api/sign_in/code")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


def test_every_api_path_is_closed_to_strangers(running: TestClient) -> None:
    """A new route must say who may use it: without a cookie it answers 401, 404, 409 or 422."""
    open_to_all = ("/api/ping", "/api/short_code", "/api/sign_in", "/api/sign_in/code", "/api/sign_out", "/api/find")
    open_to_all += ("/api/summonses",)
    by_link = ("/push/echo", "/open", "/fresh_link", f"{'0' * 16}/address")
    nobody = "6e6b1bd4-0000-4000-8000-000000000001"
    for route in ROUTES:
        if not route.path.startswith("/api/") or route.path in open_to_all:
            continue
        path = re.sub(r"\{\w+:uuid\}", nobody, route.path.replace("{public_id}", "0" * 16))
        for method in route.methods - {"HEAD"}:
            answer = running.request(method, path, json={"secret": "x" * 43})
            assert answer.status_code in ((404, 422) if path.endswith(by_link) else (401,)), (method, path)


@pytest.mark.parametrize(
    "path", ["/assets/..%2fapp.html", "/assets/../app.html", "/icons/%2e%2e", "/assets/x.js", "/assets/%00"]
)
def test_a_file_that_is_not_there_is_never_the_page(running: TestClient, path: str) -> None:
    answer = running.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/json"


def test_health(running: TestClient) -> None:
    assert running.get("/livez").text == "ok"
    assert running.get("/readyz").json() == {"ready": True, "problems": [], "warnings": []}


def test_the_built_app_is_served(running: TestClient) -> None:
    assert (Path(__file__).parents[2] / "build" / "app.html").exists(), "There is nothing to serve yet: make build"
    start, app, visitor = ["/", "/app/sign_in"], ["/app/", "/app/declarations/x"], ["/e/0123", "/find", "/kode"]
    for path in (*start, *app, *visitor):
        page = running.get(path)
        room = "start" if path in start else "app" if path in app else "visitor"
        assert f'src="/assets/{room}-' in page.text
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-cache")
        assert "<script" in page.text
        assert "<style" not in page.text
    worker = running.get("/service_worker.js")
    assert worker.headers["service-worker-allowed"] == "/"
    assert running.get("/manifest.webmanifest").json()["start_url"]


@pytest.mark.parametrize(
    ("release", "status"),
    [("0.0.9", 426), ("0.1.0", 200), ("0.1.1", 200), ("1.0", 200), ("0", 426), ("x", 200), ("", 200), ("0.٠.9", 200)],
)
def test_a_release_that_is_too_old_is_told_to_update(running: TestClient, release: str, status: int) -> None:
    answer = running.get("/api/ping", headers={"logbog-app": release.encode()})
    assert answer.status_code == status
    if status == 426:
        assert answer.json()["code"] == "app_too_old"

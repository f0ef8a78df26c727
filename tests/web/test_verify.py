"""`/verify`: yes for what is out, no for everything else in the same words, and never a word about whose it is."""

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient
from tortoise.connection import get_connections

from server import settings
from server.actions import erasure, releases, verifying
from server.domain.fingerprints import grouped
from server.settings import Settings
from server.storage import sealed as stored
from server.storage.sealed import SealedVersion
from server.web import who
from tests.cast import Mailbox, Visitor
from tests.web.test_corrections import begin, change, code

Browser = Callable[[], TestClient]
YES = "Ja, det hører til en erklæring, der er udfyldt og sendt."
NO = "Nej, det hører ikke til en erklæring, der er udfyldt og sendt."
UNKNOWN = "0123456789abcdef" * 4
NOBODYS = ("Lærling", "Snedkeriet", "Mester", "snedkeriet.example", "skole.example", "H2", "2026", "Version", "nyere")


@pytest.fixture
def configuration(database_url: str, tmp_path: Path) -> Settings:
    env = {"DEBUG": "1", "DATABASE_URL": database_url, "LOGBOG_VAR": str(tmp_path), "LOGBOG_SECRET_KEY": "k" * 40}
    return settings.from_environment(env)


def ask(client: TestClient, digest: str) -> str:
    """YES or NO. Besides the digest that was asked for, each of them is one and the same page."""
    page = client.get("/verify", params={"digest": digest})
    assert page.status_code == 200, page.text
    [said] = [said for said in (YES, NO) if said in page.text]
    assert not [word for word in NOBODYS if word in page.text]
    told = page.text.replace(grouped(digest), "")
    assert seen.setdefault(said, told) == told
    return said


seen: dict[str, str] = {}


@pytest.fixture(autouse=True)
def nothing_seen() -> None:
    seen.clear()


def release(running: TestClient, declaration_id: str) -> None:
    later = datetime.now(UTC) + timedelta(minutes=6)
    running.portal.call(partial(releases.release, UUID(declaration_id), now=later))


def test_yes_from_the_moment_it_is_out_and_to_each_version_also_when_its_content_is_gone(
    running: TestClient, requested: str, sent: Visitor, mailbox: Mailbox, browser: Browser
) -> None:
    anybody, first = browser(), sent.view()["sealed"]["digest"]
    assert ask(anybody, UNKNOWN) == ask(anybody, first) == NO, "it can still be taken back"
    release(running, requested)
    assert ask(anybody, first) == YES
    assert begin(sent, code(sent, mailbox)).status_code == 200
    assert ask(anybody, first) == YES
    change(sent, {"supervisor.remarks": "Rettet"})
    second = sent.submit().json()["sealed"]["digest"]
    assert (ask(anybody, first), ask(anybody, second)) == (YES, NO)
    release(running, requested)
    assert ask(anybody, first) == ask(anybody, second) == YES

    async def erase() -> None:
        for version in await SealedVersion.all():
            await erasure.erase(version.id, "asked", now=who.now())

    running.portal.call(erase)
    assert ask(anybody, first) == ask(anybody, second) == YES


def test_what_was_taken_back_is_as_unknown_as_what_never_was(
    running: TestClient, requested: str, sent: Visitor, browser: Browser
) -> None:
    anybody, first = browser(), sent.view()["sealed"]["digest"]
    assert sent.client.post(f"{sent.path}/take_back", json={"take_back_id": str(uuid4())}).status_code == 200
    assert ask(anybody, first) == ask(anybody, UNKNOWN) == NO
    second = sent.submit().json()["sealed"]["digest"]
    assert ask(anybody, first) == ask(anybody, second) == NO
    release(running, requested)
    assert (ask(anybody, first), ask(anybody, second)) == (NO, YES)


def test_what_is_typed_goes_no_further_than_the_digest_in_it(browser: Browser) -> None:
    typed = f"Kære Lærling Et, fingeraftrykket er\n{grouped(UNKNOWN).upper()}, hilsen Mester"
    answer = browser().post("/verify", data={"digest": typed}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/verify?digest={UNKNOWN}")
    assert NO in browser().post("/verify", data={"digest": typed}).text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Skriv fingeraftrykket."),
        (UNKNOWN[1:], "Fingeraftrykket skal have 64 tegn. Her er 63."),
        (UNKNOWN.replace("1", "l"), "Et fingeraftryk har kun tal og bogstaverne a til f. Ret: l"),
        ("<b>Hvad er det?</b>", "Her er intet fingeraftryk. Det er 64 tegn: tal og bogstaverne a til f."),
        ("a" * 5000, "Teksten er for lang."),
        ("\0" + UNKNOWN[1:], "Fingeraftrykket skal have 64 tegn. Her er 63."),
    ],
)
@pytest.mark.parametrize("way", ["typed", "in the address"])
def test_what_is_no_digest_is_told_at_the_field_and_kept(browser: Browser, typed: str, said: str, way: str) -> None:
    client = browser()
    asked = {"digest": typed}
    page = client.post("/verify", data=asked) if way == "typed" else client.get("/verify", params=asked)
    assert page.status_code == 422
    assert page.text.count(said) == 2, "on top and at the field"
    assert "<b>Hvad" not in page.text
    [kept] = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page.text, re.DOTALL)
    assert len(kept) >= len(typed)


def test_forms_that_are_none_of_ours_and_floods_are_answered_with_a_page(browser: Browser) -> None:
    client = browser()
    assert client.get("/verify").status_code == 200
    for more, status in (
        ({"json": {"digest": UNKNOWN}}, 422),
        ({"data": {"digest": UNKNOWN}, "headers": {"origin": "https://evil.example"}}, 403),
    ):
        answer = client.post("/verify", **more)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert client.request("PUT", "/verify").status_code == 405


def test_the_limit_is_of_one_client_and_counts_yes_and_no_alike(
    running: TestClient, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "ASKED_BY_A_CLIENT", 3)
    client = browser()
    client.get("/verify")
    client.get("/verify?digest=x")
    client.head(f"/verify?digest={UNKNOWN}")
    client.get(f"/verify?digest={UNKNOWN}", headers={"sec-purpose": "prefetch"})
    for _ in range(3):
        assert ask(client, UNKNOWN) == NO
    page = client.get(f"/verify?digest={UNKNOWN}")
    assert page.status_code == 429
    assert 540 < int(page.headers["retry-after"]) <= 600  # a second may have begun since the first
    assert "Der er tjekket mange fingeraftryk herfra. Vent 10 minutter, og prøv igen." in page.text
    other = TestClient(running.app, base_url=client.base_url, client=("192.0.2.7", 1))
    other.portal = running.portal
    assert ask(other, UNKNOWN) == NO


def test_no_digest_stands_in_the_log_or_is_kept_by_the_browser(
    browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        page = browser().get(f"/verify?digest={UNKNOWN}")
    [line] = [record.getMessage() for record in caplog.records if record.name == "logbog.web"]
    assert line.startswith("GET /verify 200 ")
    assert not [record for record in caplog.records if "logbog" in record.name and UNKNOWN in record.getMessage()]
    assert (page.headers["cache-control"], page.headers["referrer-policy"]) == ("no-store", "same-origin")


async def test_it_is_one_question_to_an_index(open_database: str) -> None:
    client = get_connections().get("default")
    postgres = client.capabilities.dialect != "sqlite"
    if postgres:
        await client.execute_query("SET enable_seqscan = off")
    explain = f"{'EXPLAIN' if postgres else 'EXPLAIN QUERY PLAN'} {stored.OUT.format(chr(39) + UNKNOWN + chr(39))}"
    plan = " ".join(str(value) for row in await client.execute_query_dict(explain) for value in row.values())
    assert "digest" in plan
    assert "SCAN version" not in plan

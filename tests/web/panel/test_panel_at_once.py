"""Many at once: a class of 35 behind one network address, and two secretaries at one mailbox."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests import schools
from tests.cast import DETAILS, SPECIALISATION, Apprentice, Mailbox, PanelReader, batch, operation
from tests.example import EDITION
from tests.schools import CODE, SECRETARY

CLASS = 35
PEOPLE = [f"elev{number:02}@post.example" for number in range(CLASS)]
# What the letter does not say: the workplace and its people.
OWN = {field: value for field, value in DETAILS.items() if "school" not in field and "period" not in field}


@pytest.fixture
def class_id(running: TestClient) -> str:
    async def made() -> str:
        dates = {"training_period_ends_on": date(2099, 12, 4), "school_period_starts_on": date(2099, 12, 7)}
        return str(await schools.summons(await schools.school(), expected=CLASS, **dates))

    return running.portal.call(made)


def codes(mailbox: Mailbox, kind: str) -> dict[str, list[str]]:
    """Every code that was mailed, by address; the oldest first."""
    found: dict[str, list[str]] = {}
    for mail in sorted(mailbox.all(kind), key=lambda mail: mail["created_at"]):
        found.setdefault(mail["to"], []).append(re.search(r"\b\d{6}\b", mail["text"])[0])
    return found


def walk(client: TestClient, address: str, code: str) -> list[int]:
    """From the code to the request, as the phone does it; the status of each step."""
    id, steps = str(uuid4()), []

    def step(method: str, path: str, body: dict[str, Any]) -> None:
        steps.append(client.request(method, path, json=body).status_code)

    step("POST", "/api/sign_in", {"address": address, "code": code, "shared_device": False})
    profile = {"name": f"Lærling {address[4:6]}", "programme": "bygningssnedker", "specialisation": SPECIALISATION}
    step("PATCH", "/api/profile", {**profile, "started_on": "2024-08-01"})
    step("POST", "/api/summonses", {"code": CODE})
    made = {"edition": EDITION.id, "specialisation": SPECIALISATION, "created_at": "2026-11-23T10:00:00Z"}
    step("PUT", f"/api/declarations/{id}", made)
    typed = [operation(field, value) for field, value in {**OWN, "details.summons_code": CODE}.items()]
    step("POST", f"/api/declarations/{id}/operations", batch(*typed))
    step("POST", f"/api/declarations/{id}/request", {"request_id": str(uuid4())})
    return steps


def test_a_class_behind_one_address_signs_in_and_asks_at_once(
    class_id: str, browser: Callable[[], TestClient], mailbox: Mailbox, panel: Callable[..., PanelReader]
) -> None:
    clients = {address: browser() for address in PEOPLE}
    with ThreadPoolExecutor(CLASS) as pool:
        ask = lambda address: clients[address].post("/api/sign_in/code", json={"address": address})  # noqa: E731
        assert {answer.status_code for answer in pool.map(ask, PEOPLE)} == {202}
        sent = codes(mailbox, "sign_in_code")
        walked = list(pool.map(lambda address: walk(clients[address], address, sent[address][0]), PEOPLE))
    assert walked == [[200, 200, 200, 201, 200, 200]] * CLASS
    assert len(mailbox.all("declaration_requested")) == CLASS
    page = panel(SECRETARY).get(f"/panel/classes/{class_id}").text
    assert len(set(re.findall(r"Lærling \d\d", page))) == CLASS


def test_two_secretaries_at_one_mailbox_do_not_get_in_each_others_way(
    class_id: str, browser: Callable[[], TestClient], mailbox: Mailbox, apprentice: Apprentice
) -> None:
    """Both sign in and remind of the same at once: each has a session of their own, and one mail goes."""
    begun = apprentice.make({**OWN, "details.summons_code": CODE})
    åse, ulla = browser(), browser()
    with ThreadPoolExecutor(2) as pool:

        def both(deed: Callable[[TestClient, str], Any]) -> list[Any]:
            return list(pool.map(deed, (åse, ulla), ("Åse Holm", "Ulla Krogh")))

        both(lambda one, _: one.post("/panel/sign_in", data={"address": SECRETARY}))
        found = codes(mailbox, "panel_code")[SECRETARY]
        assert len(found) == 2

        def sign_in(one: TestClient, name: str) -> int:
            """With the code of the mail that came to this browser; the other one is refused here."""
            tried = [
                one.post(
                    "/panel/sign_in/code",
                    data={"address": SECRETARY, "code": code, "name": name},
                    follow_redirects=False,
                ).status_code
                for code in found
            ]
            return sorted(tried)[0]

        assert both(sign_in) == [303, 303]
        listed = åse.get("/panel/access").text
        assert "Åse Holm" in listed
        assert "Ulla Krogh" in listed
        deed = {"row": f"declaration:{begun}"}
        reminded = both(
            lambda one, _: one.post(f"/panel/classes/{class_id}/remind", data={**deed, "deed_id": str(uuid4())})
        )
        assert [answer.status_code for answer in reminded] == [200, 200]
        assert len(mailbox.all("school_reminds")) == 1
    ulla.post("/panel/sign_out")
    assert åse.get("/panel/access").status_code == 200
    assert "Ulla Krogh" not in åse.get("/panel/access").text

"""The running log over HTTP: nothing written is lost, nobody else sees it but whom the apprentice shows it."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests.cast import CONTACT, OTHER_APPRENTICE, Apprentice, Mailbox, Visitor, batch, operation

ENTRY = str(uuid4())
DAY: dict[str, Any] = {
    "on": "2026-11-23", "text": "Samlede vinduer", "goals": ["a_b"], "functions": [], "machines": [],
    "shared_with": None,
}  # fmt: skip


def entry(**more: Any) -> dict[str, Any]:
    return {**DAY, **more}


def send(person: Apprentice, *operations: dict[str, Any]) -> list[dict[str, Any]]:
    answer = person.client.post("/api/log/operations", json=batch(*operations))
    assert answer.status_code == 200, answer.text
    return answer.json()["results"]


def log_of(person: Apprentice, after: int = 0) -> list[dict[str, Any]]:
    return person.client.get(f"/api/changes?after={after}").json()["log"]


def outcomes(results: list[dict[str, Any]]) -> list[tuple[str, int]]:
    return [(result["outcome"], result["revision"]) for result in results]


def test_an_entry_is_written_changed_and_deleted(apprentice: Apprentice) -> None:
    first = operation(ENTRY, entry())
    assert outcomes(send(apprentice, first)) == [("applied", 1)]
    assert log_of(apprentice) == [{"id": ENTRY, "value": entry(), "revision": 1}]
    seen = apprentice.client.get("/api/changes").json()["after"]
    assert outcomes(send(apprentice, first)) == [("duplicate", 1)]
    assert outcomes(send(apprentice, operation(ENTRY, entry(text="Ny"), first["id"]))) == [("applied", 2)]
    assert [row["value"]["text"] for row in log_of(apprentice, seen)] == ["Ny"]
    assert outcomes(send(apprentice, operation(ENTRY, None, 2))) == [("applied", 3)]
    assert log_of(apprentice) == []
    assert log_of(apprentice, seen) == [{"id": ENTRY, "value": None, "revision": 3}]


def test_of_two_phones_the_later_keeps_its_text_and_is_told_what_stands(apprentice: Apprentice) -> None:
    send(apprentice, operation(ENTRY, entry()))
    lost = operation(ENTRY, entry(text="Fra telefonen"), 1)
    send(apprentice, operation(ENTRY, entry(text="Fra tabletten"), 1))
    for _ in range(2):  # also when the reply was lost
        [result] = send(apprentice, lost)
        assert (result["outcome"], result["current"]["value"]["text"]) == ("conflict", "Fra tabletten")
    assert outcomes(send(apprentice, operation(ENTRY, entry(text="Fra tabletten"), 1))) == [("duplicate", 2)]
    assert outcomes(send(apprentice, operation(ENTRY, entry(text="x"), lost["id"])))[0][0] == "conflict"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (entry(on="i går"), "date_wrong"),
        (entry(on="2026-02-30"), "date_wrong"),
        (entry(text="x" * 4001), "text_too_long"),
        (entry(text="a\u202eb"), "text_hidden_characters"),
        (entry(text=7), "value_wrong_type"),
        (entry(goals="a"), "value_wrong_type"),
        (entry(goals=["A b"]), "value_wrong_type"),
        (entry(machines=["x"] * 201), "value_wrong_type"),
        (entry(shared_with="alle"), "value_wrong_type"),
        (entry(photo="/9j/4AAQ"), "value_wrong_type"),
        ({"on": "2026-11-23"}, "value_wrong_type"),
        ("tekst", "value_wrong_type"),
        ([], "value_wrong_type"),
    ],
)
def test_a_bad_entry_is_refused_alone(apprentice: Apprentice, value: Any, code: str) -> None:
    results = send(apprentice, operation(ENTRY, value), operation(str(uuid4()), entry()))
    assert [(result["outcome"], result.get("code")) for result in results] == [("rejected", code), ("applied", None)]
    assert len(log_of(apprentice)) == 1


@pytest.mark.parametrize("field", ["self.remarks", "x", "", ENTRY.upper()])
def test_what_is_no_entry_is_refused(apprentice: Apprentice, field: str) -> None:
    assert outcomes(send(apprentice, operation(field, entry()))) == [("rejected", 0)]


def test_half_an_emoji_is_refused(apprentice: Apprentice) -> None:
    body = json.dumps(batch(operation(ENTRY, entry(text="\ud83d"))))
    answer = apprentice.client.post("/api/log/operations", content=body, headers={"content-type": "application/json"})
    assert [result["code"] for result in answer.json()["results"]] == ["text_hidden_characters"]


def test_nobody_else_reads_or_writes_it(
    apprentice: Apprentice, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    mine = operation(ENTRY, entry())
    send(apprentice, mine)
    other = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert send(other, operation(ENTRY, entry(text="Stjålet"), 1))[0]["code"] == "not_yours"
    assert send(other, mine)[0]["code"] == "id_reused"
    assert log_of(other) == []
    assert log_of(apprentice)[0]["value"] == entry()
    assert browser().post("/api/log/operations", json=batch()).status_code == 401


def test_a_shared_line_is_seen_by_who_fills_in_that_declaration_and_by_nobody_else(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    other = str(uuid4())
    send(apprentice, operation(ENTRY, entry()), operation(other, entry(text="Min egen", shared_with=str(uuid4()))))
    assert supervisor.view()["log"] == []  # off by default
    send(apprentice, operation(ENTRY, entry(shared_with=requested), 1))
    assert [line["text"] for line in supervisor.view()["log"]] == ["Samlede vinduer"]
    assert Visitor(browser(), mailbox, CONTACT).view()["log"] == []
    send(apprentice, operation(ENTRY, entry(), 2))
    assert supervisor.view()["log"] == []


def test_nobody_can_put_lines_into_a_declaration_of_somebody_else(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    send(Apprentice(browser(), mailbox, OTHER_APPRENTICE), operation(ENTRY, entry(shared_with=requested)))
    assert supervisor.view()["log"] == []

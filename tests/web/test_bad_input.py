"""Hostile and mistaken input: the right status, a sentence at the field, nothing stored, nothing in the log."""

import json
import logging
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import words
from tests.cast import DETAILS, REQUIRED, Apprentice, Visitor, batch, operation

CANARY = "Kanariefugl"
LONG = CANARY * 1000
TRICKS = {
    "control": f"{CANARY}\x00",
    "escape": f"{CANARY}\x1b[31m",
    "right_to_left": f"{CANARY}\u202egpj.exe",
    "surrogate": f"{CANARY}\ud800",
    "isolate": f"{CANARY}\u2066",
}
WRONG: list[Any] = [7, 1.5, True, [], ["x"], {}, {"a": 1}, [[]], LONG * 2, *TRICKS.values()]


def refused(result: dict[str, Any]) -> bool:
    return result["outcome"] == "rejected" and f"refusal.{result['code']}" in words.all_words() and result["message"]


def send(client: TestClient, path: str, *operations: dict[str, Any]) -> list[dict[str, Any]]:
    body = json.dumps(batch(*operations)).encode()
    answer = client.post(f"{path}/operations", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 200, (answer.status_code, answer.text[:300])
    return answer.json()["results"]


@pytest.mark.parametrize("field", [*DETAILS, "details.school_class", "details.others", "details.training_centre"])
def test_no_field_of_the_apprentice_takes_what_it_should_not(apprentice: Apprentice, field: str) -> None:
    declaration_id = apprentice.make({})
    right: dict[str, tuple[Any, ...]] = {
        "details.main_course": (7,),
        "details.training_centre": (True,),
        "details.workplace_cvr": (),
    }
    people = field.endswith(("supervisors", "contacts", "others"))
    for value in WRONG:
        if value in right.get(field, ()) and type(value) is type(right[field][0]):
            continue
        if people and value == []:
            continue
        [result] = send(apprentice.client, f"/api/declarations/{declaration_id}", operation(field, value))
        assert refused(result), (field, value if value is not LONG else "long", result)
    assert apprentice.declaration(declaration_id)["answers"] == {}


@pytest.mark.parametrize(
    "person",
    [
        {"name": CANARY, "address": "a@b.dk\r\nBcc: c@d.dk"},
        {"name": CANARY, "address": "a" * 250 + "@b.dk"},
        {"name": LONG, "address": "a@b.dk"},
        {"name": f"{CANARY}\u202e", "address": "a@b.dk"},
        {"name": f"{CANARY}\r\nBcc: c@d.dk", "address": "a@b.dk"},
        {"name": CANARY, "address": "a@b.dk", "admin": True},
        {"name": CANARY},
        {"address": 7, "name": CANARY},
        CANARY,
        None,
    ],
    ids=lambda person: str(person)[:60],
)
@pytest.mark.parametrize("field", ["details.supervisors", "details.school_contacts", "details.others"])
def test_no_list_of_people_takes_a_bad_one(apprentice: Apprentice, field: str, person: Any) -> None:
    declaration_id = apprentice.make({})
    sent = operation(field, [{"name": "Ok", "address": "ok@firma.example"}, person])
    [result] = send(apprentice.client, f"/api/declarations/{declaration_id}", sent)
    assert refused(result), result
    assert apprentice.declaration(declaration_id)["answers"] == {}


@pytest.mark.parametrize(
    "field",
    [
        f"supervisor.goal.{REQUIRED[0]}",
        "supervisor.functions_confirmed",
        "supervisor.goals_reached",
        "supervisor.remarks",
        "supervisor.special_needs",
        "supervisor.talked_through_on",
        "supervisor.name",
        "supervisor.title",
    ],
)
def test_no_field_of_the_supervisor_takes_what_it_should_not(supervisor: Visitor, field: str) -> None:
    before = supervisor.view()["answers"]
    for value in WRONG:
        if value is True and field.endswith("confirmed"):
            continue
        [result] = send(supervisor.client, supervisor.path, operation(field, value))
        assert refused(result), (field, result)
    assert supervisor.view()["answers"] == before


def test_script_is_text(supervisor: Visitor) -> None:
    script = "<script>alert(1)</script>{{7*7}}'; DROP TABLE person;--"
    [result] = send(supervisor.client, supervisor.path, operation("supervisor.remarks", script))
    assert result["outcome"] == "applied"
    assert supervisor.view()["answers"]["supervisor.remarks"]["value"] == script


@pytest.mark.parametrize(
    "field",
    ["", "details", "details.", "admin.role", "details.__proto__", "x" * 5000, "self.goal.", "DETAILS.main_course"],
)
def test_an_unknown_field_is_refused_or_kept_but_never_applied(apprentice: Apprentice, field: str) -> None:
    declaration_id = apprentice.make({})
    [result] = send(apprentice.client, f"/api/declarations/{declaration_id}", operation(field, "x"))
    assert result["outcome"] in ("rejected", "unplaced")
    assert apprentice.declaration(declaration_id)["answers"] == {}


@pytest.mark.parametrize("value", [TRICKS["surrogate"], TRICKS["control"], {"a": [TRICKS["surrogate"]]}, LONG * 3])
def test_a_field_of_a_later_version_is_kept_whatever_it_holds(apprentice: Apprentice, value: Any) -> None:
    declaration_id = apprentice.make({})
    sent = operation("details.from_the_future", value)
    [result] = send(apprentice.client, f"/api/declarations/{declaration_id}", sent)
    assert result["outcome"] in ("rejected", "unplaced")


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"7", b"null", b'"x"', b"{", b"\xff\xfe", b'{"a": NaN}', b"[" * 30_000, b'{"operations": []}',
        b'{"device": "x", "app": "y", "operations": [7]}', b'{"device": "x", "app": "y", "operations": [{}]}',
        b'{"device": "", "app": "y", "operations": []}', b'{"device": "x", "app": "y", "operations": [], "z": 1}',
        b'{"device": 7, "app": "y", "operations": []}',
    ],
    ids=lambda body: body[:40].decode("latin-1"),
)  # fmt: skip
def test_a_body_that_is_no_batch_gets_a_clear_no(apprentice: Apprentice, body: bytes) -> None:
    path = f"/api/declarations/{apprentice.make({})}/operations"
    answer = apprentice.client.post(path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (409, 422)
    assert answer.json()["message"]


def test_a_batch_has_at_most_fifty_operations(apprentice: Apprentice) -> None:
    path = f"/api/declarations/{apprentice.make({})}/operations"
    sent = batch(*(operation("details.school_class", str(n)) for n in range(51)))
    answer = apprentice.client.post(path, json=sent)
    assert (answer.status_code, answer.json()["fields"][0]["code"]) == (422, "too_many_operations")


def test_another_persons_operation_id_reveals_and_changes_nothing(apprentice: Apprentice) -> None:
    one, two = apprentice.make({}), apprentice.make({})
    sent = operation("details.school_class", "hemmelig")
    send(apprentice.client, f"/api/declarations/{one}", sent)
    [result] = send(apprentice.client, f"/api/declarations/{two}", sent)
    assert (result["outcome"], result["code"]) == ("rejected", "id_reused")
    assert "current" not in result
    assert apprentice.declaration(two)["answers"] == {}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": LONG}, "profile.name"),
        ({"name": 7}, "profile.name"),
        ({"name": TRICKS["right_to_left"]}, "profile.name"),
        ({"started_on": "i går"}, "profile.started_on"),
        ({"started_on": "2024-02-30"}, "profile.started_on"),
        ({"programme": "tømrer"}, "profile.programme"),
        ({"specialisation": ["bygningssnedker"]}, "profile.specialisation"),
        ({"moved_to_new_order": "ja"}, "profile.moved_to_new_order"),
        ({"address": "ny@post.example"}, "profile.address"),
        ({"id": str(uuid4())}, "profile.id"),
    ],
)
def test_a_wrong_profile_is_told_at_the_field_and_not_kept(
    apprentice: Apprentice, change: dict[str, Any], field: str
) -> None:
    before = apprentice.client.get("/api/profile").json()
    answer = apprentice.client.patch("/api/profile", json=change)
    assert answer.status_code == 422
    assert [told["field"] for told in answer.json()["fields"]] == [field]
    assert answer.json()["fields"][0]["message"]
    assert apprentice.client.get("/api/profile").json() == before


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "a@",
        "@b.dk",
        "a b@c.dk",
        "a@b",
        "a@b..dk",
        f"{'a' * 300}@b.dk",
        "a@b.dk\n",
        "a@b.dk,c@d.dk",
        "\u202ea@b.dk",
    ],
)
def test_a_code_goes_to_nothing_that_is_no_address(running: TestClient, address: str) -> None:
    answer = running.post("/api/sign_in/code", json={"address": address})
    if address.strip() == "a@b.dk":
        assert answer.status_code == 202  # a blank at the end is no mistake worth a word
    else:
        assert (answer.status_code, answer.json()["fields"][0]["field"]) == (422, "address")


def test_half_typed_addresses_are_kept_as_a_draft_and_refused_when_asked(apprentice: Apprentice) -> None:
    wrong = {"details.supervisors": [{"name": "M", "address": "mester@"}], "details.workplace_cvr": "1374813"}
    declaration_id = apprentice.make({**DETAILS, **wrong})
    answer = apprentice.request(declaration_id)
    assert answer.status_code == 422
    assert {told["field"] for told in answer.json()["fields"]} == {
        "details.supervisors.0.address",
        "details.workplace_cvr",
    }
    assert apprentice.declaration(declaration_id)["status"] == "draft"


@pytest.mark.parametrize("text", ["\ud83d", "\0"], ids=["half an emoji", "zero"])
def test_what_no_database_takes_is_refused_everywhere(
    apprentice: Apprentice, supervisor: Visitor, running: TestClient, text: str
) -> None:
    new = f"/api/declarations/{uuid4()}"
    for method, path, body in (
        ("POST", "/api/sign_in/code", {"address": text}),
        ("POST", "/api/sign_in", {"address": "a@b.dk", "code": text, "shared_device": False}),
        ("POST", f"{supervisor.path}/open", {"secret": text}),
        ("PUT", new, {"edition": text, "specialisation": text, "created_at": "2026-11-23T10:00:00Z"}),
        ("PATCH", "/api/profile", {"name": text}),
        ("PATCH", "/api/profile", {text: text}),
        ("POST", "/api/profile/address/code", {"address": text}),
        ("POST", f"{supervisor.path}/pen", {"recipient_id": text}),
    ):
        sent = {"content": json.dumps(body).encode(), "headers": {"content-type": "application/json"}}
        client = supervisor.client if path.startswith("/api/e/") else apprentice.client
        answer = client.request(method, path, **sent)
        assert answer.status_code == 422, (path, answer.text)
        assert answer.json()["fields"][0]["message"]
    for path in ("/api/e/%00", "/api/e/%00/open", "/api/e/%FF/open", "/e/%00", "/catalogue/editions/%00.json"):
        answer = running.request("POST" if path.endswith("open") else "GET", path, json={"secret": "x"})
        assert answer.status_code in (401, 404, 200, 503), (path, answer.text)


def test_nothing_that_people_send_is_logged(
    apprentice: Apprentice, supervisor: Visitor, running: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        declaration_id = apprentice.make({"details.workplace_name": CANARY})
        send(supervisor.client, supervisor.path, operation("supervisor.remarks", CANARY))
        send(supervisor.client, supervisor.path, operation("supervisor.remarks", TRICKS["surrogate"]))
        running.post("/api/sign_in/code", json={"address": f"{CANARY}@post.example"})
        running.post("/api/sign_in/code", json={CANARY: CANARY})
        running.get(f"/api/e/{CANARY}")
        running.get(f"/app/{CANARY}?q={CANARY}")
        running.get(f"/findes/ikke/{CANARY}")
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("logbog")]
    assert any("/api/e/{public_id}/operations" in line for line in ours)
    for secret in (CANARY, CANARY.lower(), declaration_id, supervisor.public_id, supervisor.secret):
        assert not [line for line in ours if secret in line]

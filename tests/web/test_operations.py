"""Answers on their way in: server order, compare-and-set per field, once however often they are sent, losers kept."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from tests.cast import ANSWERS, CONTACT, DETAILS, SCHOOL, Apprentice, Mailbox, Visitor, batch, operation

FIELD = "details.school_class"


@pytest.fixture
def path(apprentice: Apprentice) -> str:
    return f"/api/declarations/{apprentice.make({})}"


def send(apprentice: Apprentice, path: str, *operations: dict) -> list[dict]:
    return apprentice.client.post(f"{path}/operations", json=batch(*operations)).json()["results"]


def standing(apprentice: Apprentice, path: str) -> dict:
    return apprentice.declaration(path.rsplit("/", 1)[1])["answers"]


def test_an_operation_is_applied_once(apprentice: Apprentice, path: str) -> None:
    sent = operation(FIELD, "a")
    assert [r["outcome"] for r in send(apprentice, path, sent)] == ["applied"]
    assert [r["outcome"] for r in send(apprentice, path, sent, sent)] == ["duplicate", "duplicate"]
    assert standing(apprentice, path)[FIELD] == {"value": "a", "revision": 1}


def test_a_repeated_batch_gives_the_same_revisions(apprentice: Apprentice, path: str) -> None:
    sent = [operation(FIELD, "a"), operation("details.workplace_name", "b")]
    first, second = send(apprentice, path, *sent), send(apprentice, path, *sent)
    assert [r["revision"] for r in first] == [r["revision"] for r in second] == [1, 2]


def test_an_operation_builds_on_one_that_was_sent_with_it(apprentice: Apprentice, path: str) -> None:
    one = operation(FIELD, "a")
    two = operation(FIELD, "ab", one["id"])
    three = operation(FIELD, "abc", two["id"])
    assert [r["outcome"] for r in send(apprentice, path, one, two)] == ["applied"] * 2
    assert [r["outcome"] for r in send(apprentice, path, three)] == ["applied"]
    assert standing(apprentice, path)[FIELD]["value"] == "abc"


def test_of_two_devices_the_first_to_arrive_stands_and_the_other_is_told(apprentice: Apprentice, path: str) -> None:
    apprentice.client.headers["user-agent"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/605.1"
    send(apprentice, path, operation(FIELD, "telefon"))
    late = operation(FIELD, "tablet")
    [result] = send(apprentice, path, late)
    assert result["outcome"] == "conflict"
    told = result["current"]
    assert (told["value"], told["revision"], told["name"], told["device"]) == ("telefon", 1, "", "iPhone · Safari")
    assert told["at"]
    assert standing(apprentice, path)[FIELD]["value"] == "telefon"
    assert send(apprentice, path, late)[0]["outcome"] == "conflict"
    chained = operation(FIELD, "tablet 2", late["id"])
    assert send(apprentice, path, chained)[0]["outcome"] == "conflict", "what builds on a loser has lost too"


def test_the_same_value_twice_is_no_conflict(apprentice: Apprentice, path: str) -> None:
    send(apprentice, path, operation(FIELD, "a"))
    assert send(apprentice, path, operation(FIELD, "a"))[0]["outcome"] == "duplicate"


@pytest.mark.parametrize("base", [7, 10**15, str(uuid4())])
def test_a_base_that_never_was_is_a_conflict(apprentice: Apprentice, path: str, base: object) -> None:
    send(apprentice, path, operation(FIELD, "a"))
    assert send(apprentice, path, operation(FIELD, "b", base))[0]["outcome"] == "conflict"


def test_an_id_used_for_something_else_is_refused(apprentice: Apprentice, path: str) -> None:
    sent = operation(FIELD, "a")
    send(apprentice, path, sent)
    [result] = send(apprentice, path, {**sent, "value": "b"})
    assert (result["outcome"], result["code"]) == ("rejected", "id_reused")
    assert standing(apprentice, path)[FIELD]["value"] == "a"


def test_one_refused_operation_jams_none_of_the_others(apprentice: Apprentice, path: str) -> None:
    results = send(
        apprentice, path,
        operation(FIELD, "x" * 500), operation("details.workplace_name", "Ok"), operation("admin.x", 1),
        operation("self.remarks", "Også ok"),
    )  # fmt: skip
    assert [r["outcome"] for r in results] == ["rejected", "applied", "rejected", "applied"]


def test_a_mended_operation_may_come_under_the_id_that_was_refused(apprentice: Apprentice, path: str) -> None:
    sent = operation(FIELD, "x" * 500)
    send(apprentice, path, sent)
    assert send(apprentice, path, {**sent, "value": "kort"})[0]["outcome"] == "applied"


def test_null_clears_a_field(apprentice: Apprentice, path: str) -> None:
    send(apprentice, path, operation(FIELD, "a"), operation("details.main_course", 2))
    send(apprentice, path, operation(FIELD, None, 1))
    assert standing(apprentice, path)[FIELD]["value"] is None


def test_a_late_answer_is_kept_beside_the_sealed_ones(supervisor: Visitor) -> None:
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    [result] = supervisor.answer({"supervisor.remarks": "For sent"})["results"]
    assert (result["outcome"], result["code"]) == ("late", "declaration_closed")
    assert supervisor.view()["sealed"]["payload"]["remarks"] != "For sent"


def test_a_late_answer_is_shown_to_both_sides_and_to_nobody_else(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    supervisor.answer(ANSWERS)
    supervisor.submit()
    before = apprentice.client.get("/api/changes?after=0").json()["after"]
    supervisor.answer({"supervisor.remarks": "Mesters sene ord"})
    apprentice.answer(requested, {"self.remarks": "Lærlingens sene ord"})
    pulled = apprentice.client.get(f"/api/changes?after={before}").json()["declarations"][0]
    for late in (pulled["late"], supervisor.view()["late"]):
        assert [(row["field"], row["value"], row["author"]) for row in late] == [
            ("supervisor.remarks", "Mesters sene ord", "supervisor"),
            ("self.remarks", "Lærlingens sene ord", "apprentice"),
        ]
    for address in (SCHOOL, CONTACT):
        assert Visitor(browser(), mailbox, address).view()["late"] == []


def test_of_two_supervisors_the_one_who_lost_is_told_whose_words_stand(
    apprentice: Apprentice, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    people = [
        {"name": "Mester Et", "address": "et@firma.example"},
        {"name": "Mester To", "address": "to@firma.example"},
    ]
    apprentice.request(apprentice.make({**DETAILS, "details.supervisors": people}))
    one, two = (Visitor(browser(), mailbox, person["address"]) for person in people)
    one.answer({"supervisor.remarks": "Først"})
    [result] = two.answer({"supervisor.remarks": "Sidst"})["results"]
    assert (result["outcome"], result["current"]["value"], result["current"]["name"]) == (
        "conflict",
        "Først",
        "Mester Et",
    )


def test_a_phone_gets_only_what_changed_after_what_it_has(apprentice: Apprentice) -> None:
    one, two = apprentice.make({}), apprentice.make({})
    seen = apprentice.client.get("/api/changes?after=0").json()
    assert {row["id"] for row in seen["declarations"]} == {one, two}
    nothing = apprentice.client.get(
        f"/api/changes?after={seen['after']}", headers={"if-none-match": f'"{seen["after"]}"'}
    )
    assert (nothing.status_code, nothing.content) == (304, b"")
    apprentice.answer(two, {FIELD: "ny"})
    later = apprentice.client.get(f"/api/changes?after={seen['after']}").json()
    assert [row["id"] for row in later["declarations"]] == [two]
    assert later["after"] > seen["after"]
    for odd in ("-1", "x", "99999999999999999999", ""):
        assert len(apprentice.client.get(f"/api/changes?after={odd}").json()["declarations"]) == 2

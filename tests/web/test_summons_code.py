"""The code of the school's letter: what it fills in, and that what a person typed stands whatever comes first."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from server.storage.summonses import Summons
from tests import schools
from tests.cast import ANSWERS, Apprentice, Visitor, batch, operation
from tests.schools import CODE, CONTACTS

FIELD = "details.summons_code"
FILLED = {
    "details.main_course": 2,
    "details.training_period_ends_on": "2026-12-04",
    "details.school_period_starts_on": "2026-12-07",
    "details.school_class": "snh2-26b",
    "details.school_contacts": CONTACTS,
}


@pytest.fixture
def school_id(running: TestClient) -> UUID:
    return running.portal.call(schools.school)


@pytest.fixture
def summons_id(running: TestClient, school_id: UUID) -> UUID:
    return running.portal.call(schools.summons, school_id)


def send(apprentice: Apprentice, declaration_id: str, *operations: dict) -> list[str]:
    path = f"/api/declarations/{declaration_id}/operations"
    return [r["outcome"] for r in apprentice.client.post(path, json=batch(*operations)).json()["results"]]


def details(apprentice: Apprentice, declaration_id: str) -> dict:
    answers = apprentice.declaration(declaration_id)["answers"]
    return {field: answer["value"] for field, answer in answers.items() if field != FIELD}


def tied(apprentice: Apprentice, declaration_id: str) -> str | None:
    summons = apprentice.declaration(declaration_id)["summons"]
    return summons and summons["code"]


@pytest.fixture
def draft(apprentice: Apprentice, summons_id: UUID) -> str:
    return apprentice.make({})


def test_anybody_with_the_letter_sees_what_the_code_says_however_it_is_typed(
    browser: Callable[[], TestClient], summons_id: UUID
) -> None:
    for typed in (CODE, "abcd 2345", " ABCD-2345 "):
        answer = browser().post("/api/summonses", json={"code": typed})
        assert (answer.status_code, answer.json()) == (
            200,
            {
                "code": CODE,
                "school": {"name": "Snedkerskolen"},
                "programme": "bygningssnedker",
                **{field.removeprefix("details."): value for field, value in FILLED.items() if "contacts" not in field},
                "school_period_ends_on": None,
                "contacts": CONTACTS,
            },
        )


async def _close(summons_id: UUID) -> None:
    await Summons.filter(id=summons_id).update(closed_at=schools.NOW)


def test_a_wrong_a_closed_and_an_impossible_code_look_alike_and_guessing_ends(
    running: TestClient, browser: Callable[[], TestClient], summons_id: UUID
) -> None:
    client = browser()
    running.portal.call(_close, summons_id)
    for wrong in (CODE, "ABCD2346", "", "kode", "x" * 5000):
        answer = client.post("/api/summonses", json={"code": wrong})
        assert (answer.status_code, answer.json()["code"]) == (404, "summons_unknown"), wrong
    assert client.post("/api/summonses", json={"code": 7}).status_code == 422
    for _ in range(98):
        client.post("/api/summonses", json={"code": "ABCD2346"})
    answer = client.post("/api/summonses", json={"code": "ABCD2346"})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_short_codes")
    assert int(answer.headers["retry-after"]) > 0


def test_the_code_fills_in_what_the_letter_says(apprentice: Apprentice, draft: str) -> None:
    sent = operation(FIELD, "abcd 2345")
    assert send(apprentice, draft, sent) == ["applied"]
    assert details(apprentice, draft) == FILLED
    assert tied(apprentice, draft) == CODE
    before = apprentice.declaration(draft)
    assert send(apprentice, draft, sent, operation(FIELD, "abcd 2345")) == ["duplicate"] * 2
    assert apprentice.declaration(draft)["revision"] == before["revision"] == 6


def test_what_was_typed_before_and_after_the_code_without_a_network_stands(apprentice: Apprentice, draft: str) -> None:
    outcomes = send(
        apprentice, draft,
        operation("details.school_class", "mit hold"), operation(FIELD, CODE),
        operation("details.school_period_starts_on", "2026-12-08"),
        operation("details.school_contacts", [{"name": "Min lærer", "address": ""}]),
    )  # fmt: skip
    assert outcomes == ["applied"] * 4
    typed = {"details.school_class": "mit hold", "details.school_period_starts_on": "2026-12-08"}
    contacts = {"details.school_contacts": [{"name": "Min lærer", "address": ""}]}
    assert details(apprentice, draft) == {**FILLED, **typed, **contacts}


def test_a_field_that_was_left_blank_is_filled_in(apprentice: Apprentice, draft: str) -> None:
    blank = operation("details.school_class", " ")
    send(apprentice, draft, blank, operation("details.school_contacts", [{"name": "", "address": " "}]))
    send(apprentice, draft, operation("details.main_course", 1), operation(FIELD, CODE))
    assert details(apprentice, draft) == {**FILLED, "details.main_course": 1}


def test_a_phone_that_writes_the_same_itself_is_told_so_and_another_value_is_an_ordinary_conflict(
    apprentice: Apprentice, draft: str
) -> None:
    send(apprentice, draft, operation(FIELD, CODE))
    assert send(apprentice, draft, *(operation(field, value) for field, value in FILLED.items())) == ["duplicate"] * 5
    assert send(apprentice, draft, operation("details.school_class", "andet")) == ["conflict"]
    standing = apprentice.declaration(draft)["answers"]["details.school_class"]
    assert standing["value"] == "snh2-26b"
    assert send(apprentice, draft, operation("details.school_class", "andet", standing["revision"])) == ["applied"]
    assert details(apprentice, draft)["details.school_class"] == "andet"


@pytest.mark.parametrize("code", ["ABCD2346", "ABCD", "næsten en"])
def test_a_code_that_leads_nowhere_is_kept_and_leaves_all_as_it_is(
    apprentice: Apprentice, draft: str, code: str
) -> None:
    assert send(apprentice, draft, operation(FIELD, code)) == ["applied"]
    assert (details(apprentice, draft), tied(apprentice, draft)) == ({}, None)
    send(apprentice, draft, operation(FIELD, CODE, 1))
    revision = apprentice.declaration(draft)["answers"][FIELD]["revision"]
    assert send(apprentice, draft, operation(FIELD, code, revision)) == ["applied"]
    assert (details(apprentice, draft), tied(apprentice, draft)) == (FILLED, CODE)


def test_a_closed_call_up_takes_nobody_more_and_keeps_whom_it_has(
    running: TestClient, apprentice: Apprentice, draft: str, summons_id: UUID
) -> None:
    send(apprentice, draft, operation(FIELD, CODE))
    running.portal.call(_close, summons_id)
    send(apprentice, draft, operation(FIELD, "abcd 2345", 1))
    assert tied(apprentice, draft) == CODE
    other = apprentice.make({})
    send(apprentice, other, operation(FIELD, CODE))
    assert (details(apprentice, other), tied(apprentice, other)) == ({}, None)


def test_another_code_moves_what_the_first_one_filled_in_and_nothing_else(
    running: TestClient, apprentice: Apprentice, draft: str, school_id: UUID
) -> None:
    later = {"school_class": "snh2-27a", "school_period_starts_on": date(2027, 1, 11)}
    running.portal.call(lambda: schools.summons(school_id, "ZZZZ2345", **later))
    send(apprentice, draft, operation(FIELD, CODE), operation("details.main_course", 3))
    send(apprentice, draft, operation(FIELD, "ZZZZ2345", 1))
    moved = {"details.school_class": "snh2-27a", "details.school_period_starts_on": "2027-01-11"}
    assert details(apprentice, draft) == {**FILLED, "details.main_course": 3, **moved}
    assert tied(apprentice, draft) == "ZZZZ2345"


def test_a_cleared_code_unties_and_what_was_filled_in_stays(apprentice: Apprentice, draft: str) -> None:
    send(apprentice, draft, operation(FIELD, CODE))
    assert send(apprentice, draft, operation(FIELD, None, 1)) == ["applied"]
    assert (details(apprentice, draft), tied(apprentice, draft)) == (FILLED, None)


def test_a_declaration_that_was_sent_takes_no_code(
    apprentice: Apprentice, summons_id: UUID, requested: str, supervisor: Visitor
) -> None:
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    assert send(apprentice, requested, operation(FIELD, CODE)) == ["late"]
    assert tied(apprentice, requested) is None


def test_a_supervisor_writes_no_code(apprentice: Apprentice, summons_id: UUID, supervisor: Visitor) -> None:
    [result] = supervisor.answer({FIELD: CODE})["results"]
    assert (result["outcome"], result["code"]) == ("rejected", "not_yours")

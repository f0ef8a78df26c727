"""A draft that is thrown away leaves the lists, takes no more edits, and can be brought back as it was for 30 days."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import worker
from server.storage.answers import Answer, AnswerOperation
from server.storage.declarations import Declaration
from tests.cast import Apprentice, batch, operation

NOW = datetime.now(UTC)


def deed(apprentice: Apprentice, declaration_id: str, name: str, deed_id: str | None = None) -> Any:
    path = f"/api/declarations/{declaration_id}/{name}"
    return apprentice.client.post(path, json={f"{name}_id": deed_id or str(uuid4())})


def edit(apprentice: Apprentice, declaration_id: str, *operations: dict[str, Any]) -> list[dict[str, Any]]:
    answer = apprentice.client.post(f"/api/declarations/{declaration_id}/operations", json=batch(*operations))
    assert answer.status_code == 200
    return answer.json()["results"]


def test_a_draft_is_discarded_once_and_restored_as_it_was(apprentice: Apprentice) -> None:
    draft = apprentice.make()
    before = apprentice.declaration(draft)
    discard_id, restore_id = str(uuid4()), str(uuid4())
    gone = deed(apprentice, draft, "discard", discard_id)
    assert gone.status_code == 200
    assert gone.json()["discarded_at"]
    assert deed(apprentice, draft, "discard").json()["discarded_at"] == gone.json()["discarded_at"]
    assert apprentice.declaration(draft) == {**before, "discarded_at": gone.json()["discarded_at"]}
    assert deed(apprentice, draft, "restore", restore_id).json() == before
    assert deed(apprentice, draft, "discard", discard_id).json() == before, "repeated: done before"
    assert deed(apprentice, draft, "discard", restore_id).json()["code"] == "id_reused"


def test_an_edit_that_comes_after_is_refused_and_can_be_sent_once_it_is_restored(apprentice: Apprentice) -> None:
    draft = apprentice.make()
    known, late = operation("details.school_class", "1a"), operation("self.remarks", "skrevet i toget")
    edit(apprentice, draft, known)
    deed(apprentice, draft, "discard")
    results = edit(apprentice, draft, known, late)
    assert [(one["outcome"], one.get("code")) for one in results] == [("duplicate", None), ("rejected", "discarded")]
    assert "Gendan" in results[1]["message"]
    refused = apprentice.request(draft)
    assert (refused.status_code, refused.json()["code"]) == (409, "discarded")
    path = f"/api/declarations/{draft}/withdraw"
    assert apprentice.client.post(path, json={"withdrawal_id": str(uuid4()), "reason": "mistake"}).status_code == 409
    deed(apprentice, draft, "restore")
    assert edit(apprentice, draft, late)[0]["outcome"] == "applied"
    assert apprentice.request(draft).status_code == 200


@pytest.mark.parametrize("name", ["discard", "restore"])
def test_what_was_requested_is_not_thrown_away(apprentice: Apprentice, requested: str, name: str) -> None:
    refused = deed(apprentice, requested, name)
    assert (refused.status_code, refused.json()["code"]) == (409, "already_requested")


def test_other_phones_are_told(apprentice: Apprentice) -> None:
    draft = apprentice.make()
    after = apprentice.client.get("/api/changes?after=0").json()["after"]
    deed(apprentice, draft, "discard")
    [told] = apprentice.client.get(f"/api/changes?after={after}").json()["declarations"]
    assert told["id"] == draft
    assert told["discarded_at"]
    assert told["status"] == "draft"


@pytest.mark.parametrize("body", [{}, {"discard_id": "x"}, {"discard_id": None}])
def test_a_wrong_id_changes_nothing(apprentice: Apprentice, body: dict[str, Any]) -> None:
    draft = apprentice.make()
    assert apprentice.client.post(f"/api/declarations/{draft}/discard", json=body).status_code == 422
    assert apprentice.declaration(draft)["discarded_at"] is None


def test_after_30_days_the_worker_takes_it_away_and_nothing_else(
    apprentice: Apprentice, requested: str, running: TestClient, browser: Callable[[], TestClient]
) -> None:
    kept, gone, back = (apprentice.make() for _ in range(3))
    for draft in (gone, back):
        deed(apprentice, draft, "discard")
    deed(apprentice, back, "restore")

    async def standing() -> list[int]:
        tables = (Declaration.filter(id=gone), Answer.filter(declaration_id=gone))
        return [await rows.count() for rows in (*tables, AnswerOperation.filter(declaration_id=gone))]

    async def tables() -> list[int]:
        return [await model.all().count() for model in (Declaration, Answer, AnswerOperation)]

    all_of_it, of_gone = running.portal.call(tables), running.portal.call(standing)
    running.portal.call(worker.forget, NOW + timedelta(days=29))
    assert running.portal.call(standing) == of_gone
    assert min(of_gone) > 0
    running.portal.call(worker.forget, NOW + timedelta(days=31))
    left = [before - those for before, those in zip(all_of_it, of_gone, strict=True)]
    assert running.portal.call(tables) == left
    assert deed(apprentice, gone, "restore").status_code == 404
    assert {known["id"] for known in apprentice.client.get("/api/changes?after=0").json()["declarations"]} == {
        kept, back, requested
    }  # fmt: skip

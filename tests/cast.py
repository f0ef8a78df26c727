"""The cast of the tests: an apprentice, a supervisor, somebody at the school, and a stranger who may see nothing."""

import re
from typing import Any
from uuid import uuid4

from starlette.testclient import TestClient

from server.domain import goals
from tests.example import EDITION

APPRENTICE = "laerling@post.example"
OTHER_APPRENTICE = "anden@post.example"
SUPERVISOR = "mester@snedkeriet.example"
SCHOOL = "skolen@skole.example"
CONTACT = "svend@snedkeriet.example"
SPECIALISATION = "bygningssnedker"
COURSE = 2
DETAILS = {
    "details.main_course": COURSE,
    "details.training_period_ends_on": "2026-12-04",
    "details.school_period_starts_on": "2026-12-07",
    "details.workplace_cvr": "13748136",
    "details.workplace_name": "Snedkeriet Ærø",
    "details.supervisors": [{"name": "Mester Eksempel", "address": SUPERVISOR}],
    "details.school_contacts": [{"name": "", "address": SCHOOL}],
    "details.workplace_contacts": [{"name": "Svend", "address": CONTACT}],
}
REQUIRED = goals.required(EDITION, SPECIALISATION, COURSE)
FUNCTION = EDITION.work_areas[0].functions[0].key
ANSWERS: dict[str, Any] = {
    **{f"supervisor.goal.{key}": "routine" for key in REQUIRED},
    f"supervisor.function.{FUNCTION}": True,
    "supervisor.functions_confirmed": True,
    "supervisor.machines_confirmed": True,
    "supervisor.goals_reached": "yes",
    "supervisor.special_needs": "Mere tid til tegning",
    "supervisor.talked_through_on": "2026-11-20",
    "supervisor.name": "Mester Eksempel",
}


def operation(field: str, value: Any, base: Any = 0, **more: Any) -> dict[str, Any]:
    made = {"id": str(uuid4()), "field": field, "value": value, "base": base}
    return {**made, "form_version": 1, "typed_at": "2026-11-23T10:00:00Z", **more}


def batch(*operations: dict[str, Any]) -> dict[str, Any]:
    return {"device": "test-device", "app": "test", "operations": list(operations)}


class Mailbox:
    """The outbox as its readers see it."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def all(self, kind: str | None = None, to: str | None = None) -> list[dict[str, str]]:
        mails = self.client.get("/dev/outbox.json").json()
        return [mail for mail in mails if kind in (None, mail["kind"]) and to in (None, mail["to"])]

    def code(self, to: str) -> str:
        return re.search(r"\b\d{6}\b", self.all("sign_in_code", to)[-1]["text"])[0]

    def link(self, to: str) -> tuple[str, str]:
        """Public id and secret of the newest link to the address."""
        texts = [mail["text"] for mail in self.all(to=to) if "/e/" in mail["text"]]
        return re.search(r"/e/([0-9a-f]+)#(\S+)", texts[-1]).groups()


class Apprentice:
    """A signed-in apprentice with a profile and, when asked, a declaration."""

    def __init__(self, client: TestClient, mailbox: Mailbox, address: str = APPRENTICE) -> None:
        self.client, self.mailbox, self.address = client, mailbox, address
        client.post("/api/sign_in/code", json={"address": address})
        answer = client.post(
            "/api/sign_in", json={"address": address, "code": mailbox.code(address), "shared_device": False}
        )
        assert answer.status_code == 200, answer.text

    def finish_profile(self) -> None:
        profile = {"name": "Lærling Et", "programme": "bygningssnedker", "specialisation": SPECIALISATION}
        answer = self.client.patch("/api/profile", json={**profile, "started_on": "2024-08-01"})
        assert answer.status_code == 200, answer.text

    def make(self, details: dict[str, Any] | None = None) -> str:
        declaration_id = str(uuid4())
        body = {"edition": EDITION.id, "specialisation": SPECIALISATION, "created_at": "2026-11-23T10:00:00Z"}
        assert self.client.put(f"/api/declarations/{declaration_id}", json=body).status_code == 201
        self.answer(declaration_id, DETAILS if details is None else details)
        return declaration_id

    def answer(self, declaration_id: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        sent = batch(*(operation(field, value) for field, value in values.items()))
        answer = self.client.post(f"/api/declarations/{declaration_id}/operations", json=sent)
        assert answer.status_code == 200, answer.text
        return answer.json()["results"]

    def request(self, declaration_id: str, request_id: str | None = None) -> Any:
        path = f"/api/declarations/{declaration_id}/request"
        return self.client.post(path, json={"request_id": request_id or str(uuid4())})

    def declaration(self, declaration_id: str) -> dict[str, Any]:
        found = self.client.get("/api/changes?after=0").json()["declarations"]
        return next(known for known in found if known["id"] == declaration_id)


class Visitor:
    """Whoever opened the newest link that an address was mailed."""

    def __init__(self, client: TestClient, mailbox: Mailbox, address: str) -> None:
        self.client = client
        self.public_id, self.secret = mailbox.link(address)
        self.path = f"/api/e/{self.public_id}"
        answer = client.post(f"{self.path}/open", json={"secret": self.secret})
        assert answer.status_code == 200, answer.text
        self.opened = answer.json()

    def view(self) -> dict[str, Any]:
        return self.client.get(self.path).json()

    def answer(self, values: dict[str, Any]) -> dict[str, Any]:
        sent = batch(*(operation(field, value) for field, value in values.items()))
        answer = self.client.post(f"{self.path}/operations", json=sent)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def submit(self, revision: int | None = None, submission_id: str | None = None) -> Any:
        seen = self.view()["revision"] if revision is None else revision
        return self.client.post(
            f"{self.path}/submit",
            json={"submission_id": submission_id or str(uuid4())},
            headers={"if-match": f'"{seen}"'},
        )


class PanelReader:
    """Whoever is signed in to the panel with a mailbox. `page` is the answer to the last page or form."""

    def __init__(self, client: TestClient, mailbox: Mailbox, address: str, **more: str) -> None:
        """`more`: what else the form of the code may hold: name, own_machine."""
        self.client, self.address = client, address
        assert client.post("/panel/sign_in", data={"address": address}).status_code == 200
        code = re.search(r"\b\d{6}\b", mailbox.all("panel_code", address)[-1]["text"])[0]
        form = {"address": address, "code": code, **more}
        answer = client.post("/panel/sign_in/code", data=form, follow_redirects=False)
        assert answer.status_code == 303, answer.text

    def get(self, path: str) -> Any:
        return self.client.get(path, follow_redirects=False)

    def post(self, path: str, **form: Any) -> Any:
        """A list is sent as several values of one field."""
        return self.client.post(path, data=form, follow_redirects=False)

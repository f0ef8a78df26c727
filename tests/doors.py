"""Coming by another door than the mailed link, in tests over HTTP."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from starlette.testclient import TestClient

from server import tokens
from tests.cast import SUPERVISOR, Apprentice, Mailbox, batch, operation

Browser = Callable[[], TestClient]
KEY = b"k" * 40


class Caller:
    """Whoever came by a door that the apprentice opened."""

    def __init__(self, client: TestClient, public_id: str, secret: str) -> None:
        self.client, self.path, self.secret = client, f"/api/e/{public_id}", secret
        self.answered = client.post(f"{self.path}/open", json={"secret": secret})

    def view(self) -> dict[str, Any]:
        return self.client.get(self.path).json()

    def answer(self, values: dict[str, Any]) -> dict[str, Any]:
        sent = batch(*(operation(field, value) for field, value in values.items()))
        return self.client.post(f"{self.path}/operations", json=sent).json()

    def ask_for_code(self) -> Any:
        return self.client.post(f"{self.path}/code", json={})

    def ask_confirmation(self, confirmation_id: str | None = None) -> Any:
        body = {"confirmation_id": confirmation_id or str(uuid4())}
        seen = {"if-match": f'"{self.view()["revision"]}"'}
        return self.client.post(f"{self.path}/confirmation", json=body, headers=seen)

    def submit(self, submission_id: str | None = None, **more: Any) -> Any:
        body = {"submission_id": submission_id or str(uuid4()), **more}
        return self.client.post(f"{self.path}/submit", json=body, headers={"if-match": f'"{self.view()["revision"]}"'})


def row_of(apprentice: Apprentice, declaration_id: str, address: str = SUPERVISOR) -> str:
    rows = apprentice.declaration(declaration_id)["recipients"]
    return next(row["id"] for row in rows if row["address"] == address)


def sign_code(mailbox: Mailbox, to: str = SUPERVISOR) -> str:
    return re.search(r"\b\d{6}\b", mailbox.all("sign_code", to)[-1]["text"])[0]


def through(door: str, apprentice: Apprentice, declaration_id: str, browser: Browser, mailbox: Mailbox) -> Caller:
    secret = tokens.link_secret(KEY, row_of(apprentice, declaration_id), 1, door)
    return Caller(browser(), mailbox.link(SUPERVISOR)[0], secret)

"""Walks people over HTTP through everything that a mail is written for, each to where its link still matters."""

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.cast import ANSWERS, APPRENTICE, DETAILS, Apprentice, Mailbox, PanelReader, Visitor, batch, operation

# A scanner is somebody who opened a link: that is all it may leave behind. What the worker turns counts for nothing,
# nor that it blanks a text it has sent: a message that a scanner wrote would be a row of the outbox.
MAY_CHANGE = {"visitor", "grant_held", "limit_window", "change_counter", "change", "outbox_text"}
NOT_COMPARED = {
    "recipient": {"opened_at"},
    "outbox_message": {
        "due_at", "claimed_until", "claim_token", "attempts", "copies", "sent_at", "dead_at", "last_error",
    },
}  # fmt: skip

PARTS = (
    "asked",
    "sitting",
    "sent",
    "shared",
    "corrected",
    "withdrawn",
    "declined",
    "school",
    "typed",
    "disputed",
    "moved",
    "idle",
)
LINK = re.compile(r"https?://[^\s\"'<>]+")


def walk(new: Callable[[], Any], mailbox: Mailbox, *parts: str) -> None:
    """`new` makes a browser. Without `parts`: all of them, each a declaration that is left where its links matter."""
    apprentice = Apprentice(new(), mailbox)
    apprentice.finish_profile()
    walked = Walk(new, mailbox, apprentice)
    for part in parts or PARTS:
        getattr(walked, part)()


def links(mail: dict[str, str]) -> list[str]:
    """Every link of a mail, in its text and in its HTML, once."""
    return sorted({found.rstrip(".,") for found in LINK.findall(f"{mail['text']}\n{mail['html']}")})


def untouched(database: Path) -> dict[str, list[str]]:
    """Every row of every table of an SQLite file, but for what opening a link and delivering mails may change."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: _rows(connection, table) for table in tables if table not in MAY_CHANGE}


def _rows(connection: sqlite3.Connection, table: str) -> list[str]:
    left_out = NOT_COMPARED.get(table, set())
    rows = connection.execute(f"SELECT * FROM {table}")
    return sorted(json.dumps({k: v for k, v in dict(row).items() if k not in left_out}, default=str) for row in rows)


class Walk:
    """Each part has a supervisor, a contact and a school of its own."""

    def __init__(self, new: Callable[[], Any], mailbox: Mailbox, apprentice: Apprentice) -> None:
        self.new, self.mailbox, self.apprentice = new, mailbox, apprentice

    def post(self, path: str, **body: Any) -> Any:
        answer = self.apprentice.client.post(path, json=body)
        assert answer.status_code in (200, 201, 202, 204), f"{path}: {answer.text}"
        return answer.json() if answer.content else None

    def request(self, part: str, more: int = 0) -> str:
        """A declaration that was asked for, with `more` supervisors beside the first."""
        supervisors = [{"name": "Mester", "address": f"mester{n or ''}@{part}.example"} for n in range(more + 1)]
        others = {
            "details.supervisors": supervisors,
            "details.school_contacts": [{"name": "", "address": f"skole@{part}.example"}],
            "details.workplace_contacts": [{"name": "Svend", "address": f"svend@{part}.example"}],
        }
        declaration_id = self.apprentice.make({**DETAILS, **others})
        assert self.apprentice.request(declaration_id).status_code == 200
        return declaration_id

    def visitor(self, part: str, who: str = "mester") -> Visitor:
        return Visitor(self.new(), self.mailbox, f"{who}@{part}.example")

    def row(self, declaration_id: str, address: str) -> str:
        rows = self.apprentice.declaration(declaration_id)["recipients"]
        return next(str(row["id"]) for row in rows if row["address"] == address)

    def filled(self, part: str, more: int = 0) -> Visitor:
        self.request(part, more)
        visitor = self.visitor(part)
        visitor.answer(ANSWERS)
        assert visitor.submit().status_code == 200
        return visitor

    def asked(self) -> None:
        """Everything that is mailed while it is to be filled in."""
        declaration_id = self.request("asked")
        path = f"/api/declarations/{declaration_id}"
        mester, svend = (self.row(declaration_id, f"{who}@asked.example") for who in ("mester", "svend"))
        self.post(f"{path}/pen", recipient_id=svend)
        self.post(f"{path}/recipients/{mester}/new_link")
        visitor = self.visitor("asked")
        visitor.answer(ANSWERS)
        self.post(f"{path}/messages", message_id=str(uuid4()), to=[mester], text="Hej")
        self.post(f"{path}/recipients/{mester}/remind", remind_id=str(uuid4()))
        door = self.post(f"{path}/doors", recipient_id=mester)["qr_link"]
        guest = self.new()
        public_id, secret = re.search(r"/e/(\w+)#(\S+)", door).groups()
        at = f"/api/e/{public_id}"
        seen = guest.post(f"{at}/open", json={"secret": secret}).json()["revision"]
        assert guest.post(f"{at}/code", json={}).status_code in (200, 202)
        body, head = {"confirmation_id": str(uuid4())}, {"if-match": f'"{seen}"'}
        assert guest.post(f"{at}/confirmation", json=body, headers=head).status_code == 200
        assert self.new().post("/api/find", json={"address": "mester@asked.example"}).status_code == 202
        assert self.new().post(f"{visitor.path}/fresh_link", json={}).status_code == 202
        assert self.new().post("/panel/sign_in", data={"address": "mester@asked.example"}).status_code == 200

    def sitting(self) -> None:
        """Two that wait at one mailbox."""
        self.request("sitting")
        self.request("sitting")
        visitor = self.visitor("sitting")
        assert visitor.client.post(f"{visitor.path}/sitting/code", json={}).status_code == 202

    def sent(self) -> None:
        path = f"/api/declarations/{self.filled('sent', more=1).view()['id']}"
        self.post(f"{path}/reply", reply_id=str(uuid4()), kind="comment", text="Jeg lærte mere")
        self.post(f"{path}/ask_correction", ask_id=str(uuid4()), text="Et mål mangler")

    def shared(self) -> None:
        """What was sent goes on to a new supervisor, who is asked to fill in the next one."""
        earlier = self.filled("shared").view()["id"]
        new = {"name": "Ny mester", "address": "ny@shared.example", "days": 30, "declaration_ids": [earlier]}
        self.apprentice.make({**DETAILS, "details.supervisors": [{"name": "Ny mester", "address": new["address"]}]})
        self.post("/api/shares", share_id=str(uuid4()), **new)
        self.post("/api/shares", share_id=str(uuid4()), **{**new, "address": "mester@shared.example"})

    def corrected(self) -> None:
        """A second version stands beside the first."""
        visitor = self.filled("corrected")
        assert visitor.client.post(f"{visitor.path}/correction/code", json={}).status_code == 202
        code = re.search(r"\b\d{6}\b", self.mailbox.all("correction_code")[-1]["text"])
        assert code
        body = {"correction_id": str(uuid4()), "code": code[0], "reason": "Et mål var sat for lavt"}
        assert visitor.client.post(f"{visitor.path}/correction", json=body).status_code == 200
        stands = visitor.view()["answers"].get("supervisor.remarks", {}).get("revision", 0)
        sent = batch(operation("supervisor.remarks", "Rettet", stands))
        assert visitor.client.post(f"{visitor.path}/operations", json=sent).status_code == 200
        assert visitor.submit().status_code == 200

    def withdrawn(self) -> None:
        declaration_id = self.request("withdrawn")
        self.post(f"/api/declarations/{declaration_id}/withdraw", withdrawal_id=str(uuid4()), reason="mistake")

    def declined(self) -> None:
        self.request("declined")
        visitor = self.visitor("declined")
        body = {"decline_id": str(uuid4()), "reason": "cannot", "text": "Nej", "instead": None}
        assert visitor.client.post(f"{visitor.path}/decline", json=body).status_code == 200

    def school(self) -> None:
        """The school reminds the apprentice of what nobody who was asked will fill in."""
        declaration_id = self.request("school")
        visitor = self.visitor("school")
        body = {"decline_id": str(uuid4()), "reason": "cannot", "text": "Nej", "instead": None}
        assert visitor.client.post(f"{visitor.path}/decline", json=body).status_code == 200
        secretary = PanelReader(self.new(), self.mailbox, "skole@school.example")
        chosen = {"row": f"declaration:{declaration_id}", "deed_id": str(uuid4())}
        assert secretary.post("/panel/missing/remind", **chosen).status_code == 303

    def typed(self) -> None:
        """The school types a sheet of paper in, and the workplace says that it is wrong, and is asked once more."""
        declaration_id = self.request("typed")
        secretary = PanelReader(self.new(), self.mailbox, "skole@typed.example")
        mester = self.row(declaration_id, "mester@typed.example")
        path = f"/panel/declarations/{declaration_id}/paper"
        boxes = {field: "1" if value is True else value for field, value in ANSWERS.items()}
        ticks = [field for field in boxes if field.startswith(("supervisor.function.", "supervisor.machine."))]
        sheet = {**boxes, "ticks": ticks, "typist": "Hanne Holm", "recipient_id": mester, "then": "send", "seen": "999"}
        assert secretary.post(path, **sheet, deed_id=str(uuid4())).status_code == 303
        visitor = self.visitor("typed")
        body = {"refusal_id": str(uuid4()), "text": "Mål 1 er forkert"}
        assert visitor.client.post(f"{visitor.path}/confirmation/refuse", json=body).status_code == 200
        assert secretary.post(path, **sheet, deed_id=str(uuid4())).status_code == 303

    def disputed(self) -> None:
        visitor = self.filled("disputed")
        body = {"dispute_id": str(uuid4()), "text": "Det var ikke mig"}
        assert visitor.client.post(f"{visitor.path}/not_me", json=body).status_code == 200

    def moved(self) -> None:
        """The apprentice has another address from now on."""
        self.post("/api/profile/address/code", address="ny@post.example")
        code = re.search(r"\b\d{6}\b", self.mailbox.all("address_change_code")[-1]["text"])
        assert code
        self.post("/api/profile/address", address="ny@post.example", code=code[0])
        assert self.mailbox.all("address_changed", APPRENTICE)

    def idle(self) -> None:
        """Somebody whom the school expects in five weeks, and who has made no declaration."""
        idle = Apprentice(self.new(), self.mailbox, "ledig@post.example")
        idle.finish_profile()
        on = (datetime.now(UTC) + timedelta(days=35)).date().isoformat()
        assert idle.client.patch("/api/profile", json={"next_school_period_on": on}).status_code == 200

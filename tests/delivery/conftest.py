"""A real SMTP server on a free port, which keeps what it takes and answers what it is told to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from aiosmtpd.controller import Controller

from server import tokens
from server.actions import answers, declarations, opening, profiles, requests, submissions
from server.delivery.deliver import WAYS, deliver_due
from server.domain.operations import Device, Operation
from server.domain.roles import Visitor
from server.settings import Settings, from_environment
from server.storage.declarations import Recipient
from server.storage.people import Person
from tests.cast import ANSWERS, APPRENTICE, DETAILS, SPECIALISATION, SUPERVISOR
from tests.example import EDITION
from tests.postgres import free_port

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NAME = "Åse Ærlig-Øst"
OTHER = "andre@laug.example"


@dataclass
class Sink:
    """`taken`: (sender, recipients, mail). `answers`: what RCPT says to an address, else it is taken."""

    taken: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    port: int = 0

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, mail))
        return "250 OK"

    def mails(self, to: str) -> list[EmailMessage]:
        return [mail for _, recipients, mail in self.taken if recipients == [to]]


async def deliver(settings: Settings, now: datetime = NOW) -> None:
    """All that is due in any lane."""
    for lane in WAYS:
        while await deliver_due(lane, settings, now):
            pass


def operations(values: dict[str, object]) -> list[Operation]:
    return [Operation(uuid4(), name, value, 0, 1, "2026-11-23T09:00:00Z") for name, value in values.items()]


@pytest.fixture
async def asked(open_database: str) -> UUID:
    """A declaration that was asked for, and nothing delivered yet."""
    person = await Person.create(id=uuid4(), address=APPRENTICE, created_at=NOW, moved_to_new_order=False)
    about = {"name": NAME, "programme": "bygningssnedker", "specialisation": SPECIALISATION, "started_on": "2024-08-01"}
    await profiles.change(person.id, about, today=TODAY)
    declaration_id = uuid4()
    await declarations.make(person.id, declaration_id, EDITION.id, SPECIALISATION, now=NOW, today=TODAY)
    details = {**DETAILS, "details.others": [{"name": "Lauget", "address": OTHER}]}
    await answers.take_from_apprentice(person.id, declaration_id, Device("test"), operations(details), now=NOW)
    await requests.request(person.id, declaration_id, uuid4(), now=NOW)
    return declaration_id


async def submit(declaration_id: UUID, key: bytes) -> None:
    row = await Recipient.get(declaration_id=declaration_id, address=SUPERVISOR)
    secret = tokens.link_secret(key, str(row.id), row.link_generation)
    token = await opening.open_link(row.public_id, secret, None, "test", key=key, now=NOW)
    visitor = Visitor(row.public_id, tokens.hash_token(token))
    revision, _ = await answers.take_from_visitor(visitor, Device("test"), operations(ANSWERS), now=NOW)
    await submissions.submit(visitor, uuid4(), revision, now=NOW, today=TODAY, take_back=timedelta())


@pytest.fixture
def sink() -> Iterator[Sink]:
    sink = Sink(port=free_port())
    controller = Controller(sink, hostname="127.0.0.1", port=sink.port, decode_data=False)
    controller.start()
    yield sink
    controller.stop()


@pytest.fixture
def sending(sink: Sink, database_url: str, tmp_path: Path) -> Settings:
    """Settings of a site that really sends."""
    return from_environment(
        {
            "DATABASE_URL": database_url,
            "LOGBOG_VAR": str(tmp_path),
            "LOGBOG_BASE_URL": "https://logbog.example",
            "LOGBOG_SENDER": "post@logbog.example",
            "LOGBOG_CONTACT": "kontakt@logbog.example",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(sink.port),
        }
    )

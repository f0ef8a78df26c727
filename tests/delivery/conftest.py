"""A real SMTP server on a free port, which keeps what it takes and answers what it is told to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from server.delivery.deliver import WAYS, deliver_due
from server.settings import Settings, from_environment
from tests.postgres import free_port

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


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

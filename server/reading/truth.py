"""What is true of each recipient: what became of the mail, opened, begun, declined, read. Nothing is guessed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.functions import Max, Min

from server.domain import mail_trouble, messages
from server.domain.moments import iso
from server.storage import sealed
from server.storage.answers import AnswerOperation
from server.storage.declarations import Recipient
from server.storage.disputes import SignatureDispute
from server.storage.outbox import TAKEN_BACK, OutboxMessage

# Written by one tap on "Ja, det er mig", or about who it is: no answer yet.
ABOUT_THEMSELVES = ("supervisor.name", "supervisor.title", "supervisor.filled_by")


@dataclass(frozen=True)
class MailState:
    """The newest mail to a recipient. `because`: of `mail_because.<code>`, when it did not go, or not yet."""

    state: str
    because: str | None
    at: datetime | None


async def mails(recipients: list[Recipient]) -> dict[UUID, MailState]:
    """Each recipient's newest mail, or that it came back; those who were never mailed are not in it."""
    ids = [row.id for row in recipients]
    mailed = OutboxMessage.filter(recipient_id__in=ids, lane="mail").exclude(kind=messages.KIND)
    rows = await mailed.order_by("created_at")
    telling = [row for row in rows if row.last_error != TAKEN_BACK and not mail_trouble.needless(row.last_error)]
    telling = [row for row in telling if not _later(row)]
    newest = {row.recipient_id: _mail(row) for row in telling if row.recipient_id}
    bounced = {row.id: _bounced(row.bounce_code, row.bounced_at) for row in recipients if row.bounced_at}
    return newest | bounced


def _later(row: OutboxMessage) -> bool:
    """A reminder that goes in the morning: until then what became of the mail before it is what is true."""
    return row.kind == "reminder" and not (row.sent_at or row.dead_at)


def _mail(row: OutboxMessage) -> MailState:
    if row.bounced_at:
        return _bounced(row.bounce_code, row.bounced_at)
    if row.sent_at:
        return MailState("sent", None, row.sent_at)
    because = mail_trouble.because(row.last_error)
    if row.dead_at:
        return MailState("failed", because, row.dead_at)
    return MailState("waiting", because, row.created_at)


def _bounced(status: str | None, at: datetime) -> MailState:
    return MailState("bounced", mail_trouble.because(f"bounced_{status}"), at)


async def answering(recipients: list[Recipient]) -> dict[UUID, tuple[datetime, datetime]]:
    """When each recipient gave their first answer and their last. A visit is no answer."""
    declaration_ids = list({row.declaration_id for row in recipients})  # operations are found by these
    ids = [row.id for row in recipients]
    rows = (
        await AnswerOperation.filter(declaration_id__in=declaration_ids, recipient_id__in=ids)
        .filter(author="supervisor", outcome="applied")
        .filter(field__startswith="supervisor.")
        .exclude(field__in=list(ABOUT_THEMSELVES))
        .annotate(first=Min("received_at"), last=Max("received_at"))
        .group_by("recipient_id")
        .values("recipient_id", "first", "last")
    )
    return {row["recipient_id"]: (moment(row["first"]), moment(row["last"])) for row in rows}


def moment(value: Any) -> datetime:
    """SQLite gives what it computed as text."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def declined(row: Recipient) -> dict[str, Any] | None:
    if row.declined_at is None:
        return None
    return {"reason": row.declined_reason, "text": row.declined_text or "", "at": iso(row.declined_at)}


def passed_on(rows: list[Recipient]) -> Mapping[UUID, list[dict[str, Any]]]:
    """By recipient: what those said, newest first, whose link closed as they named the right person. It stands with
    whoever was asked in that same deed; with the first supervisor, when the one they named had been asked before."""
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    standing = [row for row in rows if row.removed_at is None and "supervisor" in row.role_list()]
    gone = [row for row in rows if row.declined_at and row.removed_at == row.declined_at]
    for by in sorted(gone, key=lambda row: str(row.declined_at), reverse=True):
        mine = [row for row in standing if row.declaration_id == by.declaration_id]
        asked = [row for row in mine if by.declined_at in (row.created_at, row.asked_at)]
        for row in (asked or mine)[:1]:
            found[row.id].append({"name": by.name or by.address, **(declined(by) or {})})
    return found


def read(row: Recipient) -> dict[str, Any] | None:
    """Who says that they handle it, and which version they read."""
    if row.read_at is None:
        return None
    return {"name": row.read_by, "at": iso(row.read_at), "version_number": row.read_version}


async def disputes_of(declaration_ids: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Who says of which sealed version that it was not they who signed: for all who may see the version."""
    rows = (
        await SignatureDispute.filter(declaration_id__in=declaration_ids)
        .order_by("made_at")
        .prefetch_related("recipient", "version")
    )
    standing = (await sealed.standing(declaration_ids)).values()
    numbers = {version.id: number for versions in standing for number, version in enumerate(versions, 1)}
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        told = {"id": str(row.id), "version_number": numbers[row.version.id], "text": row.text, "at": iso(row.made_at)}
        found.setdefault(row.declaration_id, []).append({**told, "name": row.recipient.name or row.recipient.address})
    return found

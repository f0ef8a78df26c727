"""Writing a reminder: the mail, what it is about, and the phones that are told; in the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from server.storage import changes, outbox, push_subscriptions
from server.storage import reminders as stored
from server.storage.declarations import Recipient


@dataclass(frozen=True)
class Due:
    """One mail: to whom, about what, and whose phones are told. `facts`: what the mail says beside that."""

    kind: str
    address: str
    about: tuple[dict[str, Any], ...]
    ids: dict[str, Any]
    phones: frozenset[tuple[UUID, UUID]] = frozenset()  # person and declaration
    facts: dict[str, Any] = field(default_factory=dict)


def about(row: Recipient, step: str | None) -> dict[str, Any]:
    return {"about_id": row.id, "step": step, "declaration_id": row.declaration_id}


def to(row: Recipient) -> dict[str, Any]:
    """Whose the mail is, for what comes back and for the link that stops it."""
    return {"recipient_id": row.id, "declaration_id": row.declaration_id}


async def write(dues: Iterable[Due], at: datetime, now: datetime) -> None:
    """`at`: when they go. Whose turn it is was taken before; IntegrityError when a step was written by another hand."""
    phones: set[tuple[UUID, UUID]] = set()
    for due in dues:
        await _write(due, at, now)
        phones |= due.phones
    await changes.note_readers(sorted(phones))


async def _write(due: Due, at: datetime, now: datetime) -> None:
    message = outbox.message(due.kind, due.address, now=now, due_at=at, **due.ids, **due.facts)
    await stored.write(message.id, due.about, at)
    await outbox.put_all([message])
    if person_id := due.ids.get("person_id"):
        declaration_id = due.about[0]["declaration_id"]
        path = f"/app/declarations/{declaration_id}" if declaration_id else "/app/declarations"
        more = {"due_at": at, "declaration_id": declaration_id}
        await push_subscriptions.tell_person(person_id, "reminder", path, now=now, **more)

"""Taking in what came back: the row and the address are marked, the apprentice and their phone are told, once."""

from datetime import datetime
from uuid import UUID

from server.delivery import notices, return_path
from server.domain.mail_trouble import because
from server.storage import outbox, outcomes, push_subscriptions
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.outbox import OutboxMessage
from server.storage.people import Person

LARGEST = 1_000_000  # bytes; our mails have a tenth of it


async def take(raw: bytes, *, key: bytes, now: datetime) -> str:
    """What the mail was: `taken`, `repeated`, `passing` (delayed and the like), `forged` (no return path of ours),
    `auto_reply` or `other`. Only the first changes anything."""
    notice = notices.read(raw[:LARGEST])
    if notice.kind in ("auto_reply", "other"):
        return notice.kind
    message_id = return_path.message_id(notice.sent_to, key)
    if message_id is None:
        return "forged"
    return "passing" if notice.kind == "passing" else await _mark(message_id, notice.status or "5.0.0", now)


async def _mark(message_id: UUID, status: str, now: datetime) -> str:
    """A row that is not there any more is as unknown as one that never was."""
    async with transaction():
        message = await outbox.get(message_id)
        if message is None:
            return "forged"
        if not await outcomes.bounced(message, status, now):
            return "repeated"
        if message.lane == "mail" and message.recipient_id:
            await _tell(message, status, now)
    return "taken"


async def _tell(message: OutboxMessage, status: str, now: datetime) -> None:
    """5.x.x says that the address is wrong: nothing more goes there until somebody mends it. 4.x.x that it took too
    long: that mail is lost, the address may be right."""
    row = await Recipient.get_or_none(id=message.recipient_id)
    if row is None:
        return
    if status.startswith("5"):
        await Recipient.filter(id=row.id).update(bounced_at=now, bounce_code=status)
    declaration = await Declaration.get(id=row.declaration_id)
    person = await Person.get(id=declaration.apprentice_id)
    if row.removed_at is None and row.address != person.address:
        await outbox.put(
            "mail_bounced",
            person.address,
            now=now,
            declaration_id=declaration.id,
            person_id=person.id,
            bounced_recipient_id=str(row.id),
            because=because(f"bounced_{status}"),
        )
        await push_subscriptions.tell_undelivered(declaration, now=now)
    await outcomes.tell_apprentices([message])

"""What a mail needs to know, read when it is rendered: ids in the outbox row, facts from the tables of today."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain import addresses, messages, shares
from server.reading import panel_who, reminder_facts, share_facts
from server.reading.declaration_facts import declaration_facts, recipient_facts
from server.reading.declarations import moment
from server.reading.lost_links import open_links
from server.storage import outbox_texts, sign_in
from server.storage.declarations import Declaration, Recipient
from server.storage.outbox import TAKEN_BACK, OutboxMessage
from server.storage.sealed import TakeBack
from server.storage.sign_in import CodeRequest

EMPTY = dict.fromkeys(
    (
        "recipient", "apprentice_name", "apprentice_address", "main_course_name", "training_period_ends_on",
        "school_period_starts_on", "workplace_name", "training_centre", "digest", "version_number", "law",
        "supervisor_name", "code_request", "reason", "writer", "opens", "text", "awaiting_door", "releases_at",
        "declaration_id", "about_name", "instead", "named_name", "wrote", "links", "filled_by",
        "because", "bounced", "until", "count",
        "stops", "school_period", "school_name", "typed_by", "typed_anew", "typed_from",
    )
)  # fmt: skip


Remembered = dict[UUID, dict[str, Any]]  # the facts of a declaration by its id


async def facts(message: OutboxMessage, remembered: Remembered | None = None) -> dict[str, Any]:
    """Every key of EMPTY, None where the mail has no such thing. `remembered`: what mails that go together share."""
    if message.kind in reminder_facts.KINDS:
        return {**EMPTY, **await reminder_facts.facts(message)}
    return {
        **EMPTY,
        **json.loads(message.facts),
        **await _recipient(message),
        **await _declaration(message, {} if remembered is None else remembered),
        **await _code_request(message),
        "text": await outbox_texts.of(message.id) if message.kind == messages.KIND else None,
        "about_name": await _name_of(json.loads(message.facts).get("about")),
        "named_name": await _name_of(json.loads(message.facts).get("named")),
        "links": await open_links(message.to, message.created_at) if message.kind == "open_links" else [],
        **await _bounced(message),
        **(await share_facts.facts(message) if message.kind == shares.KIND else {}),
    }


async def closed(message: OutboxMessage, now: datetime) -> str | None:
    """Why the mail is not to go any more, after what happened since it was written; None when it is."""
    if message.code_request_id and not await sign_in.usable(message.code_request_id, now):
        return "code_expired"
    if message.kind == messages.KIND and await outbox_texts.of(message.id) is None:
        return "text_gone"
    version_id = json.loads(message.facts).get("version_id")
    if version_id and await TakeBack.exists(version_id=version_id):
        return TAKEN_BACK
    if message.kind in reminder_facts.KINDS:
        return await reminder_facts.closed(message)
    if message.kind == shares.KIND:
        return await share_facts.closed(message, now)
    if message.recipient_id:
        shut = _closed_to(await Recipient.get_or_none(id=message.recipient_id))
        if shut or message.kind != "confirmation_asked":
            return shut
    return "nothing_to_tell" if await nothing_to_tell(message) else None


def _closed_to(recipient: Recipient | None) -> str | None:
    if recipient is None or recipient.removed_at:
        return "recipient_removed"
    return "recipient_bounced" if recipient.bounced_at else None


async def nothing_to_tell(message: OutboxMessage) -> bool:
    """No link is open for the address that asked for all of its own; a decline was taken back; nothing to confirm."""
    if message.kind == "confirmation_asked":
        return not await Declaration.exists(id=message.declaration_id, status="requested", awaiting_since__isnull=False)
    if message.kind == "open_links":
        return not await open_links(message.to, message.created_at)
    if message.kind == "panel_code":
        operator = json.loads(message.facts).get("operator")
        return not operator and not await panel_who.knows(message.to, message.created_at)
    if message.kind == "request_declined":
        about = await Recipient.get(id=json.loads(message.facts)["about"])
        return about.declined_at is None
    return False


async def _name_of(recipient_id: str | None) -> str | None:
    """Another recipient the mail speaks of."""
    row = await Recipient.get_or_none(id=recipient_id) if recipient_id else None
    return row.name or row.address if row else None


async def _recipient(message: OutboxMessage) -> dict[str, Any]:
    row = await Recipient.get_or_none(id=message.recipient_id) if message.recipient_id else None
    return {"recipient": recipient_facts(row)} if row else {}


async def _code_request(message: OutboxMessage) -> dict[str, Any]:
    row = await CodeRequest.get_or_none(id=message.code_request_id) if message.code_request_id else None
    if row is None:
        return {}
    return {"code_request": {"id": str(row.id), "generation": row.generation, "expires_at": moment(row.expires_at)}}


async def _bounced(message: OutboxMessage) -> dict[str, Any]:
    """Whose mail came back, and the address that was probably meant."""
    about = json.loads(message.facts).get("bounced_recipient_id")
    row = await Recipient.get_or_none(id=about) if about else None
    if row is None:
        return {}
    shown = {"name": row.name, "address": row.address, "suggestion": addresses.suggestion(row.address)}
    return {"bounced": {"role": row.role_list()[0], **shown}}


async def _declaration(message: OutboxMessage, remembered: Remembered) -> dict[str, Any]:
    id = message.declaration_id
    if id is None:
        return {}
    if id not in remembered:
        row = await Declaration.get_or_none(id=id)
        remembered[id] = await declaration_facts(row) if row else {}
    return remembered[id]

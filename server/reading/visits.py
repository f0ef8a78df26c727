"""A declaration as the holder of a mailed link sees it: to fill in, or to read."""

import json
from datetime import datetime
from typing import Any

from server.domain.declarations import FILLED_IN
from server.domain.doors import may_sign
from server.domain.recipients import may_fill, signed_at
from server.domain.refusal import NotFound
from server.domain.roles import Visitor
from server.reading import follow_ups, shares, sittings, truth, typing_told
from server.reading.declarations import Values, as_answers, base, late_of, progress, required, talk_until
from server.reading.receivers import receivers
from server.reading.replies import asked_of, replies_of
from server.reading.versions import correction_of, sealed_of
from server.storage import answers, editions, log_entries, visible
from server.storage.declarations import Declaration, Grant, Recipient
from server.storage.people import Person

FOR_FILLING = ("details.", "self.", "supervisor.")
FOR_READING = (
    "details.main_course", "details.training_period_ends_on", "details.school_period_starts_on",
    "details.school_class", "details.workplace_name", "details.training_centre",
)  # fmt: skip


async def view(visitor: Visitor, now: datetime) -> dict[str, Any]:
    """The view of docs/protocol.md."""
    grant = await visible.grant(visitor, now)
    recipient = grant.recipient
    declaration = await visible.declaration_of(recipient)
    holds_pen = may_fill(recipient.role_list(), has_pen=recipient.has_pen)
    fills = declaration.status in FILLED_IN and holds_pen
    values = await answers.current(declaration.id)
    apprentice = await Person.get(id=declaration.apprentice_id)
    edition = await editions.get(declaration.edition)
    sealed = await _sealed(grant, declaration)
    return {
        **base(declaration),
        "public_id": recipient.public_id,
        "may": "fill" if fills else "read",
        "door": grant.door,
        "holds_pen": holds_pen,
        "correction": await correction_of(declaration.id) if holds_pen else None,
        "recipient": {"name": recipient.name, "address": recipient.address, "roles": recipient.role_list()},
        "apprentice": {"name": apprentice.name or ""},
        "answers": as_answers(values, FOR_FILLING if fills else FOR_READING),
        "required": await required(declaration, values),
        "progress": await progress(declaration, values),
        "own_name": await _own_name(declaration, recipient, values) if fills else None,
        "paper": await typing_told.to_confirmer(declaration) if fills else None,
        "types_in": not fills and await typing_told.offered(declaration, recipient.role_list()),
        "contacts": await _contacts(declaration, recipient) if fills else [],
        "set_aside": await _set_aside(declaration) if fills else [],
        "talk_until": talk_until(declaration, now) if fills else None,
        "law": edition.as_json()["law"] if edition else None,
        "sealed": sealed,
        "log": await log_entries.shared(apprentice.id, declaration.id) if fills else [],
        "follow_ups": (await follow_ups.to_show({apprentice.id})).get(declaration.id, []) if fills else [],
        "earlier": await shares.beside(grant, apprentice.id, now) if fills else 0,
        "receivers": await receivers(declaration, grant),
        "declined": truth.declined(recipient),
        "read": truth.read(recipient),
        "signed": _signed(recipient, sealed),
        "disputes": (await truth.disputes_of([declaration.id])).get(declaration.id, []),
        "replies": (await replies_of([declaration.id]))[declaration.id] if sealed else [],
        "asked": (await asked_of([declaration.id]))[declaration.id] if holds_pen else [],
        "late": (await late_of([declaration.id]))[declaration.id] if holds_pen else [],
        **(await sittings.beside(grant, now) if await visible.sits(grant) else sittings.NOTHING),
    }


async def sealed(visitor: Visitor, now: datetime) -> tuple[dict[str, Any], datetime | None]:
    """What the view says was sealed, alone, and when its newest version goes out; None: it is out. NotFound when the
    view says nothing."""
    grant = await visible.grant(visitor, now)
    declaration = await visible.declaration_of(grant.recipient)
    found = await _sealed(grant, declaration)
    if found is None:
        raise NotFound
    out = (await sealed_of([declaration.id])).get(declaration.id)
    waits = out is None or out["number"] < found["number"]
    return found, declaration.releases_at if waits else None


async def _sealed(grant: Grant, declaration: Declaration) -> dict[str, Any] | None:
    """What nobody was mailed yet is for the mailbox that sent it alone."""
    recipient = grant.recipient
    signs = may_fill(recipient.role_list(), has_pen=recipient.has_pen) and may_sign(grant.door)
    return (await sealed_of([declaration.id], pending=signs)).get(declaration.id)


async def _own_name(declaration: Declaration, own: Recipient, values: Values) -> bool | None:
    """Whether the name that stands was written from this link, and not by who had the pen before; None: no name."""
    name, revision = values.get("supervisor.name", (None, 0))
    written = await answers.behind(declaration.id, "supervisor.name", revision) if name else None
    return written.recipient_id == own.id if written else None


async def _set_aside(declaration: Declaration) -> list[dict[str, Any]]:
    """Texts that a phone without a network brought too late to win: told to who fills in, since the phone is gone."""
    return [
        {"id": str(row.id), "field": row.field, "value": json.loads(row.value), "typed_at": row.typed_at}
        for row in await answers.set_aside(declaration.id)
    ]


def _signed(recipient: Recipient, sealed: dict[str, Any] | None) -> bool:
    """Whether the newest version was signed from this address: only there one can say "this was not me"."""
    return bool(sealed and sealed["payload"]) and recipient.address in signed_at(sealed["payload"] if sealed else {})


async def _contacts(declaration: Declaration, own: Recipient) -> list[dict[str, Any]]:
    """The others at the workplace: who can be handed the pen, and who has it."""
    return [
        {
            "id": str(row.id),
            "name": row.name,
            "address": row.address,
            "may": "fill" if may_fill(row.role_list(), has_pen=row.has_pen) else "read",
        }
        for row in await visible.recipients(declaration.id)
        if row.id != own.id and {"supervisor", "workplace_contact"} & set(row.role_list())
    ]

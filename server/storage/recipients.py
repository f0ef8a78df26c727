"""Bringing the recipients' rows in line with the addresses of a declaration."""

import secrets
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from server.domain.recipients import Role, Wanted
from server.storage import outbox, schools
from server.storage.declarations import Recipient


def new(declaration_id: UUID, wanted: Wanted, now: datetime) -> Recipient:
    """A row not yet written, with a link of its own."""
    return Recipient(
        id=uuid4(),
        declaration_id=declaration_id,
        address=wanted.address,
        name=wanted.name,
        roles=" ".join(wanted.roles),
        public_id=secrets.token_hex(8),
        link_generation=1,
        has_pen=False,
        created_at=now,
    )


async def add(declaration_id: UUID, wanted: Wanted, now: datetime, *, has_pen: bool = False) -> Recipient:
    """A new recipient for an address that the declaration has never had."""
    row = new(declaration_id, wanted, now)
    row.has_pen, row.school_id = has_pen, await _school(wanted)
    await row.save(force_create=True)
    return row


async def give_role(declaration_id: UUID, address: str, name: str, role: Role, now: datetime) -> tuple[Recipient, bool]:
    """The recipient at an address, who is this from now on; and whether that is news."""
    await schools.hold()
    row = await Recipient.get_or_none(declaration_id=declaration_id, address=address)
    if row is None:
        return await add(declaration_id, Wanted(address, name, (role,)), now), True
    roles = cast(list[Role], row.role_list()) if row.removed_at is None else []
    return row, await _mend(row, Wanted(address, row.name or name, tuple(dict.fromkeys([*roles, role]))), now)


async def move_apprentice(person_id: UUID, address: str, now: datetime) -> list[UUID]:
    """The apprentice's own place on each declaration follows to a new mailbox: links in the old one are dead, and what
    still waits goes to the new one. Returns the declarations."""
    rows = await Recipient.filter(declaration__apprentice_id=person_id, roles="apprentice", removed_at=None)
    for row in rows:
        if await Recipient.exists(declaration_id=row.declaration_id, address=address):
            await close(row, now)
            continue
        row.address, row.link_generation = address, row.link_generation + 1
        await row.save(update_fields=["address", "link_generation"])
        await mend_mailbox(row)
        await outbox.redirect(row.id, address)
    return [row.declaration_id for row in rows]


async def leave_workplace(row: Recipient, now: datetime) -> None:
    """No longer supervisor nor contact: the link is closed, unless the address is there as something else too."""
    roles = [role for role in row.role_list() if role not in ("supervisor", "workplace_contact")]
    if not roles:
        await close(row, now)
        return
    row.roles, row.has_pen = " ".join(roles), False
    await row.save(update_fields=["roles", "has_pen"])


async def everybody(declaration_id: UUID, apprentice: Wanted, now: datetime) -> list[Recipient]:
    """All who stand on the declaration, and the apprentice among them."""
    rows = await Recipient.filter(declaration_id=declaration_id).order_by("created_at", "address")
    own = next((row for row in rows if row.address == apprentice.address), None)
    if own is None:
        rows.append(await add(declaration_id, apprentice, now))
    elif own.removed_at:
        await _mend(own, apprentice, now)
    return [row for row in rows if row.removed_at is None]


async def bring_in_line(declaration_id: UUID, wanted: list[Wanted], now: datetime) -> list[Recipient]:
    """Adds, mends and closes rows. Returns those to be mailed: new ones and those whose roles grew.

    Whose address was corrected keeps the pen: it is known by the name.
    """
    await schools.hold()
    standing = {row.address: row for row in await Recipient.filter(declaration_id=declaration_id)}
    keep, to_mail = {entry.address for entry in wanted}, []
    pens = {row.name for row in standing.values() if row.has_pen and row.name and row.address not in keep}
    for entry in wanted:
        row = standing.get(entry.address)
        if row is None:
            to_mail.append(await add(declaration_id, entry, now, has_pen=entry.name in pens))
        elif await _mend(row, entry, now):
            to_mail.append(row)
    for row in standing.values():
        if row.address not in keep and row.removed_at is None and "apprentice" not in row.roles:
            await close(row, now)
    return to_mail


async def _mend(row: Recipient, entry: Wanted, now: datetime) -> bool:
    """True when the recipient is to be told: it came back, or has a role it had not."""
    told = row.removed_at is not None or not set(entry.roles) <= set(row.role_list())
    if told:
        await ask_anew(row)
        await mend_mailbox(row)
    row.removed_at, row.name, row.roles = None, entry.name, " ".join(entry.roles)
    row.asked_at, row.school_id = now if told else row.asked_at, await _school(entry)
    await row.save(update_fields=["removed_at", "name", "roles", "asked_at", "school_id"])
    return told


async def _school(entry: Wanted) -> UUID | None:
    """Whose staff sees it: only what was sent there as to a school."""
    return await schools.behind(entry.address) if "school" in entry.roles else None


async def confirm(declaration_id: UUID, addresses: list[str], now: datetime) -> None:
    """The apprentice says that these of a school are right, though no known school has them. The first time stands."""
    rows = Recipient.filter(declaration_id=declaration_id, address__in=addresses, confirmed_at=None)
    await rows.filter(roles__contains="school").update(confirmed_at=now)


async def ask_anew(row: Recipient) -> None:
    """Forgets that they declined."""
    nothing: dict[str, Any] = {"declined_at": None, "declined_reason": None, "declined_text": None}
    await row.update_from_dict(nothing).save(update_fields=list(nothing))


async def mend_mailbox(row: Recipient) -> None:
    """Somebody says that mail arrives there: what bounced before counts no more."""
    row.bounced_at, row.bounce_code = None, None
    await row.save(update_fields=["bounced_at", "bounce_code"])


async def close(row: Recipient, now: datetime) -> None:
    """The address no longer stands: its link is dead, also if the address comes back."""
    row.removed_at, row.has_pen = now, False
    row.link_generation += 1
    await row.save(update_fields=["removed_at", "has_pen", "link_generation"])

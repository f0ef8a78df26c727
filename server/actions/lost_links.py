"""A link that was lost or does not work: mailed again to whom it belongs, and to nobody else."""

from datetime import datetime, timedelta

from server import tokens
from server.domain import addresses
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, TooMany
from server.storage import limits, outbox, recipients
from server.storage.database import transaction
from server.storage.declarations import Recipient

MAILS_AN_HOUR = 5  # to one mailbox
ASKED_BY_A_CLIENT, CLIENT_WINDOW = 60, timedelta(minutes=10)  # a whole office may sit behind one


async def ask_for_all(address: str, client: str, *, key: bytes, now: datetime) -> None:
    """One row for every address, known or not: what it has to tell is found out when the mail is made."""
    code = addresses.problem(address)
    if code:
        raise InputInvalid([FieldProblem("address", code)])
    await _demand_room(addresses.normal(address), client, key, now)
    await outbox.put("open_links", addresses.normal(address), now=now)


async def ask_for_fresh(public_id: str, client: str, *, key: bytes, now: datetime) -> None:
    """The link that works, to the address it was made for. It closes no other."""
    row = await Recipient.get_or_none(public_id=public_id, removed_at=None)
    await _demand_room(row.address if row else public_id, client, key, now)
    if row is None:
        raise NotFound("link_unknown")
    async with transaction():
        await recipients.mend_mailbox(row)
        await outbox.put("fresh_link", row.address, now=now, recipient_id=row.id, declaration_id=row.declaration_id)


async def _demand_room(mailbox: str, client: str, key: bytes, now: datetime) -> None:
    rules = (
        (tokens.pseudonym(key, "links_to", mailbox), MAILS_AN_HOUR, timedelta(hours=1)),
        (tokens.pseudonym(key, "links_asked_from", client), ASKED_BY_A_CLIENT, CLIENT_WINDOW),
    )
    for limit_key, limit, window in rules:
        wait = await limits.hit(limit_key, limit, window, now)
        if wait:
            raise TooMany("links_on_their_way", wait)

"""Who sees a declaration: an opening in the panel is kept and told, and the apprentice ends the access of others."""

from datetime import datetime, timedelta
from uuid import UUID

from server.domain import addresses
from server.domain.recipients import may_end_access
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.storage import access_log, answers, changes, readers, recipients, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient
from server.storage.people import Person

FIELD = "details.others"
VISIT = timedelta(hours=1)


async def opened(reader: Reader, declaration_id: UUID, *, now: datetime, after_deed: bool = False) -> None:
    """Each time the page is shown; after a deed of theirs on it, only when they had not opened what it shows now within
    the hour. An apprentice who reads their own is nobody to be told of."""
    async with transaction():
        declaration = await visible.declaration_for(reader, declaration_id)
        if (await Person.get(id=declaration.apprentice_id)).address == reader.address:
            return
        place = await readers.place_of(reader, declaration.id)
        roles = place.role_list() if place else ["school"]
        name = await readers.name_of(reader, place)
        who = {"address": reader.address, "name": name, "way": "panel"}
        since = max(now - VISIT, declaration.submitted_at or now - VISIT)
        if after_deed and await access_log.stands(declaration.id, **who, since=since):
            return
        await access_log.write([declaration.id], **who, roles=roles, now=now)
        await changes.note(declaration.apprentice_id, [declaration.id])


async def end(person_id: UUID, declaration_id: UUID, recipient_id: UUID, *, now: datetime) -> None:
    """The link is dead, and what waits for them is not sent. Ending it again changes nothing."""
    async with transaction():
        declaration = await visible.declaration(person_id, declaration_id, lock=True)
        row = await Recipient.get_or_none(id=recipient_id, declaration_id=declaration.id)
        if row is None:
            raise NotFound
        if row.removed_at:
            return
        if not may_end_access(row.role_list()):
            raise Refusal("access_needed")
        await recipients.close(row, now)
        await _strike(declaration, row, now)
        await changes.note(person_id, [declaration.id])


async def _strike(declaration: Declaration, row: Recipient, now: datetime) -> None:
    """Off the list as well, or the next request would let them in again, and the next declaration begin with them."""
    known = (await answers.values(declaration.id)).get(FIELD) or []
    left = [person for person in known if addresses.normal(person["address"]) != row.address]
    if left != known:
        await answers.overwrite(declaration, FIELD, left, author="apprentice", recipient_id=None, now=now)

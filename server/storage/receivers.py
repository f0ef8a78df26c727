"""Who stands on a declaration as writer and receiver of messages."""

from dataclasses import replace

from server.domain import messages
from server.domain.messages import APPRENTICE, Receiver
from server.domain.recipients import mail_when_requested
from server.domain.roles import Reader
from server.storage import case_owners, visible
from server.storage.declarations import Declaration, Recipient
from server.storage.people import Person

BEFORE_ALL_HAVE_IT = ("requested", "releasing")


async def everybody(declaration: Declaration) -> list[Receiver]:
    """All of them, the apprentice last."""
    person = await Person.get(id=declaration.apprentice_id)
    standing = [_of(row, declaration.status) for row in await visible.recipients(declaration.id)]
    own = Receiver(APPRENTICE, person.address, person.name or "", ("apprentice",), opens=True)
    return messages.receivers(standing, own)


def writer_of(known: list[Receiver], recipient: Recipient | None) -> Receiver:
    """The one who writes; the apprentice also when reading through a link of their own."""
    return next((one for one in known if recipient and one.id == str(recipient.id)), known[-1])


async def reader_among(known: list[Receiver], reader: Reader) -> Receiver:
    """A reader of the panel as writer, by their own name; staff who does not stand there writes as the school."""
    own = await case_owners.me(reader)
    for one in known:
        if one.address == reader.address:
            return replace(one, name=one.name if one.id == APPRENTICE else own.name or one.name)
    return Receiver("", reader.address, own.name, ("school",), opens=False)


def _of(row: Recipient, status: str) -> Receiver:
    roles = tuple(row.role_list())
    opens = status not in BEFORE_ALL_HAVE_IT or mail_when_requested(roles) is not None
    return Receiver(str(row.id), row.address, row.name, roles, opens)

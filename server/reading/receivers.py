"""Whom the holder of a link or a reader of the panel may write to: names, roles, enough of an address to know it."""

from typing import Any

from server.domain.addresses import masked
from server.domain.declarations import ALLOWED
from server.domain.doors import may_sign
from server.domain.messages import Receiver
from server.domain.roles import Reader
from server.storage.declarations import Declaration, Grant
from server.storage.receivers import everybody, reader_among, writer_of


async def receivers(declaration: Declaration, grant: Grant) -> list[dict[str, Any]]:
    """Empty while no message may be written."""
    if declaration.status not in ALLOWED["message"] or not may_sign(grant.door):
        return []
    known = await everybody(declaration)
    return _shown(known, writer_of(known, grant.recipient))


async def receivers_for(declaration: Declaration, reader: Reader, *, whole: bool) -> list[dict[str, Any]]:
    """The same for a reader of the panel. `whole`: addresses as they are, but for the apprentice's own."""
    if declaration.status not in ALLOWED["message"]:
        return []
    known = await everybody(declaration)
    return _shown(known, await reader_among(known, reader), whole=whole)


def _shown(known: list[Receiver], writer: Receiver, *, whole: bool = False) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "roles": list(one.roles),
            "address": one.address if whole and one.id != "apprentice" else masked(one.address),
        }
        for one in known
        if one.id != writer.id
    ]

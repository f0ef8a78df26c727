"""Whom the holder of a link may write to: roles and names, and of an address only as much as tells two apart."""

from typing import Any

from server.domain.addresses import masked
from server.domain.declarations import ALLOWED
from server.domain.doors import may_sign
from server.storage.declarations import Declaration, Grant
from server.storage.receivers import everybody, writer_of


async def receivers(declaration: Declaration, grant: Grant) -> list[dict[str, Any]]:
    """Empty while no message may be written."""
    if declaration.status not in ALLOWED["message"] or not may_sign(grant.door):
        return []
    known = await everybody(declaration)
    writer = writer_of(known, grant.recipient)
    return [
        {"id": one.id, "name": one.name, "roles": list(one.roles), "address": masked(one.address)}
        for one in known
        if one.id != writer.id
    ]

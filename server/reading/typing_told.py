"""That a declaration is typed in from paper, as it is told to its apprentice and to who confirms it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from server.domain import typing_in
from server.domain.moments import iso
from server.storage import paper
from server.storage.declarations import Declaration


async def of(declarations: Collection[Declaration]) -> dict[UUID, dict[str, Any]]:
    """By declaration that is still to be sent. The mailbox of who types stays out of it, and so does why it was
    refused: that speaks of answers which nobody has sent yet, and is for who typed them alone."""
    found = await paper.newest([one.id for one in declarations if one.status == "requested"])
    return {
        id: {
            "name": row.name,
            "role": row.side,
            "begun_at": iso(row.begun_at),
            "refused_at": iso(row.refused_at) if row.refused_at else None,
        }
        for id, row in found.items()
    }


async def offered(declaration: Declaration, roles: Collection[str]) -> bool:
    """Whether somebody with these roles is led to type it in: at the workplace, and where nobody began elsewhere."""
    if declaration.status != "requested" or not typing_in.WORKPLACE & set(roles):
        return False
    return typing_in.is_free(await paper.sides(declaration.id), "workplace")


async def to_confirmer(declaration: Declaration) -> dict[str, Any] | None:
    """The same for who confirms it, with the fields that were typed anew since they said no (None: they never did)."""
    told = (await of([declaration])).get(declaration.id)
    if told is None:
        return None
    mended = await paper.mended(declaration.id)
    return {**told, "mended": None if mended is None else sorted(mended)}

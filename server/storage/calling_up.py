"""Tying a declaration to the call-up whose code stands in it, and writing what the call-up says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from server.domain import short_codes, summonses
from server.domain.declarations import closed_to
from server.storage import answers
from server.storage.declarations import Declaration
from server.storage.summonses import Summons, by_code


async def tie(declaration: Declaration, values: Mapping[str, Any], now: datetime) -> bool:
    """True when the tie changed. `values`: every field as it stands, which the caller holds the lock of.

    A code that leads nowhere leaves all as it is; a cleared one unties, and what was filled in stays.
    """
    typed = values.get(summonses.CODE) or ""
    code = short_codes.normal(typed)
    found = await by_code(code) if code else None
    known = declaration.summons_id
    if (
        (found is None and typed.strip())
        or (found and found.id) == known
        or closed_to("apprentice", declaration.status)
    ):
        return False
    before = await Summons.get_or_none(id=known) if known else None
    declaration.summons_id = found.id if found else None
    await declaration.save(update_fields=["summons_id"])
    said = found.details() if found else {}
    for field, value in summonses.fill(values, said, before.details() if before else {}).items():
        await answers.overwrite(declaration, field, value, author="apprentice", recipient_id=None, now=now)
    return True

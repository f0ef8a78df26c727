"""Who has a case at the school: taken, given to a colleague, or all that a colleague has handed over at once.

A repeat changes nothing, so no deed needs an id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.domain.case_owners import NOBODY, Owner
from server.domain.refusal import FieldProblem, InputInvalid, NotFound
from server.domain.roles import Reader
from server.storage import case_owners, follow_ups, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration
from server.storage.follow_ups import FollowUp


@dataclass(frozen=True)
class Given:
    """How it went: how many have the new owner now, and how many somebody else gave away in the meantime."""

    given: int
    moved: int


async def give(reader: Reader, seen: Mapping[UUID, str], to: str, *, now: datetime) -> Given:
    """`seen`: who had each case when the page was made, as `Owner.key` or `nobody`; `to` is one of these, too.
    What somebody else moved since then stays with whom they gave it to."""
    if not seen:
        raise InputInvalid([FieldProblem("case", "cases_none_chosen")])
    owner = await _wanted(reader, to, now)
    async with transaction():
        theirs = Declaration.filter(visible.to_school(reader), id__in=list(seen))
        ids = [UUID(str(one)) for one in await theirs.values_list("id", flat=True)]
        if not ids:
            raise NotFound
        rows = await follow_ups.held(ids)
        free = [row for row in rows if _key(row) in (seen[row.declaration_id], to)]
        await _write(free, owner)
    return Given(len(free), len(rows) - len(free))


async def hand_over(reader: Reader, of: str, to: str, *, now: datetime) -> int:
    """All that one colleague has, to another or to nobody; how many."""
    owner = await _wanted(reader, to, now)
    leaving = [one for one in await case_owners.of_school(reader) if one.key == of]
    if not leaving:
        raise InputInvalid([FieldProblem("of", "owner_unknown")])
    async with transaction():
        theirs = FollowUp.filter(case_owners.cases(reader) & case_owners.owned_by(leaving))
        ids = [UUID(str(one)) for one in await theirs.values_list("declaration_id", flat=True)]
        rows = [row for row in await follow_ups.held(ids) if _key(row) == of]
        await _write(rows, owner)
    return len(rows)


async def _wanted(reader: Reader, to: str, now: datetime) -> Owner | None:
    """The colleague who gets it; None when nobody shall have it."""
    if to == NOBODY:
        return None
    found = next((one for one in await case_owners.colleagues(reader, now) if one.key == to), None)
    if found is None:
        raise InputInvalid([FieldProblem("to", "owner_unknown")])
    return found


def _key(row: FollowUp) -> str:
    return Owner(row.owner_address, row.owner_name or "").key if row.owner_address else NOBODY


async def _write(rows: list[FollowUp], owner: Owner | None) -> None:
    address, name = (owner.address, owner.name) if owner else (None, None)
    ids = [row.declaration_id for row in rows]
    await FollowUp.filter(declaration_id__in=ids).update(owner_address=address, owner_name=name)

"""Which school an address is of; and whether the apprentice is asked if it is right, since no known school has it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from server.domain.addresses import normal
from server.domain.schools import domain_of, meant
from server.storage import schools
from server.storage.declarations import Recipient

Given = Mapping[UUID, Mapping[str, str]]  # by declaration: addresses its call-up names, and the school that says so


async def of(rows: list[Recipient], given: Given) -> dict[UUID, dict[str, Any]]:
    """`{school, unknown_school, meant_address}` by recipient. Two queries at most."""
    names = await schools.names(row.school_id for row in rows if row.school_id)
    told = {
        row.id: (row.school_id and names.get(row.school_id)) or given.get(row.declaration_id, {}).get(row.address)
        for row in rows
    }
    open_ones = [row for row in rows if "school" in row.role_list() and not (told[row.id] or row.confirmed_at)]
    known = list(await schools.domains()) if open_ones else []
    asked = {row.id for row in open_ones if known}
    return {
        row.id: {
            "school": told[row.id] if "school" in row.role_list() else None,
            "unknown_school": row.id in asked,
            "meant_address": meant(row.address, known) if row.id in asked else None,
        }
        for row in rows
    }


async def check(addresses: Iterable[str]) -> list[dict[str, Any]]:
    """The same of addresses that nobody was asked by yet: `{address, school, unknown_school, meant_address}` each."""
    known = await schools.domains()
    names = await schools.names(known.values())
    return [_checked(normal(address), known, names) for address in addresses]


def _checked(address: str, known: Mapping[str, UUID], names: Mapping[UUID, str]) -> dict[str, Any]:
    school_id = known.get(domain_of(address))
    asked = bool(known) and school_id is None
    school, near = names[school_id] if school_id else None, meant(address, known) if asked else None
    return {"address": address, "school": school, "unknown_school": asked, "meant_address": near}

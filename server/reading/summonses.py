"""A call-up as the apprentice's phone is told it: by its code, and with the declarations made with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from server.domain.addresses import normal
from server.domain.refusal import NotFound
from server.storage import schools, summonses
from server.storage.declarations import Declaration
from server.storage.summonses import Summons


async def by_code(code: str) -> dict[str, Any]:
    """The open call-up behind a code as domain.short_codes makes it; raises NotFound."""
    found = await summonses.by_code(code)
    if found is None:
        raise NotFound("summons_unknown")
    return facts(found)


async def of(declarations: list[Declaration]) -> Mapping[UUID, Summons]:
    """By the id of the call-up; closed ones too, since a declaration stays with it."""
    return await summonses.of(declaration.summons_id for declaration in declarations)


async def vouched(called: Mapping[UUID, Summons]) -> Mapping[UUID, Mapping[str, str]]:
    """By call-up: the contacts a school stands for, and its name. Where the school has domains, one outside them
    counts when its staff said it is right."""
    with_domains = set((await schools.domains()).values()) if called else set()
    return {
        row.id: {
            normal(one["address"]): row.school.name
            for one in row.contact_list()
            if row.school_id not in with_domains or one["address"] in row.confirmed()
        }
        for row in called.values()
    }


def facts(row: Summons) -> dict[str, Any]:
    """The shape of docs/protocol.md."""
    ends = row.school_period_ends_on
    return {
        "code": row.code,
        "school": {"name": row.school.name},
        "programme": row.programme,
        "main_course": row.main_course,
        "school_class": row.school_class,
        "training_period_ends_on": row.training_period_ends_on.isoformat(),
        "school_period_starts_on": row.school_period_starts_on.isoformat(),
        "school_period_ends_on": ends.isoformat() if ends else None,
        "contacts": row.contact_list(),
    }

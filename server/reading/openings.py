"""Who has seen a declaration beside its apprentice: opened in the panel or as sent on, and whose link was opened."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tortoise.functions import Count, Max, Min

from server.domain.moments import iso
from server.storage.access_log import Opening
from server.storage.declarations import Recipient
from server.storage.plain_reads import moment

Told = dict[str, Any]


async def of(declaration_ids: list[UUID]) -> Mapping[UUID, list[Told]]:
    """The newest first; each person once a way. Of a link only its first opening is known, and not who read."""
    found: dict[UUID, list[Told]] = defaultdict(list)
    for declaration_id, told in [*await _people(declaration_ids), *await _links(declaration_ids)]:
        found[declaration_id].append(told)
    return defaultdict(list, {one: sorted(told, key=_newest, reverse=True) for one, told in found.items()})


def _newest(told: Told) -> str:
    return str(told["last_at"] or told["first_at"])


async def _people(ids: list[UUID]) -> list[tuple[UUID, Told]]:
    person = ("declaration_id", "address", "name", "roles", "way")
    rows = Opening.filter(declaration_id__in=ids).annotate(first=Min("at"), last=Max("at"), times=Count("id"))
    return [
        (
            UUID(str(row["declaration_id"])),
            {
                "name": row["name"],
                "address": row["address"],
                "roles": row["roles"].split(),
                "way": row["way"],
                "first_at": iso(moment(row["first"])),
                "last_at": iso(moment(row["last"])),
                "times": row["times"],
            },
        )
        for row in await rows.group_by(*person).values(*person, "first", "last", "times")
    ]


async def _links(ids: list[UUID]) -> list[tuple[UUID, Told]]:
    """Of those who were taken off, too."""
    opened = Recipient.filter(declaration_id__in=ids, opened_at__isnull=False)
    return [
        (
            row.declaration_id,
            {
                "name": row.name,
                "address": row.address,
                "roles": row.role_list(),
                "way": "link",
                "first_at": iso(moment(row.opened_at)),
                "last_at": None,
                "times": None,
            },
        )
        for row in await opened.exclude(roles="apprentice").order_by("opened_at")
    ]

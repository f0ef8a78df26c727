"""The sealed versions of declarations as people see them: the newest, and those before it."""

import json
from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from server.domain.differences import differences
from server.domain.moments import iso
from server.storage import corrections, disputes, sealed
from server.storage.sealed import SealedContent, SealedVersion

Told = dict[str, Any]


async def sealed_of(ids: list[UUID], *, pending: bool = False) -> dict[UUID, Told]:
    """The newest version of each declaration with `versions`, the earlier ones; `payload` is null once it is erased.
    `disputed_at`: since when somebody says that it was not they who signed that version, or null.

    What can still be taken back is there for those who fill in alone (`pending`).
    """
    known = (await sealed.standing(ids)).items()
    standing = {id: seen for id, all in known if (seen := all if pending else sealed.released(all))}
    payloads, disputed = await _payloads(standing), await disputes.since(standing)
    return {id: _newest(_all(seen, payloads, disputed)) for id, seen in standing.items()}


async def _payloads(standing: Mapping[UUID, list[SealedVersion]]) -> dict[UUID, Told]:
    ids = [version.id for versions in standing.values() for version in versions]
    return {row.version_id: json.loads(row.payload) for row in await SealedContent.filter(version_id__in=ids)}


def _all(versions: list[SealedVersion], payloads: Mapping[UUID, Told], disputed: Mapping[UUID, datetime]) -> list[Told]:
    """Each version with what differs from the one before; nothing where either was erased."""
    told = [_told(version, number, payloads, disputed.get(version.id)) for number, version in enumerate(versions, 1)]
    for before, after in pairwise(told):
        if before["payload"] and after["payload"]:
            after["differences"] = differences(before["payload"], after["payload"])
    return told


def _told(version: SealedVersion, number: int, payloads: Mapping[UUID, Told], disputed_at: datetime | None) -> Told:
    return {
        "number": number,
        "digest": version.digest,
        "sealed_at": iso(version.sealed_at),
        "payload": payloads.get(version.id),
        "differences": [],
        "disputed_at": iso(disputed_at) if disputed_at else None,
    }


def _newest(told: list[Told]) -> Told:
    return {**told[-1], "versions": told[-2::-1]}


async def correction_of(declaration_id: UUID) -> Told | None:
    """The correction under way, for those who make it."""
    row = await corrections.under_way(declaration_id)
    return {"reason": row.reason, "begun_at": iso(row.begun_at)} if row else None

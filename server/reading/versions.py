"""The sealed versions of declarations as people see them: the newest, and those before it."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from server.domain.moments import iso
from server.storage import sealed
from server.storage.sealed import SealedContent, SealedVersion

Told = dict[str, Any]


async def sealed_of(ids: list[UUID], *, pending: bool = False) -> dict[UUID, Told]:
    """The newest version of each declaration with `versions`, the earlier ones; `payload` is null once it is erased.

    What can still be taken back is there for those who fill in alone (`pending`).
    """
    known = (await sealed.standing(ids)).items()
    standing = {id: seen for id, all in known if (seen := all if pending else sealed.released(all))}
    payloads = await _payloads(standing)
    return {id: _newest([_told(v, n, payloads) for n, v in enumerate(seen, 1)]) for id, seen in standing.items()}


async def _payloads(standing: Mapping[UUID, list[SealedVersion]]) -> dict[UUID, Told]:
    ids = [version.id for versions in standing.values() for version in versions]
    return {row.version_id: json.loads(row.payload) for row in await SealedContent.filter(version_id__in=ids)}


def _told(version: SealedVersion, number: int, payloads: Mapping[UUID, Told]) -> Told:
    return {
        "number": number,
        "digest": version.digest,
        "sealed_at": iso(version.sealed_at),
        "payload": payloads.get(version.id),
    }


def _newest(told: list[Told]) -> Told:
    return {**told[-1], "versions": told[-2::-1]}

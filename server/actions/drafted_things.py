"""One thing of a draft added, changed, moved, taken out, or put back. Each deed says what it was made on (`seen`)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from server.domain import edition_removals, edition_things
from server.domain.edition_things import KINDS, fingerprint
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.storage import edition_drafts, editions, visible
from server.storage.database import transaction

Sent = Mapping[str, Sequence[str]]


async def put(
    reader: Reader, programme: str, kind: str, key: str | None, sent: Sent, seen: str, *, now: datetime
) -> None:
    """A thing as it stands in a form; `seen`: the fingerprint of the one the form was made from. What a colleague wrote
    meanwhile is not overwritten: Refusal "thing_moved". What one took out is told, "thing_gone", and comes back with
    the form's words where `seen` is empty."""
    async with transaction():
        row = await visible.draft_to_change(reader, programme)
        content, told = row.edition(), row.removals()
        if kind not in KINDS:
            raise NotFound
        stands = _standing(content, kind, key)
        gone = key is not None and stands is None
        if gone:
            place, thing, _ = edition_removals.last_seen(told, kind, key or "")
        values = edition_things.read(content, KINDS[kind], sent)
        if fingerprint(stands) != seen:
            raise Refusal("thing_gone" if gone else "thing_moved")
        if gone:
            content = edition_removals.inserted(content, kind, place, thing)
            told = [one for one in told if (one["kind"], one["key"]) != (kind, key)]
        after = edition_things.put(content, kind, key, values, await _taken(kind))
        if key is None and edition_things.made_twice(after, kind):
            return
        await edition_drafts.keep(row, after, reader.address, now, told)


def _standing(content: Mapping[str, Any], kind: str, key: str | None) -> dict[str, Any] | None:
    try:
        return edition_things.find(content, kind, key) if key else None
    except NotFound:
        return None


async def remove(reader: Reader, programme: str, kind: str, key: str, seen: str, *, now: datetime) -> str:
    """It and what goes along is out of the draft, and can be put back by the id that is returned. `seen`: the
    fingerprint of all that goes, `edition_removals.going`."""
    async with transaction():
        row = await visible.draft_to_change(reader, programme)
        content, told = row.edition(), row.removals()
        if kind in KINDS and _standing(content, kind, key) is None:
            return str(edition_removals.last_seen(told, kind, key)[2]["id"])  # a colleague was quicker
        after = edition_removals.removed(content, kind, key)
        if edition_removals.going(content, kind, key) != seen:
            raise Refusal("thing_moved")
        about = {"id": uuid4().hex, "by": reader.address, "at": now.isoformat()}
        told = [{**about, **edition_removals.removal(content, kind, key)}, *told]
        await edition_drafts.keep(row, after, reader.address, now, told)
        return about["id"]


async def put_back(reader: Reader, programme: str, removal_id: str, *, now: datetime) -> None:
    """What was taken out stands where it stood, as it was. A second time does nothing."""
    async with transaction():
        row = await visible.draft_to_change(reader, programme)
        told = row.removals()
        found = next((one for one in told if one["id"] == removal_id), None)
        if found is None:
            return
        others = [one for one in told if one is not found]
        after = edition_removals.put_back(row.edition(), found, others)
        await edition_drafts.keep(row, after, reader.address, now, others)


async def move(reader: Reader, programme: str, kind: str, key: str, up: bool, seen: str, *, now: datetime) -> None:
    """`seen`: the fingerprint of its list, `edition_things.order`."""
    async with transaction():
        row = await visible.draft_to_change(reader, programme)
        content = row.edition()
        if kind not in KINDS:
            raise NotFound
        if edition_things.order(content, kind, key) != seen:
            raise Refusal("order_moved")
        await edition_drafts.keep(row, edition_things.moved(content, kind, key, up), reader.address, now)


async def _taken(kind: str) -> list[str]:
    """Every key of the kind that an edition ever had, of any programme."""
    known = [edition.as_json() for edition in await editions.known()]
    if kind in ("main_courses", "scale", "specialisations"):
        return []
    return [one["key"] for edition in known for one in edition[kind]]

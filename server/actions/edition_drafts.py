"""What members of a trade committee do to the edition they work on, until it is published and never changes again."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from server.domain import edition_rules, edition_things
from server.domain.catalogue import Edition
from server.domain.edition_things import ABOUT, KINDS, fingerprint
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader, Seat
from server.storage import editions
from server.storage.database import transaction
from server.storage.edition_drafts import EditionDraft
from server.storage.editions import CatalogueEdition

Sent = Mapping[str, Sequence[str]]
MOST = 4 * 1024 * 1024  # bytes of a draft


def seat(reader: Reader, programme: str) -> Seat:
    """The reader's seat on the trade committee that owns the programme. Raises NotFound."""
    found = next((one for one in reader.seats if one.kind == "trade" and programme in one.programmes), None)
    if found is None:
        raise NotFound
    return found


async def begin(reader: Reader, programme: str, edition: Edition | None, *, now: datetime) -> None:
    """From `edition`, one that was read from a file; else from the newest there is. A draft that stands is not
    overwritten: it is dropped first."""
    owner = seat(reader, programme)
    async with transaction():
        if await EditionDraft.exists(programme=programme):
            raise Refusal("draft_stands")
        newest = await _newest(programme)
        content = (edition or newest or _none()).as_json()
        defaults = {
            "committee_id": owner.committee_id,
            "base": newest.id if newest else None,
            "content": json.dumps(content, ensure_ascii=False),
            "changed_by": reader.address,
            "changed_at": now,
        }
        if not (await EditionDraft.get_or_create(programme=programme, defaults=defaults))[1]:
            raise Refusal("draft_stands")  # two at once, on PostgreSQL


def _none() -> Edition:
    raise Refusal("programme_without_edition")


async def drop(reader: Reader, programme: str) -> None:
    """The draft is gone; editions that hold are not touched."""
    seat(reader, programme)
    async with transaction():
        if not await EditionDraft.filter(programme=programme).delete():
            raise NotFound


async def put(
    reader: Reader, programme: str, kind: str, key: str | None, sent: Sent, seen: str, *, now: datetime
) -> None:
    """A thing as it stands in a form; `seen`: the fingerprint of the one the form was made from. What a colleague wrote
    meanwhile is not overwritten: Refusal "thing_moved"."""
    async with transaction():
        row = await _held(reader, programme)
        content = row.edition()
        if kind not in KINDS:
            raise NotFound
        stands = edition_things.find(content, kind, key) if key else None
        values = edition_things.read(content, KINDS[kind], sent)
        if fingerprint(stands) != seen:
            raise Refusal("thing_moved")
        after = edition_things.put(content, kind, key, values, await _taken(kind))
        await _keep(row, after, reader, now)


async def about(reader: Reader, programme: str, sent: Sent, seen: str, *, now: datetime) -> None:
    """The edition's own name, label and source."""
    async with transaction():
        row = await _held(reader, programme)
        content = row.edition()
        values = edition_things.read(content, ABOUT, sent)
        if fingerprint(_about(content)) != seen:
            raise Refusal("thing_moved")
        await _keep(row, {**content, **values}, reader, now)


def _about(content: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: content[field.name] for field in ABOUT}


async def remove(reader: Reader, programme: str, kind: str, key: str, *, now: datetime) -> None:
    async with transaction():
        row = await _held(reader, programme)
        await _keep(row, edition_things.removed(row.edition(), kind, key), reader, now)


async def move(reader: Reader, programme: str, kind: str, key: str, up: bool, *, now: datetime) -> None:
    async with transaction():
        row = await _held(reader, programme)
        await _keep(row, edition_things.moved(row.edition(), kind, key, up), reader, now)


async def publish(
    reader: Reader, programme: str, valid_from: date | None, seen: str, *, today: date, now: datetime
) -> str:
    """It holds from that day for whoever begins then, and never changes; its id. The draft is gone. `seen`: the
    fingerprint of the whole as it was looked at: nobody publishes what a colleague wrote after that."""
    async with transaction():
        row = await _held(reader, programme)
        newest = await _newest(programme)
        day = edition_rules.demand_day(valid_from, today, newest.valid_from if newest else None)
        if edition_things.whole(row.edition(), newest.id if newest else None) != seen:
            raise Refusal("draft_moved")
        if edition_rules.problems(row.edition()):
            raise Refusal("edition_unfit")
        known = await CatalogueEdition.filter(programme=programme).values_list("version", flat=True)
        version = edition_things.next_version(day.isoformat()[:7], [str(one) for one in known])
        edition = edition_rules.published(row.edition(), version, day)
        await editions.load([edition], now)
        await row.delete()
        return edition.id


async def _newest(programme: str) -> Edition | None:
    row = await CatalogueEdition.filter(programme=programme).order_by("-valid_from", "-loaded_at").first()
    return await editions.get(row.id) if row else None


async def _held(reader: Reader, programme: str) -> EditionDraft:
    seat(reader, programme)
    row = await EditionDraft.filter(programme=programme).select_for_update().first()
    if row is None:
        raise NotFound
    return row


async def _taken(kind: str) -> list[str]:
    """Every key of the kind that an edition ever had, of any programme."""
    known = [edition.as_json() for edition in await editions.known()]
    if kind in ("main_courses", "scale", "specialisations"):
        return []
    return [one["key"] for edition in known for one in edition[kind]]


async def _keep(row: EditionDraft, content: Mapping[str, Any], reader: Reader, now: datetime) -> None:
    text = json.dumps(content, ensure_ascii=False)
    if len(text) > MOST:
        raise Refusal("things_many")
    await EditionDraft.filter(programme=row.programme).update(content=text, changed_by=reader.address, changed_at=now)

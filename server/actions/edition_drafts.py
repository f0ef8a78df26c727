"""What members of a trade committee do to the edition they work on, until it is published and never changes again.

Every deed says what it was made on (`seen`): nothing that a colleague wrote after that is overwritten or lost.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tortoise.exceptions import IntegrityError

from server.domain import committees, edition_rules, edition_things
from server.domain.catalogue import Edition
from server.domain.edition_things import ABOUT, fingerprint
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.storage import edition_drafts, editions, visible
from server.storage.database import transaction
from server.storage.edition_drafts import CommitteeDraft
from server.storage.editions import CatalogueEdition

Sent = Mapping[str, Sequence[str]]


async def begin(reader: Reader, programme: str, edition: Edition | None, *, now: datetime) -> None:
    """From `edition`, one that was read from a file; else from the newest there is. A draft that stands is not
    overwritten: it is dropped first."""
    owner = committees.owner(reader, programme).committee_id
    async with transaction():
        if await edition_drafts.standing(owner, programme).exists():
            raise Refusal("draft_stands")
        content = (edition or await _newest(programme) or _none()).as_json()
        defaults = {
            "content": json.dumps(content, ensure_ascii=False),
            "changed_by": reader.address,
            "changed_at": now,
        }
        _, made = await CommitteeDraft.get_or_create(
            programme=programme, committee_id=owner, stands=True, defaults=defaults
        )
        if not made:
            raise Refusal("draft_stands")  # two at once, on PostgreSQL


def _none() -> Edition:
    raise Refusal("programme_without_edition")


async def drop(reader: Reader, programme: str, seen: str, *, now: datetime) -> None:
    """The draft stands no longer, and can be taken back; editions that hold are not touched."""
    async with transaction():
        row = await _as_seen(reader, programme, seen)
        row.stands, row.changed_by, row.changed_at = None, reader.address, now
        await row.save(update_fields=["stands", "changed_by", "changed_at"])
        await edition_drafts.forget_oldest(row.committee_id, programme)


async def take_back(reader: Reader, programme: str, draft_id: int, *, now: datetime) -> None:
    """A dropped draft stands again as it was, where no other stands."""
    owner = committees.owner(reader, programme).committee_id
    try:
        async with transaction():
            row = await CommitteeDraft.filter(id=draft_id, committee_id=owner, programme=programme).first()
            if row is None:
                raise NotFound
            if row.stands:
                return  # the same deed once more
            if await edition_drafts.standing(owner, programme).exists():
                raise Refusal("draft_stands")
            await (
                edition_drafts.dropped(owner, programme)
                .filter(id=draft_id)
                .update(stands=True, changed_by=reader.address, changed_at=now)
            )
    except IntegrityError:  # another one was begun or taken back meanwhile
        raise Refusal("draft_stands") from None


async def about(reader: Reader, programme: str, sent: Sent, seen: str, *, now: datetime) -> None:
    """The edition's own name, label and source."""
    async with transaction():
        row = await visible.draft_to_change(reader, programme)
        content = row.edition()
        values = edition_things.read(content, ABOUT, sent)
        if fingerprint(_about(content)) != seen:
            raise Refusal("thing_moved")
        await edition_drafts.keep(row, {**content, **values}, reader.address, now)


def _about(content: Mapping[str, Any]) -> dict[str, Any]:
    return {field.name: content[field.name] for field in ABOUT}


async def publish(
    reader: Reader, programme: str, valid_from: date | None, seen: str, *, today: date, now: datetime
) -> str:
    """It holds from that day for whoever begins then, and never changes; its id. The draft is gone. `seen`: the
    fingerprint of the whole as it was looked at: nobody publishes what a colleague wrote after that."""
    async with transaction():
        row = await visible.draft_to_change(reader, programme)
        newest = await _newest(programme)
        day = edition_rules.demand_publishable(row.edition(), newest, valid_from, seen, today)
        known = await CatalogueEdition.filter(programme=programme).values_list("version", flat=True)
        version = edition_things.next_version(day.isoformat()[:7], [str(one) for one in known])
        edition = edition_rules.published(row.edition(), version, day)
        await editions.load([edition], now)
        await row.delete()
        return edition.id


async def _as_seen(reader: Reader, programme: str, seen: str) -> CommitteeDraft:
    row, newest = await visible.draft_to_change(reader, programme), await _newest(programme)
    if edition_things.whole(row.edition(), newest.id if newest else None) != seen:
        raise Refusal("draft_moved")
    return row


async def _newest(programme: str) -> Edition | None:
    row = await CatalogueEdition.filter(programme=programme).order_by("-valid_from", "-loaded_at").first()
    return await editions.get(row.id) if row else None

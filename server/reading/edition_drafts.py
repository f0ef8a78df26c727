"""The editions of a trade committee's programmes, and the one its members work on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from server.domain import catalogue_changes, edition_rules, edition_things
from server.domain.catalogue import Edition, from_json
from server.domain.edition_things import ABOUT, fingerprint
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.storage import edition_drafts, editions
from server.storage.edition_drafts import EditionDraft
from server.storage.editions import CatalogueEdition

Told = dict[str, Any]


def owned(reader: Reader) -> list[str]:
    return [key for seat in reader.seats if seat.kind == "trade" for key in seat.programmes]


async def programmes(reader: Reader, today: date) -> list[Told]:
    """Each with its editions, the newest first, and the draft: `{key, name, editions, draft}`."""
    names, drafts = await editions.programme_names(), await edition_drafts.of(owned(reader))
    return [
        {"key": key, "name": names.get(key, key), "editions": await _editions(key, today), "draft": drafts.get(key)}
        for key in owned(reader)
    ]


async def _editions(programme: str, today: date) -> list[Told]:
    """`current`: the one that whoever begins today follows."""
    rows = await CatalogueEdition.filter(programme=programme).order_by("-valid_from", "-loaded_at")
    current = next((row.id for row in rows if row.valid_from <= today), None)
    return [
        {
            "id": row.id,
            "version": row.version,
            "valid_from": row.valid_from,
            "current": row.id == current,
            "coming": row.valid_from > today,
            "goals": len(edition.goals) if (edition := await editions.get(row.id)) else 0,
        }
        for row in rows
    ]


async def draft(reader: Reader, programme: str) -> Told:
    """The draft whole: `{programme, content, changes, expected_last, problems, base, changed_by, changed_at,
    about_seen, seen}`, the changes since the newest edition, `base`. Raises NotFound for a programme that is not
    theirs, or that nobody works on."""
    row = await _row(reader, programme)
    content = row.edition()
    base = await newest(programme)
    return {
        "programme": programme,
        "content": content,
        "base": base.id if base else None,
        "changes": catalogue_changes.changes(base, from_json(content)),
        "about_changes": _about_changes(base, content),
        "expected_last": catalogue_changes.expected_last(base, from_json(content)),
        "problems": edition_rules.problems(content),
        "changed_by": row.changed_by,
        "changed_at": row.changed_at,
        "about_seen": fingerprint({field.name: content[field.name] for field in ABOUT}),
        "seen": edition_things.whole(content, base.id if base else None),
    }


def _about_changes(base: Edition | None, content: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    before = base.as_json() if base else {}
    return [
        (field.name, before.get(field.name, ""), content[field.name])
        for field in ABOUT
        if before.get(field.name, "") != content[field.name]
    ]


async def thing(reader: Reader, programme: str, kind: str, key: str | None) -> Told:
    """`{programme, content, kind, key, thing, seen}`; of a new one all empty."""
    content = (await _row(reader, programme)).edition()
    found = edition_things.find(content, kind, key) if key else None
    if kind not in edition_things.KINDS:
        raise NotFound
    seen = fingerprint(found)
    return {"programme": programme, "content": content, "kind": kind, "key": key, "thing": found, "seen": seen}


async def _row(reader: Reader, programme: str) -> EditionDraft:
    row = await EditionDraft.get_or_none(programme=programme) if programme in owned(reader) else None
    if row is None:
        raise NotFound
    return row


async def known() -> list[Edition]:
    """All editions, for keys to be kept by."""
    return await editions.known()


async def newest(programme: str) -> Edition | None:
    found = [one for one in await editions.known() if one.programme == programme]
    return found[-1] if found else None

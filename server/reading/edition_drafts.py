"""The editions of a trade committee's programmes, and the one its members work on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from server.domain import catalogue_changes, committees, edition_removals, edition_rules, edition_things
from server.domain.catalogue import Edition, from_json
from server.domain.edition_things import ABOUT, KINDS, Content, fingerprint
from server.domain.refusal import NotFound, Refusal
from server.domain.roles import Reader
from server.storage import edition_drafts, editions, visible
from server.storage.edition_drafts import CommitteeDraft
from server.storage.editions import CatalogueEdition

Told = dict[str, Any]


def owned(reader: Reader) -> list[str]:
    return [key for seat in reader.seats if seat.kind == "trade" for key in seat.programmes]


async def programmes(reader: Reader, today: date) -> list[Told]:
    """Each with its editions, the newest first, and the draft: `{key, name, editions, draft, dropped}`; `dropped`: the
    drafts that can be taken back while none stands."""
    names = await editions.programme_names()
    return [await _programme(reader, key, names.get(key, key), today) for key in owned(reader)]


async def _programme(reader: Reader, key: str, name: str, today: date) -> Told:
    owner = committees.owner(reader, key).committee_id
    draft = await edition_drafts.standing(owner, key).first()
    dropped = [] if draft else await edition_drafts.dropped(owner, key)
    return {"key": key, "name": name, "editions": await _editions(key, today), "draft": draft, "dropped": dropped}


async def dropped(reader: Reader, programme: str) -> CommitteeDraft | None:
    """The draft that was dropped last, unless another one was published after it. Raises NotFound for a programme that
    is not theirs."""
    last = await edition_drafts.dropped(committees.owner(reader, programme).committee_id, programme).first()
    if last and await CatalogueEdition.exists(programme=programme, loaded_at__gt=last.changed_at):
        return None
    return last


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
    """The draft whole: `{programme, content, changes, expected_last, problems, base, changed_by, changed_at, removals,
    about_seen, orders, seen}`, the changes since the newest edition, `base`; `orders`: the fingerprint of the list that
    each thing moves in. Raises NotFound for a programme that is not theirs, or that nobody works on."""
    row = await visible.draft(reader, programme)
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
        "removals": row.removals(),
        "orders": _orders(content),
        "about_seen": fingerprint({field.name: content[field.name] for field in ABOUT}),
        "seen": edition_things.whole(content, base.id if base else None),
    }


async def to_publish(reader: Reader, programme: str, valid_from: date | None, seen: str, today: date) -> Told:
    """The draft as `draft` tells it, with the `day` it would hold from. Refuses what publishing it would be refused
    for; "draft_gone" when a colleague has dropped or published it."""
    committees.owner(reader, programme)
    try:
        told = await draft(reader, programme)
    except NotFound:
        raise Refusal("draft_gone") from None
    base = await newest(programme)
    day = edition_rules.demand_publishable(told["content"], base, valid_from, seen, today)
    return {**told, "day": day}


def _about_changes(base: Edition | None, content: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    before = base.as_json() if base else {}
    return [
        (field.name, before.get(field.name, ""), content[field.name])
        for field in ABOUT
        if before.get(field.name, "") != content[field.name]
    ]


def _orders(content: Content) -> dict[str, str]:
    """By kind; of goals by work area."""
    found: dict[str, str] = {}
    for kind in KINDS:
        for one in content[kind]:
            group = one["work_area"] if kind == "goals" else kind
            found.setdefault(group, edition_things.order(content, kind, edition_things.key_of(one)))
    return found


async def thing(reader: Reader, programme: str, kind: str, key: str | None) -> Told:
    """`{programme, content, kind, key, thing, seen, going, along, gone}`; of a new one all empty. `along`: the names of
    what would go with it; `gone`: how it was taken out, when it was: then `thing` is as it stood."""
    row = await visible.draft(reader, programme)
    content = row.edition()
    if kind not in KINDS:
        raise NotFound
    told = {"programme": programme, "content": content, "kind": kind, "key": key}
    if key is None:
        return {**told, "thing": None, "seen": "", "going": "", "along": [], "gone": None}
    try:
        found = edition_things.find(content, kind, key)
    except NotFound:
        _, found, gone = edition_removals.last_seen(row.removals(), kind, key)
        return {**told, "thing": found, "seen": "", "going": "", "along": [], "gone": gone}
    along = edition_removals.along(edition_removals.removal(content, kind, key))
    going = edition_removals.going(content, kind, key)
    return {**told, "thing": found, "seen": fingerprint(found), "going": going, "along": along, "gone": None}


async def known() -> list[Edition]:
    """All editions, for keys to be kept by."""
    return await editions.known()


async def newest(programme: str) -> Edition | None:
    found = [one for one in await editions.known() if one.programme == programme]
    return found[-1] if found else None

"""One declaration as a reader of the panel sees it: what was sealed, or the truth about the request until then."""

from datetime import date
from typing import Any
from uuid import UUID

from server.domain.addresses import masked
from server.domain.case_owners import NOBODY, Owner
from server.domain.doors import PAPER
from server.domain.recipients import may_fill, may_mark_read
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.domain.stages import MISSING
from server.reading import edition_moves, follow_ups, missing_rows, reminded, truth, typing_in
from server.reading.receivers import receivers_for
from server.reading.replies import replies_of
from server.reading.versions import sealed_of
from server.storage import editions, readers, visible
from server.storage import follow_ups as stored
from server.storage import paper as stored_paper
from server.storage.declarations import Declaration, Recipient
from server.storage.listed import Listed

Told = dict[str, Any]
BEFORE_SEALED = ("requested", "releasing")
NEVER = truth.MailState("none", None, None)


async def one(reader: Reader, declaration_id: UUID, today: date) -> Told:
    """Raises NotFound. No answers are in it before they are sealed and out; of a draft no more than whose it is."""
    declaration = await visible.declaration_for(reader, declaration_id)
    if declaration.discarded_at:
        raise NotFound
    listed = await Listed.get(declaration_id=declaration.id)
    for_school = await visible.at_school(reader, declaration)
    place = await readers.place_of(reader, declaration.id)
    sealed = (await sealed_of([declaration.id])).get(declaration.id)
    begun = declaration.status == "draft"
    recipients = [] if begun else await visible.recipients(declaration.id)
    read = await _read(declaration.id, sealed)
    called = await readers.name_of(reader, place)
    fills = place is not None and may_fill(place.role_list(), has_pen=place.has_pen)
    return {
        "id": declaration.id,
        "stage": listed.stage,
        "status": declaration.status,
        "name": listed.apprentice_name,
        "final_period": listed.final_period,
        "period": await _period(declaration, listed),
        "workplace_name": "" if begun else listed.workplace_name,
        "requested_at": declaration.requested_at,
        "withdrawn_at": declaration.withdrawn_at,
        "releases_at": declaration.releases_at,
        "progress": {"answered": listed.answered, "required": listed.required},
        "missing": await _missing(listed, today) if for_school else None,
        "for_school": for_school,
        "fills": fills,
        "paper": await _paper(reader, declaration),
        "edition": await edition_moves.card(reader, declaration, today) if for_school else None,
        "sealed": sealed,
        "disputes": (await truth.disputes_of([declaration.id])).get(declaration.id, []) if sealed else [],
        "replies": (await replies_of([declaration.id]))[declaration.id] if sealed else [],
        "people": await _people(declaration, recipients, whole=for_school),
        "read": read,
        "handled": any(not for_school or "school" in told["roles"] for told in read),
        "may_mark": sealed is not None and (for_school or (place is not None and may_mark_read(place.role_list()))),
        "signs_as": _signs_as(reader, called),
        "receivers": await receivers_for(declaration, reader, whole=for_school),
        "follow_up": await _follow_up(declaration.id) if for_school else None,
        "carried": await _carried(declaration) if for_school or fills else [],
    }


async def named(reader: Reader, declaration_id: UUID) -> Told:
    """Whose it is, and by what name the reader signs. Raises NotFound."""
    declaration = await visible.declaration_for(reader, declaration_id)
    listed = await Listed.get(declaration_id=declaration.id)
    called = await readers.name_of(reader, await readers.place_of(reader, declaration.id))
    return {"declaration_id": declaration.id, "called": listed.apprentice_name, "signs_as": _signs_as(reader, called)}


def _signs_as(reader: Reader, called: str) -> str:
    return reader.name or (called if called != reader.address else "")


async def _paper(reader: Reader, declaration: Declaration) -> Told | None:
    """For who may type it in from paper: whether they are at it, whether it waits to be confirmed or was refused, and
    whether it cannot be typed, because somebody began on a screen (`own`: the reader themself)."""
    if declaration.status != "requested":
        return None
    try:
        side = await visible.types_in_as(reader, declaration)
    except NotFound:
        return None
    typing = (await stored_paper.newest([declaration.id])).get(declaration.id)
    return {
        "begun": typing is not None,
        "awaiting": declaration.awaiting_door == PAPER,
        "refused": bool(await stored_paper.to_mend([declaration])),
        "typing": typing,
        **await typing_in.begun_on_screen(reader, declaration, side),
    }


async def _carried(declaration: Declaration) -> list[Told]:
    """What schools wrote after earlier ones: for the school and for who fills in, as from their links."""
    return (await follow_ups.to_show({declaration.apprentice_id})).get(declaration.id, [])


async def _missing(listed: Listed, today: date) -> Told | None:
    """Why it is not there and who is reminded, as a row of the school's list of what is missing."""
    return (await missing_rows.of_declarations([listed], today))[0] if listed.stage in MISSING else None


async def _period(declaration: Declaration, listed: Listed) -> Told:
    edition = await editions.get(declaration.edition)
    courses = {course.number: course.name for course in edition.main_courses} if edition else {}
    names = ("main_course", "school_class", "training_period_ends_on", "school_period_starts_on")
    return {**{name: getattr(listed, name) for name in names}, "name": courses.get(listed.main_course or 0, "")}


async def _people(declaration: Declaration, rows: list[Recipient], *, whole: bool) -> list[Told]:
    """Who has it, who fills it in first. The school gets whole addresses: it tells the apprentice what is wrong."""
    shown = [row for row in rows if set(row.role_list()) - {"apprentice"}]
    mails, answering = await truth.mails(shown), await truth.answering(shown)
    reminders = await reminded.of(shown)
    found = [
        {
            "name": row.name,
            "address": row.address if whole else masked(row.address),
            "roles": row.role_list(),
            "fills": may_fill(row.role_list(), has_pen=row.has_pen),
            "mail": mails.get(row.id, NEVER),
            "opened_at": row.opened_at,
            "begun_at": answering.get(row.id, (None, None))[0],
            "declined": truth.declined(row) if declaration.status in BEFORE_SEALED else None,
            "read": truth.read(row),
            "reminded": reminders[row.id],
        }
        for row in shown
    ]
    return sorted(found, key=lambda told: not told["fills"])


async def _read(declaration_id: UUID, sealed: Told | None) -> list[Told]:
    """Who says of the version that stands that they handle it, at the school first: there, also who has left since."""
    if not sealed:
        return []
    rows = Recipient.filter(declaration_id=declaration_id, read_at__isnull=False, read_version=sealed["number"])
    told = [row for row in await rows.order_by("created_at", "address") if not row.removed_at or "school" in row.roles]
    told.sort(key=lambda row: "school" not in row.role_list())
    return [{**(truth.read(row) or {}), "roles": row.role_list()} for row in told]


async def _follow_up(declaration_id: UUID) -> Told:
    row = (await stored.of([declaration_id])).get(declaration_id)
    owner = Owner(row.owner_address, row.owner_name or "") if row and row.owner_address else None
    return {
        "note": row.note if row else "",
        "noted_by": row.noted_by if row else None,
        "noted_at": row.noted_at if row else None,
        "revision": row.revision if row else 0,
        "owner": owner,
        "owner_key": owner.key if owner else NOBODY,
    }

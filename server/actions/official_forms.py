"""Keeping the committee's own forms: only the operator does, in the panel. Each was checked before it comes here, and
stays a draft until it is taken into use."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise.exceptions import IntegrityError

from server.domain import official_forms as rules
from server.domain import texts
from server.domain.official_forms import Field, Link
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.storage import editions, official_forms
from server.storage.database import transaction
from server.storage.official_forms import OfficialFormFile, OfficialFormUse

FILE_LETTERS = 120


def _file(content: bytes, name: str, fields: Sequence[Field], pages: Any, by: str, now: datetime) -> dict[str, Any]:
    """What a row tells of the file itself."""
    plain = "".join(letter for letter in texts.tidy(name) if not texts.problem(letter, 1))
    return {
        "content": content,
        "digest": hashlib.sha256(content).hexdigest(),
        "file_name": plain[-FILE_LETTERS:],
        "fields_json": official_forms.as_text(fields),
        "pages_json": official_forms.as_text(pages),
        "uploaded_by": by,
        "uploaded_at": now,
    }


async def demand_free(form_id: UUID, kind: str, programme: str) -> None:
    """There is no other form in that place. The same id again is the same form."""
    rules.demand_placed(kind, programme, await editions.programme_names())
    if await OfficialFormFile.filter(kind=kind, programme=programme).exclude(id=form_id).exists():
        raise InputInvalid([FieldProblem("programme", "form_there")])


async def add(
    form_id: UUID, kind: str, programme: str, content: bytes, name: str, fields: Sequence[Field], pages: Any,
    *, by: str, now: datetime,
) -> None:  # fmt: skip
    """A form that takes nothing yet. The same id again: nothing more happens."""
    await demand_free(form_id, kind, programme)
    row = _file(content, name, fields, pages, by, now)
    try:
        async with transaction():
            if not await OfficialFormFile.exists(id=form_id):
                await OfficialFormFile.create(
                    id=form_id, kind=kind, programme=programme, links_json="[]", lost_json="[]", **row
                )
    except IntegrityError:  # another operator was quicker
        raise InputInvalid([FieldProblem("programme", "form_there")]) from None


async def replace(
    form_id: UUID, content: bytes, name: str, fields: Sequence[Field], pages: Any, *, by: str, now: datetime
) -> None:
    """Another file in the draft's place; what is in use stays. What its fields took stays where there is a field of
    that name; the rest is told."""
    file = _file(content, name, fields, pages, by, now)
    async with transaction():
        row = await _held(form_id)
        links, before = official_forms.links_of(row.links_json), official_forms.fields_of(row.fields_json)
        kept, lost = rules.kept(links, before, fields)
        row.links_json, row.lost_json = official_forms.links_as_text(kept), official_forms.links_as_text(lost)
        row.update_from_dict(file)
        await row.save()


async def connect(
    form_id: UUID,
    seen: str,
    make: Callable[[Sequence[Field]], Iterable[Link]],
    facts: Iterable[str],
    *,
    by: str,
    now: datetime,
) -> None:
    """What each field takes; `make` reads that for the fields there are. `seen`: the fingerprint of what was looked at.
    What a colleague changed meanwhile is not overwritten."""
    async with transaction():
        row = await _held(form_id)
        if official_forms.seen(row.digest, row.links_json) != seen:
            raise Refusal("form_changed")
        fields = official_forms.fields_of(row.fields_json)
        links = rules.demand_links(make(fields), fields, facts)
        row.links_json, row.lost_json = official_forms.links_as_text(links), "[]"
        row.mapped_by, row.mapped_at = by, now
        await row.save(update_fields=["links_json", "lost_json", "mapped_by", "mapped_at"])


async def take_into_use(form_id: UUID, seen: str, *, by: str, now: datetime) -> None:
    """From now on people get it, in the place of what they got before. `seen`: the fingerprint of what was looked at,
    the draft's or that of what was taken out of use. What is in use already stays so since when it is."""
    async with transaction():
        row, used = await _held(form_id), await OfficialFormUse.get_or_none(id=form_id)
        if used and official_forms.seen(used.digest, used.links_json) == seen:
            if used.out_at:
                await OfficialFormUse.filter(id=form_id).update(taken_by=by, taken_at=now, out_by=None, out_at=None)
        elif official_forms.seen(row.digest, row.links_json) == seen:
            await _use(row, by, now)
        else:
            raise Refusal("form_moved")


async def _use(row: OfficialFormFile, by: str, now: datetime) -> None:
    if not official_forms.links_of(row.links_json):
        raise Refusal("form_takes_nothing")
    copied = {name: getattr(row, name) for name in official_forms.COPIED}
    told = {**copied, "taken_by": by, "taken_at": now, "out_by": None, "out_at": None}
    await OfficialFormUse.update_or_create(defaults=told, id=row.id)


async def take_out_of_use(form_id: UUID, seen: str, *, by: str, now: datetime) -> None:
    """People get what they would without it. It is kept, and can be taken into use again as it was."""
    async with transaction():
        await _held(form_id)
        used = await OfficialFormUse.get_or_none(id=form_id)
        if used is None or official_forms.seen(used.digest, used.links_json) != seen:
            raise Refusal("form_use_moved")
        if used.out_at is None:
            await OfficialFormUse.filter(id=form_id).update(out_by=by, out_at=now)


async def remove(form_id: UUID) -> None:
    """The draft and what was in use: Logbog prints its own sheet again."""
    async with transaction():
        row = await _held(form_id)
        await OfficialFormUse.filter(id=form_id).delete()
        await row.delete()


async def _held(form_id: UUID) -> OfficialFormFile:
    row = await OfficialFormFile.select_for_update().get_or_none(id=form_id)
    if row is None:
        raise NotFound
    return row

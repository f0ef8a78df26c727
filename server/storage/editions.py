"""Catalogue editions: files once read, rows for ever, so that no declaration's goals change under it."""

import json
import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from tortoise import fields
from tortoise.models import Model

from server.domain.catalogue import Edition, from_json
from server.domain.catalogue_source import LAW_FILE, parse_all

ID_FORM = re.compile(r"[a-z0-9_.-]{1,80}")
FOLDER = Path(__file__).parent.parent / "catalogue"


class CatalogueEdition(Model):
    id = fields.CharField(max_length=80, primary_key=True)
    programme = fields.CharField(max_length=80)
    version = fields.CharField(max_length=20)
    valid_from = fields.DateField()
    digest = fields.CharField(max_length=64)
    content = fields.TextField()
    loaded_at = fields.DatetimeField()

    class Meta:
        table = "catalogue_edition"


class EditionChanged(Exception):
    """A file says something else than the edition that was loaded under the same id: it needs a new version."""


def shipped() -> list[Edition]:
    """The editions in server/catalogue/; raises CatalogueError with everything that is wrong in the files."""
    return parse_all({path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yaml"))})


def in_files(paths: Iterable[Path]) -> list[Edition]:
    """The editions in files of anybody's, under the house's own law; raises CatalogueError."""
    law = FOLDER / LAW_FILE
    return parse_all({path.name: path.read_text("utf-8") for path in (law, *paths)})


async def load(editions: list[Edition], now: datetime) -> list[str]:
    """Takes in the editions that are new; returns their ids. One that differs from what is known stops it all."""
    known = dict(await CatalogueEdition.all().values_list("id", "digest"))
    changed = [edition.id for edition in editions if known.get(edition.id, edition.digest) != edition.digest]
    if changed:
        raise EditionChanged(", ".join(changed))
    new = [edition for edition in editions if edition.id not in known]
    await CatalogueEdition.bulk_create([_row(edition, now) for edition in new])
    return [edition.id for edition in new]


def _row(edition: Edition, now: datetime) -> CatalogueEdition:
    return CatalogueEdition(
        id=edition.id,
        programme=edition.programme,
        version=edition.version,
        valid_from=edition.valid_from,
        digest=edition.digest,
        content=json.dumps(edition.as_json(), ensure_ascii=False),
        loaded_at=now,
    )


_read: dict[str, Edition] = {}  # an edition never changes: what was read once is kept


@lru_cache(maxsize=64)
def _parsed(_id: str, content: str) -> Edition:
    return from_json(json.loads(content))


async def get(edition_id: str) -> Edition | None:
    """The edition, also one that newer editions have followed."""
    if edition_id not in _read:
        row = await CatalogueEdition.get_or_none(id=edition_id) if ID_FORM.fullmatch(edition_id) else None
        if row is None:
            return None
        _read[edition_id] = _parsed(row.id, row.content)
    return _read[edition_id]


async def known() -> list[Edition]:
    """All that were ever loaded, the oldest first."""
    rows = await CatalogueEdition.all().order_by("valid_from", "loaded_at", "id")
    return [_parsed(row.id, row.content) for row in rows]


async def in_force(today: date) -> list[Edition]:
    """All that somebody may follow today, the oldest first: whoever is under way keeps an older one."""
    return [edition for edition in await known() if edition.valid_from <= today]


async def programme_names() -> dict[str, str]:
    """What each programme is called, by its newest edition."""
    ids = await CatalogueEdition.all().order_by("valid_from", "loaded_at").values_list("id", flat=True)
    found = [await get(str(edition_id)) for edition_id in ids]
    return {edition.programme: edition.name for edition in found if edition}


async def current(today: date) -> list[Edition]:
    """The newest edition of each programme that is in force today."""
    rows = await CatalogueEdition.filter(valid_from__lte=today).order_by("valid_from", "loaded_at")
    newest = {row.programme: row for row in rows}
    return [_parsed(row.id, row.content) for row in newest.values()]

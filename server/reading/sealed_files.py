"""Which declarations a ZIP of the panel holds: what is out of a class or of one apprentice, of what the reader sees."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from server.domain import file_names
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.domain.stages import OUT
from server.reading.versions import sealed_of
from server.storage import sealed, visible
from server.storage.listed import Listed
from server.storage.summonses import Summons

MOST = 200  # declarations in one ZIP; of more there are several
KEY = "declaration_id"


@dataclass(frozen=True)
class Chosen:
    """Those of one part that can be read, in order, and names of those whose content is erased. `school_class`: whose
    they are, of a class."""

    ids: list[UUID]
    erased: list[str]
    school_class: str = ""


@dataclass(frozen=True)
class Part:
    """Which ZIP of how many declarations: from the `first` to the `last` of `all`."""

    number: int
    first: int
    last: int
    all: int


async def of_class(reader: Reader, summons_id: UUID, part: int) -> Chosen:
    """By name. Raises NotFound for a class that is not theirs."""
    of = await visible.summons(reader, summons_id)
    return replace(await _chosen(_class(reader, of), ("search", KEY), part), school_class=of.school_class)


async def of_apprentice(reader: Reader, declaration_id: UUID, part: int) -> Chosen:
    """Of whoever made this declaration, by period. Raises NotFound for one that is not theirs to see."""
    return await _chosen(await _apprentice(reader, declaration_id), ("school_period_starts_on", KEY), part)


async def parts_of_class(reader: Reader, summons_id: UUID) -> list[Part]:
    of = await visible.summons(reader, summons_id)
    return _parts(await Listed.filter(_class(reader, of)).count())


async def parts_of_apprentice(reader: Reader, declaration_id: UUID) -> list[Part]:
    return _parts(await Listed.filter(await _apprentice(reader, declaration_id)).count())


def _parts(all: int) -> list[Part]:
    starts = range(0, all, MOST)
    return [Part(number, start + 1, min(start + MOST, all), all) for number, start in enumerate(starts, 1)]


async def one(reader: Reader, declaration_id: UUID) -> dict[str, Any]:
    """The newest version that is out, with `versions`. Raises NotFound."""
    declaration = await visible.declaration_for(reader, declaration_id)
    found = (await sealed_of([declaration.id])).get(declaration.id)
    if found is None or not found["payload"]:
        raise NotFound
    return found


def _class(reader: Reader, of: Summons) -> Q:
    return visible.to_reader(reader, key=KEY) & Q(summons_id=of.id, stage__in=OUT)


async def _apprentice(reader: Reader, declaration_id: UUID) -> Q:
    declaration = await visible.declaration_for(reader, declaration_id)
    if declaration.discarded_at:
        raise NotFound
    return visible.to_reader(reader, key=KEY) & Q(apprentice_id=declaration.apprentice_id, stage__in=OUT)


async def _chosen(wanted: Q, order: tuple[str, ...], part: int) -> Chosen:
    rows = await Listed.filter(wanted).order_by(*order).offset((part - 1) * MOST).limit(MOST)
    kept = await sealed.readable([row.declaration_id for row in rows])
    return Chosen(
        [row.declaration_id for row in rows if row.declaration_id in kept],
        [_name(row) for row in rows if row.declaration_id not in kept],
    )


def _name(row: Listed) -> str:
    day = row.training_period_ends_on
    course = f"H{row.main_course}" if row.main_course else None
    return file_names.joined(row.apprentice_name, course, day.isoformat() if day else None)

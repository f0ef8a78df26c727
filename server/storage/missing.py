"""What is missing, from the tables: declarations with those who are to fill them in, and names that have not begun.
Each a number of statements that does not grow with the rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from tortoise.expressions import Q

from server.domain import missing
from server.domain.missing import Asked, Named, Turn
from server.domain.recipients import may_fill
from server.domain.stages import MISSING
from server.domain.typing_in import Side
from server.storage import paper
from server.storage.declarations import Declaration, Recipient
from server.storage.due_reminders import why_silent
from server.storage.listed import Listed
from server.storage.summonses import Expected


@dataclass(frozen=True)
class Waiting:
    """A declaration that is not there yet. `asked`: who stands to fill it in, also those who cannot. `mends`: the side
    that is to mend what it typed in."""

    listed: Listed
    declaration: Declaration
    asked: tuple[Recipient, ...]
    mends: Side | None = None

    @property
    def turn(self) -> Turn:
        asked = [Asked(declined=row.declined_at is not None, dead=row.bounced_at is not None) for row in self.asked]
        final = self.listed.final_period
        return missing.turn(self.declaration.status, final_period=final, asked=asked, mends=self.mends)

    def able(self) -> list[Recipient]:
        """Those of them who can be reminded."""
        final = self.listed.final_period
        return [row for row in self.asked if not why_silent(row, self.declaration.status, final_period=final)]


async def waiting(which: Q) -> list[Waiting]:
    """Of the rows of Listed that a filter finds."""
    return await with_people(await Listed.filter(which, stage__in=MISSING))


async def with_people(rows: Collection[Listed]) -> list[Waiting]:
    """In the same order."""
    ids = [row.declaration_id for row in rows]
    declarations = {one.id: one for one in await Declaration.filter(id__in=ids).select_related("apprentice")}
    asked: dict[UUID, list[Recipient]] = defaultdict(list)
    for row in await Recipient.filter(declaration_id__in=ids, removed_at=None).order_by("created_at", "address"):
        if may_fill(row.role_list(), has_pen=row.has_pen):
            asked[row.declaration_id].append(row)
    mending = await paper.to_mend(declarations.values())
    return [
        Waiting(
            row, declarations[row.declaration_id], tuple(asked[row.declaration_id]), mending.get(row.declaration_id)
        )
        for row in rows
        if row.declaration_id in declarations
    ]


async def not_begun(summons_ids: Iterable[UUID]) -> Mapping[UUID, list[Expected]]:
    """By call-up: whom the school expects and who has begun nothing there, in the order of their names."""
    ids = list(summons_ids)
    begun: dict[UUID, list[Named]] = defaultdict(list)
    kept = Declaration.filter(summons_id__in=ids, discarded_at=None).exclude(status="withdrawn")
    for key, of, name, address in await kept.values_list("id", "summons_id", "apprentice__name", "apprentice__address"):
        begun[of].append(Named(key, name or "", address))
    expected: dict[UUID, list[Expected]] = defaultdict(list)
    for row in await Expected.filter(summons_id__in=ids, removed_at=None).order_by("folded_name", "id"):
        expected[row.summons_id].append(row)
    return {key: _left(rows, begun[key]) for key, rows in expected.items()}


def _left(expected: list[Expected], begun: list[Named]) -> list[Expected]:
    left = set(missing.not_begun([Named(row.id, row.name, row.address) for row in expected], begun))
    return [row for row in expected if row.id in left]

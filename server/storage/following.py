"""Which declaration of an apprentice comes after which, by what their lists show."""

from dataclasses import dataclass
from uuid import UUID

from server.domain import follow_ups
from server.domain.follow_ups import Period
from server.storage.declarations import Declaration
from server.storage.listed import Listed


@dataclass(frozen=True)
class Periods:
    """Those of some apprentices: each one's apprentice and period, and whether it counts."""

    of: dict[UUID, tuple[UUID, Period]]
    gone: frozenset[UUID]

    def after(self, declaration_id: UUID) -> list[UUID]:
        """The declarations of the same apprentice's next period."""
        if declaration_id not in self.of:
            return []
        person, period = self.of[declaration_id]
        others = [other for id, (whose, other) in self.of.items() if whose == person and id not in self.gone]
        return [other.id for other in follow_ups.following(period, others)]

    def main_course(self, declaration_id: UUID) -> int | None:
        return self.of[declaration_id][1].main_course if declaration_id in self.of else None


async def of(apprentice_ids: set[UUID]) -> Periods:
    """Two statements, however many there are."""
    rows = await Listed.filter(apprentice_id__in=list(apprentice_ids))
    made = dict(await Declaration.filter(apprentice_id__in=list(apprentice_ids)).values_list("id", "created_at"))
    periods = {
        row.declaration_id: (
            row.apprentice_id,
            Period(row.declaration_id, row.main_course, row.school_period_starts_on, made[row.declaration_id]),
        )
        for row in rows
    }
    return Periods(periods, frozenset(row.declaration_id for row in rows if row.stage == "gone"))

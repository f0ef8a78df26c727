"""Figures as they were told of a programme in a period: made once, never changed, so that no two tell one apart."""

from typing import Any

from tortoise import fields
from tortoise.models import Model


class FigureSnapshot(Model):
    id = fields.UUIDField(primary_key=True)
    programme = fields.CharField(max_length=80)
    period = fields.CharField(max_length=6)  # of domain.periods: "2026-1"
    content = fields.TextField()  # JSON of domain.meeting_pack.told, with the words of its goals and machines
    made_at = fields.DatetimeField()

    class Meta:
        table = "figure_snapshot"
        unique_together = (("programme", "period"),)


async def made() -> set[tuple[str, str]]:
    """Programme and period of all there are."""
    rows: Any = await FigureSnapshot.all().values_list("programme", "period")
    return {(str(programme), str(period)) for programme, period in rows}


async def of_programme(programme: str) -> list[FigureSnapshot]:
    """The oldest period first."""
    return await FigureSnapshot.filter(programme=programme).order_by("period")

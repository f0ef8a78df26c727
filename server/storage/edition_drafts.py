"""Editions that trade committees are working on: each is its committee's alone until it is published."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model
from tortoise.queryset import QuerySet

from server.domain.refusal import Refusal

DROPPED = 5  # so many dropped drafts of a programme can be taken back
MOST = 4 * 1024 * 1024  # letters of a draft, and of all that was taken out of it
MOST_TAKEN_OUT = 100


# A programme may be given to another committee: the draft stays with the one that wrote it, and comes back with the
# programme. `stands` is NULL once it is dropped, so that one a committee and programme stands, beside any that do not.
class CommitteeDraft(Model):
    id = fields.IntField(primary_key=True)
    programme = fields.CharField(max_length=80)
    committee_id = fields.UUIDField()
    stands = fields.BooleanField(null=True, default=True)
    content = fields.TextField()  # JSON of an edition
    taken_out = fields.TextField(default="[]")  # JSON of removals (domain.edition_removals), the newest first
    changed_by = fields.CharField(max_length=254)  # address
    changed_at = fields.DatetimeField()

    class Meta:
        table = "committee_draft"
        unique_together = (("programme", "committee_id", "stands"),)

    def edition(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.content)
        return found

    def removals(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.taken_out)
        return found


def standing_of(committee_id: UUID) -> QuerySet[CommitteeDraft]:
    return CommitteeDraft.filter(committee_id=committee_id, stands=True)


def standing(committee_id: UUID, programme: str) -> QuerySet[CommitteeDraft]:
    return standing_of(committee_id).filter(programme=programme)


def dropped_of(committee_id: UUID) -> QuerySet[CommitteeDraft]:
    return CommitteeDraft.filter(committee_id=committee_id, stands__isnull=True)


def dropped(committee_id: UUID, programme: str) -> QuerySet[CommitteeDraft]:
    """The one that was dropped last comes first."""
    return dropped_of(committee_id).filter(programme=programme).order_by("-changed_at", "-id")


async def forget_oldest(committee_id: UUID, programme: str) -> None:
    ids = await dropped(committee_id, programme).offset(DROPPED).limit(100).values_list("id", flat=True)
    await CommitteeDraft.filter(id__in=list(ids)).delete()


async def keep(
    row: CommitteeDraft,
    content: Mapping[str, Any],
    by: str,
    now: datetime,
    removals: list[dict[str, Any]] | None = None,
) -> None:
    """`removals`: where they are others than before, the newest first."""
    row.content, row.changed_by, row.changed_at = json.dumps(content, ensure_ascii=False), by, now
    if len(row.content) > MOST:
        raise Refusal("things_many")
    if removals is not None:
        row.taken_out = _as_text(removals)
    await row.save(update_fields=["content", "taken_out", "changed_by", "changed_at"])


def _as_text(removals: list[dict[str, Any]]) -> str:
    """Those that there is room for, the newest first."""
    kept = removals[:MOST_TAKEN_OUT]
    while len(text := json.dumps(kept, ensure_ascii=False)) > MOST:
        kept = kept[:-1]
    return text

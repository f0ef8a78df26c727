"""An edition that a trade committee is working on: one a programme, seen by its members only, until it is published."""

import json
from typing import Any

from tortoise import fields
from tortoise.models import Model


class EditionDraft(Model):
    programme = fields.CharField(max_length=80, primary_key=True)
    committee_id = fields.UUIDField()
    base = fields.CharField(max_length=80, null=True)  # id of the edition it was begun from
    content = fields.TextField()  # JSON of an edition
    changed_by = fields.CharField(max_length=254)  # address
    changed_at = fields.DatetimeField()

    class Meta:
        table = "edition_draft"

    def edition(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.content)
        return found


async def of(programmes: list[str]) -> dict[str, EditionDraft]:
    return {row.programme: row for row in await EditionDraft.filter(programme__in=programmes)}

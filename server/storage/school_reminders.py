"""What a school's reminding came to, a row a deed: done twice it says the same again."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.domain.refusal import Refusal


class SchoolReminder(Model):
    id = fields.UUIDField(primary_key=True)  # the deed, made by the page
    address = fields.CharField(max_length=254)  # the mailbox it was done from
    outcomes = fields.TextField()  # JSON: {id of a declaration or an expected name: code}; no names
    goes_at = fields.DatetimeField()  # when the mails go
    done_at = fields.DatetimeField()

    class Meta:
        table = "school_reminder"

    def by_row(self) -> dict[UUID, str]:
        return {UUID(key): code for key, code in json.loads(self.outcomes).items()}


async def of(deed_id: UUID, address: str) -> SchoolReminder | None:
    """What a mailbox did. Refuses an id that another one used."""
    found = await SchoolReminder.get_or_none(id=deed_id)
    if found and found.address != address:
        raise Refusal("id_reused")
    return found


async def keep(deed_id: UUID, address: str, outcomes: Mapping[UUID, str], *, goes_at: datetime, now: datetime) -> None:
    said = json.dumps({str(key): code for key, code in outcomes.items()})
    await SchoolReminder.create(id=deed_id, address=address, outcomes=said, goes_at=goes_at, done_at=now)

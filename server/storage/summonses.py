"""Call-ups of a class to a school period, each with the code its letter carries, and whom the school expects."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.domain.call_ups import PLAIN, CallUp
from server.domain.pasted import Pasted
from server.storage.schools import School


class Summons(Model):
    id = fields.UUIDField(primary_key=True)
    school: fields.ForeignKeyRelation[School] = fields.ForeignKeyField("logbog.School", on_delete=fields.RESTRICT)
    code = fields.CharField(max_length=8, unique=True)  # stands on a printed letter: no secret, and never reused
    programme = fields.CharField(max_length=80)
    main_course = fields.IntField()
    school_class = fields.CharField(max_length=80)
    training_period_ends_on = fields.DateField()
    school_period_starts_on = fields.DateField()
    school_period_ends_on = fields.DateField(null=True)
    contacts = (
        fields.TextField()
    )  # JSON: [{name, address}]; `confirmed` is true when it is no domain of the school, but right
    expected = fields.IntField(null=True)  # how many, when the school says so without names
    created_by = fields.CharField(max_length=254)
    created_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)

    school_id: UUID

    class Meta:
        table = "summons"
        indexes = (("school_id", "school_period_starts_on"),)

    def contact_list(self) -> list[dict[str, Any]]:
        return [{"name": one["name"], "address": one["address"]} for one in json.loads(self.contacts)]

    def confirmed(self) -> set[str]:
        """Addresses outside the school's domains that its staff said are right."""
        return {one["address"] for one in json.loads(self.contacts) if one.get("confirmed")}

    def details(self) -> dict[str, Any]:
        """What it says, as fields of a declaration."""
        return {
            "details.main_course": self.main_course,
            "details.training_period_ends_on": self.training_period_ends_on.isoformat(),
            "details.school_period_starts_on": self.school_period_starts_on.isoformat(),
            "details.school_class": self.school_class,
            "details.school_contacts": self.contact_list(),
        }

    def call_up(self, expected: Iterable["Expected"]) -> CallUp:
        """What it says together with its names."""
        plain = {name: getattr(self, name) for name in (*PLAIN, "expected")}
        names = [Pasted(0, row.name, row.address or "") for row in expected if row.removed_at is None]
        return CallUp(**plain, contacts=self.contact_list(), names=names)


class Expected(Model):
    # One apprentice the school expects; a declaration is theirs by the address, or else by the folded name.
    id = fields.UUIDField(primary_key=True)
    summons: fields.ForeignKeyRelation[Summons] = fields.ForeignKeyField(
        "logbog.Summons", on_delete=fields.CASCADE, db_index=True
    )
    name = fields.CharField(max_length=120)
    folded_name = fields.CharField(max_length=240)
    address = fields.CharField(max_length=254, null=True)
    removed_at: fields.Field[datetime | None] = fields.DatetimeField(null=True)

    summons_id: UUID

    class Meta:
        table = "summons_expected"


async def by_code(code: str) -> Summons | None:
    """The call-up a code stands for while it is open; `code` as domain.short_codes makes it."""
    return await Summons.get_or_none(code=code, closed_at=None).select_related("school")


async def of(ids: Iterable[UUID | None]) -> Mapping[UUID, Summons]:
    """Call-ups with their schools, open or closed. No query without an id."""
    wanted = [one for one in dict.fromkeys(ids) if one]
    rows = await Summons.filter(id__in=wanted).select_related("school") if wanted else []
    return {row.id: row for row in rows}

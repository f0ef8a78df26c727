"""Apprentices: who they are and how they are signed in."""

from datetime import date
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class Person(Model):
    id = fields.UUIDField(primary_key=True)
    address = fields.CharField(max_length=254, unique=True)
    name = fields.CharField(max_length=120, null=True)
    programme = fields.CharField(max_length=80, null=True)
    specialisation = fields.CharField(max_length=80, null=True)
    started_on = fields.DateField(null=True)
    next_school_period_on = fields.DateField(null=True)
    moved_to_new_order = fields.BooleanField(default=False)
    transition_school = fields.CharField(max_length=120, null=True)
    transition_agreed_on = fields.DateField(null=True)
    moved_to_edition = fields.CharField(max_length=80, null=True)  # by their school, from the next declaration on
    moved_by = fields.CharField(max_length=120, null=True)  # who gave the school's word, and from which mailbox
    moved_by_address = fields.CharField(max_length=254, null=True)
    moved_on = fields.DateField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "person"
        indexes = (("next_school_period_on",),)

    def profile(self) -> dict[str, Any]:
        """What the person's phone is told, as plain JSON values."""
        return {name: _plain(getattr(self, name)) for name in PROFILE}


PROFILE = (
    "id", "address", "name", "programme", "specialisation", "started_on", "next_school_period_on",
    "moved_to_new_order", "transition_school", "transition_agreed_on",
    "moved_to_edition", "moved_by", "moved_by_address", "moved_on",
)  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value

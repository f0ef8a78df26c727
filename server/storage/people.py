"""Apprentices: who they are and how they are signed in."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

Move = dict[str, str | None]
MOVE = ("moved_to_edition", "moved_by", "moved_by_address", "moved_on")


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
    moves_before = fields.TextField(null=True)  # JSON of the moves that stand behind it, the last one last
    created_at = fields.DatetimeField()

    class Meta:
        table = "person"
        indexes = (("next_school_period_on",),)

    def moved(self) -> list[Move]:
        """The school's moves that stand, one on the other."""
        known: list[Move] = json.loads(self.moves_before or "[]")
        return [*known, {name: _plain(getattr(self, name)) for name in MOVE}] if self.moved_to_edition else known

    def set_moved(self, moves: list[Move]) -> list[str]:
        """Where the last of them is the one that holds; answers the columns that are to be saved."""
        last: Move = moves[-1] if moves else dict.fromkeys(MOVE)
        for name in MOVE:
            setattr(self, name, last[name])
        moved_on = last["moved_on"]
        self.moved_on = date.fromisoformat(moved_on) if moved_on else None
        self.moves_before = json.dumps(moves[:-1], ensure_ascii=False)
        return [*MOVE, "moves_before"]

    def profile(self) -> dict[str, Any]:
        """What the person's phone is told, as plain JSON values."""
        return {name: _plain(getattr(self, name)) for name in PROFILE}


PROFILE = (
    "id", "address", "name", "programme", "specialisation", "started_on", "next_school_period_on",
    "moved_to_new_order", "transition_school", "transition_agreed_on",
    *MOVE,
)  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, UUID) else value

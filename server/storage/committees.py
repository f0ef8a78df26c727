"""Committees: a trade committee owns programmes, a local education committee follows a school's; and their members."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage.schools import School

TRADE, LOCAL = "trade", "local"


class Committee(Model):
    id = fields.UUIDField(primary_key=True)
    kind = fields.CharField(max_length=10)  # TRADE or LOCAL
    name = fields.CharField(max_length=120)
    programmes = fields.TextField()  # keys with a blank between
    school: fields.ForeignKeyNullableRelation[School] = fields.ForeignKeyField(
        "logbog.School", on_delete=fields.CASCADE, null=True
    )
    created_at = fields.DatetimeField()

    school_id: UUID | None

    class Meta:
        table = "committee"

    def programme_list(self) -> list[str]:
        return self.programmes.split()


class CommitteeMember(Model):
    id = fields.UUIDField(primary_key=True)
    committee: fields.ForeignKeyRelation[Committee] = fields.ForeignKeyField(
        "logbog.Committee", on_delete=fields.CASCADE
    )
    address = fields.CharField(max_length=254, db_index=True)
    name = fields.CharField(max_length=120)
    created_at = fields.DatetimeField()
    removed_at = fields.DatetimeField(null=True)

    committee_id: UUID

    class Meta:
        table = "committee_member"
        unique_together = (("committee", "address"),)


async def seats(address: str) -> list[Committee]:
    """The committees an address sits on."""
    rows = CommitteeMember.filter(address=address, removed_at=None).select_related("committee")
    found = [row.committee for row in await rows]
    return sorted(found, key=lambda one: (one.name, str(one.id)))


async def owned(except_for: UUID) -> set[str]:
    """The programmes that other trade committees own."""
    rows = Committee.filter(kind=TRADE).exclude(id=except_for)
    return {key for row in await rows for key in row.programme_list()}

"""Schools that the operator knows: their mail domains and their staff."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model


class School(Model):
    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=120)
    cvr = fields.CharField(max_length=8, null=True)
    created_at = fields.DatetimeField()

    class Meta:
        table = "school"


class SchoolDomain(Model):
    # The operator has seen that mail to the domain is read at the school, and nowhere else.
    id = fields.UUIDField(primary_key=True)
    school: fields.ForeignKeyRelation[School] = fields.ForeignKeyField(
        "logbog.School", on_delete=fields.CASCADE, db_index=True
    )
    domain = fields.CharField(max_length=253, unique=True)
    created_at = fields.DatetimeField()

    school_id: UUID

    class Meta:
        table = "school_domain"


class Staff(Model):
    id = fields.UUIDField(primary_key=True)
    school: fields.ForeignKeyRelation[School] = fields.ForeignKeyField("logbog.School", on_delete=fields.CASCADE)
    address = fields.CharField(max_length=254, db_index=True)
    name = fields.CharField(max_length=120)
    created_at = fields.DatetimeField()
    removed_at = fields.DatetimeField(null=True)

    school_id: UUID

    class Meta:
        table = "school_staff"
        unique_together = (("school", "address"),)


async def worked_for(address: str) -> tuple[UUID, ...]:
    """The schools whose staff an address is."""
    rows = Staff.filter(address=address, removed_at=None).order_by("school_id")
    return tuple([row async for row in rows.values_list("school_id", flat=True)])


async def behind(address: str) -> UUID | None:
    """The school whose verified domain an address is of, exactly: a subdomain may be somebody else's."""
    row = await SchoolDomain.get_or_none(domain=address.rpartition("@")[2])
    return row.school_id if row else None

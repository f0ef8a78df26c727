"""Schools that the operator knows: their mail domains and their staff."""

from collections.abc import Iterable
from uuid import UUID

from tortoise import fields
from tortoise.connection import get_connections
from tortoise.models import Model

from server.domain.schools import domain_of

HELD = 7_107_005  # any number that is ours alone


class School(Model):
    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(max_length=120)
    cvr = fields.CharField(max_length=8, null=True)
    created_at = fields.DatetimeField()
    attaches_pdf = fields.BooleanField(db_default=False)  # of what was sealed, in the mails to its own domains
    attaches_pdf_at = fields.DatetimeField(null=True)  # when that was last decided, and by whom
    attaches_pdf_by = fields.CharField(max_length=400, null=True)

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


async def hold(*, to_change: bool = False) -> None:
    """Until the transaction ends, no domain is verified or taken away while recipients are written. With `to_change`,
    no recipients are written meanwhile: none is left with a school that it was just taken from."""
    client = get_connections().get("default")
    if client.capabilities.dialect != "sqlite":  # there, one writes at a time anyway
        lock = "pg_advisory_xact_lock" if to_change else "pg_advisory_xact_lock_shared"
        await client.execute_query(f"SELECT {lock}({HELD})")


async def worked_for(address: str) -> tuple[UUID, ...]:
    """The schools whose staff an address is."""
    rows = Staff.filter(address=address, removed_at=None).order_by("school_id")
    return tuple([row async for row in rows.values_list("school_id", flat=True)])


async def behind(address: str) -> UUID | None:
    """The school whose verified domain an address is of, exactly: a subdomain may be somebody else's."""
    row = await SchoolDomain.get_or_none(domain=domain_of(address))
    return row.school_id if row else None


async def domains() -> dict[str, UUID]:
    """Every verified domain, and whose it is."""
    return {domain: UUID(str(key)) for domain, key in await SchoolDomain.all().values_list("domain", "school_id")}


async def domains_of(school_id: UUID) -> set[str]:
    """The verified domains of one school."""
    return {row async for row in SchoolDomain.filter(school_id=school_id).values_list("domain", flat=True)}


async def names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The schools' names by id. No query without an id."""
    wanted = list(set(ids))
    return {row.id: row.name for row in await School.filter(id__in=wanted)} if wanted else {}

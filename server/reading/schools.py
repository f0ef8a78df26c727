"""The registry of schools as its operator sees it."""

from collections import Counter
from collections.abc import Collection
from typing import Any
from uuid import UUID

from tortoise.expressions import Subquery

from server.domain import texts
from server.domain.moments import iso
from server.domain.refusal import NotFound
from server.domain.schools import domain_of
from server.storage.declarations import Declaration, Recipient
from server.storage.schools import School, SchoolDomain, Staff


async def all_schools() -> list[dict[str, Any]]:
    """By name: `{id, name, cvr, domains: [name], staff: how many}`. Three queries."""
    rows = await School.all()
    domains = await SchoolDomain.all().order_by("domain").values_list("school_id", "domain")
    staff = await Staff.filter(removed_at=None).values_list("school_id", flat=True)
    return [
        {
            "id": row.id,
            "name": row.name,
            "cvr": row.cvr,
            "domains": [domain for key, domain in domains if key == row.id],
            "staff": sum(key == row.id for key in staff),
        }
        for row in sorted(rows, key=lambda row: texts.folded(row.name))
    ]


async def one(school_id: UUID) -> dict[str, Any]:
    """`{id, name, cvr, mail, domains: [{id, domain, staff}], staff: [{id, name, address}], declarations}`: how many of
    its staff have their mailbox at a domain, and how many declarations were sent to them all. Raises NotFound."""
    row = await School.get_or_none(id=school_id)
    if row is None:
        raise NotFound
    staff = await Staff.filter(school_id=school_id, removed_at=None).order_by("address").values("id", "name", "address")
    domains = await SchoolDomain.filter(school_id=school_id).order_by("domain").values("id", "domain")
    there = Counter(domain_of(one["address"]) for one in staff)
    theirs = Recipient.filter(school_id=school_id, removed_at=None).values("declaration_id")
    return {
        "id": row.id,
        "name": row.name,
        "cvr": row.cvr,
        "mail": _mail(row, [one["domain"] for one in domains]),
        "domains": [{**one, "staff": there[one["domain"]]} for one in domains],
        "staff": staff,
        "declarations": await Declaration.filter(id__in=Subquery(theirs)).count(),
    }


async def mails_of(ids: Collection[UUID]) -> list[dict[str, Any]]:
    """What the mails to each of the schools bring along, by name: as `mail` of `one`."""
    rows = await School.filter(id__in=ids)
    domains = await SchoolDomain.filter(school_id__in=ids).order_by("domain").values_list("school_id", "domain")
    known = sorted(rows, key=lambda row: texts.folded(row.name))
    return [_mail(row, [domain for key, domain in domains if key == row.id]) for row in known]


def _mail(row: School, domains: list[str]) -> dict[str, Any]:
    """`{school_id, name, domains, attaches_pdf, at, by}`: when it was last decided and by whom; None when never."""
    return {
        "school_id": row.id,
        "name": row.name,
        "domains": domains,
        "attaches_pdf": row.attaches_pdf,
        "at": iso(row.attaches_pdf_at) if row.attaches_pdf_at else None,
        "by": row.attaches_pdf_by,
    }


async def named(text: str) -> UUID | None:
    """The school with that name or id, however it is spelled."""
    wanted = texts.folded(text)
    return next((row.id for row in await School.all() if wanted in (texts.folded(row.name), str(row.id))), None)

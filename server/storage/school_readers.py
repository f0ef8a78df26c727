"""Which declarations a school's staff see by its domains: brought in line when a domain is verified or taken away."""

from uuid import UUID

from tortoise.expressions import Q

from server.storage.declarations import Recipient

Whose = set[tuple[UUID, UUID]]  # person and declaration
AT_SCHOOL = Q(roles__contains="school")


async def give(school_id: UUID, domain: str) -> Whose:
    """All that was sent to the domain is the school's to see. Returns what it was."""
    return await _set(AT_SCHOOL & Q(address__endswith=f"@{domain}"), school_id)


async def take(school_id: UUID, domain: str | None = None) -> Whose:
    """It is no longer: of one domain, or of all."""
    at = Q(address__endswith=f"@{domain}") if domain else Q()
    return await _set(Q(school_id=school_id) & at, None)


async def _set(which: Q, school_id: UUID | None) -> Whose:
    found = await _whose(which)
    await Recipient.filter(which).update(school_id=school_id)
    return found


async def of_school(school_id: UUID) -> Whose:
    return await _whose(Q(school_id=school_id))


async def asked() -> Whose:
    """Every open request with a school's contact: what the apprentice is asked about it changes, once schools are
    known at all."""
    return await _whose(AT_SCHOOL & Q(declaration__status="requested", removed_at=None))


async def _whose(which: Q) -> Whose:
    rows = Recipient.filter(which).values_list("declaration__apprentice_id", "declaration_id")
    return {(UUID(str(by)), UUID(str(key))) for by, key in await rows}

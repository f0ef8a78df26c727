"""Keeping the registry of schools: only the operator does, in the panel or by `python -m server school`.

Who sees what follows in the same transaction: a domain or a member of staff that is removed sees nothing more.
"""

from datetime import datetime
from uuid import UUID, uuid4

from tortoise.queryset import QuerySet

from server.domain import addresses, cvr, texts
from server.domain import schools as rules
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.storage import changes, school_readers, schools
from server.storage.committees import Committee
from server.storage.database import transaction
from server.storage.schools import School, SchoolDomain, Staff
from server.storage.summonses import Summons


async def add(school_id: UUID, name: str, number: str, *, now: datetime) -> None:
    """A new school, its CVR number or an empty one. The same id again: nothing more happens."""
    async with transaction():
        await schools.hold(to_change=True)
        if await School.exists(id=school_id):
            return
        rules.demand_named(name, number, await _other_names(school_id))
        given = cvr.normal(number) or None
        await School.create(id=school_id, name=texts.tidy(name), cvr=given, created_at=now)


async def change(school_id: UUID, name: str, number: str) -> None:
    """Another name or number; apprentices are told the new name."""
    async with transaction():
        school = await _held(school_id)
        rules.demand_named(name, number, await _other_names(school_id))
        school.name, school.cvr = texts.tidy(name), cvr.normal(number) or None
        await school.save(update_fields=["name", "cvr"])
        await changes.note_readers(await school_readers.of_school(school_id))


async def add_domain(school_id: UUID, text: str, *, now: datetime) -> None:
    """The operator has seen that mail to it is read at the school: staff see what was sent there, and what will be."""
    async with transaction():
        await _held(school_id)
        domain = rules.demand_domain(text)
        known = await schools.domains()
        if known.get(domain) == school_id:
            return
        if domain in known:
            raise InputInvalid([FieldProblem("domain", "domain_taken")])
        await SchoolDomain.create(id=uuid4(), school_id=school_id, domain=domain, created_at=now)
        told = await school_readers.give(school_id, domain)
        await changes.note_readers(told if known else told | await school_readers.asked())


async def remove_domain(school_id: UUID, domain_id: UUID, *, now: datetime) -> None:
    """Nobody sees anything by it any more, nor does staff whose mailboxes are there."""
    async with transaction():
        await _held(school_id)
        row = await SchoolDomain.get_or_none(id=domain_id, school_id=school_id)
        if row is None:
            raise NotFound
        await row.delete()
        theirs = Staff.filter(school_id=school_id, removed_at=None, address__endswith=f"@{row.domain}")
        left = await _addresses(theirs)
        await theirs.update(removed_at=now)
        told = await school_readers.take(school_id, row.domain) | await school_readers.leave(left, now)
        await changes.note_readers(told if await schools.domains() else told | await school_readers.asked())


async def add_staff(school_id: UUID, address: str, name: str, *, now: datetime) -> None:
    """Sees the school's declarations from now on. An address that was removed comes back."""
    async with transaction():
        await _held(school_id)
        known = await schools.domains()
        rules.demand_staff(address, name, [domain for domain, whose in known.items() if whose == school_id])
        named, whose = texts.tidy(name), addresses.normal(address)
        if not await Staff.filter(school_id=school_id, address=whose).update(name=named, removed_at=None):
            await Staff.create(id=uuid4(), school_id=school_id, address=whose, name=named, created_at=now)


async def remove_staff(school_id: UUID, staff_id: UUID, *, now: datetime) -> None:
    """Sees from this moment only what was sent to their own address, also of what they handled."""
    async with transaction():
        await _held(school_id)
        row = await Staff.get_or_none(id=staff_id, school_id=school_id)
        if row is None:
            raise NotFound
        if row.removed_at is None:
            row.removed_at = now
            await row.save(update_fields=["removed_at"])
            await changes.note_readers(await school_readers.leave([row.address], now))


async def remove(school_id: UUID, *, now: datetime) -> None:
    """A school that has called nobody up leaves the registry, with its domains and staff."""
    async with transaction():
        school = await _held(school_id)
        if await Summons.exists(school_id=school_id):
            raise Refusal("school_has_summonses")
        if await Committee.exists(school_id=school_id):
            raise Refusal("school_has_committee")
        left = await _addresses(Staff.filter(school_id=school_id))
        told = await school_readers.take(school_id)
        await school.delete()
        told |= await school_readers.leave(left, now)
        await changes.note_readers(told if await schools.domains() else told | await school_readers.asked())


async def _addresses(of: QuerySet[Staff]) -> list[str]:
    return [str(one) for one in await of.values_list("address", flat=True)]


async def _held(school_id: UUID) -> School:
    await schools.hold(to_change=True)
    school = await School.get_or_none(id=school_id)
    if school is None:
        raise NotFound
    return school


async def _other_names(school_id: UUID) -> list[str]:
    return [str(name) for name in await School.exclude(id=school_id).values_list("name", flat=True)]

"""Whom a case can be given to, and who has which."""

from datetime import datetime, timedelta

from tortoise.expressions import Q

from server.domain import texts
from server.domain.case_owners import Owner, known_as
from server.domain.roles import Reader
from server.storage.follow_ups import FollowUp
from server.storage.panel_sessions import PanelSession
from server.storage.schools import Staff
from server.storage.visible import to_school

AT_THE_MAILBOX = timedelta(days=180)  # somebody who has not signed in for that long has other work


async def me(reader: Reader) -> Owner:
    return _me(reader, await _staff(reader))


async def colleagues(reader: Reader, now: datetime) -> list[Owner]:
    """The reader first, then the staff of their schools and whoever else signs in at their mailbox, by name."""
    staff = await _staff(reader)
    own = _me(reader, staff)
    seen = PanelSession.filter(address=reader.address, last_seen_at__gt=now - AT_THE_MAILBOX).exclude(name="")
    names = await seen.distinct().values_list("name", flat=True)
    beside = [Owner(reader.address, known_as(str(name), _registered(reader, staff))) for name in names]
    others = {one.key: one for one in [*staff, *beside] if one.key != own.key}
    return [own, *sorted(others.values(), key=lambda one: texts.danish_order(one.shown))]


async def _staff(reader: Reader) -> list[Owner]:
    rows = Staff.filter(school_id__in=list(reader.schools), removed_at=None)
    return [Owner(address, name) async for address, name in rows.values_list("address", "name")]


def _registered(reader: Reader, staff: list[Owner]) -> str:
    return next((one.name for one in staff if one.address == reader.address), "")


def _me(reader: Reader, staff: list[Owner]) -> Owner:
    return Owner(reader.address, known_as(reader.name, _registered(reader, staff)))


async def of_school(reader: Reader) -> list[Owner]:
    """Who owns a case that the reader sees for a school: as they are written."""
    rows = FollowUp.filter(cases(reader), owner_address__isnull=False).distinct()
    found = await rows.order_by("owner_name", "owner_address").values_list("owner_address", "owner_name")
    return [Owner(address, name or "") for address, name in found]


def cases(reader: Reader) -> Q:
    """The follow-ups of what the reader sees for a school."""
    return to_school(reader, key="declaration_id")


def owned_by(owners: list[Owner]) -> Q:
    """The follow-ups of any of these; of none when there is none."""
    found = Q(declaration_id__in=[])
    for one in owners:
        found |= Q(owner_address=one.address, owner_name=one.name)
    return found

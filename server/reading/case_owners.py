"""Who has how many cases, and to whom they can go."""

from datetime import datetime
from typing import Any

from tortoise.functions import Count

from server.domain import texts
from server.domain.case_owners import Owner
from server.domain.roles import Reader
from server.storage import case_owners
from server.storage.follow_ups import FollowUp


async def shown(reader: Reader, now: datetime) -> dict[str, Any]:
    """`{owners: [(key, name, cases)], colleagues: [(key, name)]}`, the reader first among the colleagues."""
    rows = FollowUp.filter(case_owners.cases(reader), owner_address__isnull=False)
    counted = rows.annotate(cases=Count("declaration_id")).group_by("owner_address", "owner_name")
    found: dict[str, tuple[Owner, int]] = {}
    for address, name, cases in await counted.values_list("owner_address", "owner_name", "cases"):
        owner = Owner(address, name or "")
        found[owner.key] = (owner, found.get(owner.key, (owner, 0))[1] + cases)
    owners = sorted(found.values(), key=lambda one: texts.danish_order(one[0].shown))
    colleagues = await case_owners.colleagues(reader, now)
    return {
        "owners": [(one.key, one.shown, cases) for one, cases in owners],
        "colleagues": [(one.key, one.shown) for one in colleagues],
    }

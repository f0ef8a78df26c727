"""How often and when recipients were reminded, when the next may go, and whether the address wants none."""

from typing import Any
from uuid import UUID

from server.domain.moments import iso
from server.domain.reminders import next_at
from server.storage import reminders
from server.storage.declarations import Recipient
from server.storage.reminders import Reminder


async def of(rows: list[Recipient]) -> dict[UUID, dict[str, Any]]:
    """`{count, last_at, next_at, stopped_at}` by recipient. `last_at` of this declaration, `next_at` of the address."""
    written = await Reminder.filter(about_id__in=[row.id for row in rows]).order_by("at").values_list("about_id", "at")
    known = await reminders.of_addresses({row.address for row in rows})
    found = {}
    for row in rows:
        mails = [at for about_id, at in written if about_id == row.id]
        address = known.get(row.address)
        again = next_at(address.last_at) if address else None
        found[row.id] = {
            "count": len(mails),
            "last_at": iso(mails[-1]) if mails else None,
            "next_at": iso(again) if again else None,
            "stopped_at": iso(address.stopped_at) if address and address.stopped_at else None,
        }
    return found

"""One's own push subscriptions, by the names of the devices; never where they lead."""

from datetime import datetime
from typing import Any

from server.domain.moments import iso
from server.domain.roles import SignedIn, Visitor
from server.storage import visible
from server.storage.push_subscriptions import PushSubscription, standing


async def of(who: SignedIn | Visitor, now: datetime) -> list[dict[str, Any]]:
    """A person's on all their devices, a visitor's in this browser."""
    if isinstance(who, SignedIn):
        rows, here = PushSubscription.filter(person_id=who.person_id), who.session_id
    else:
        grant = await visible.grant(who, now)
        here = grant.visitor_id
        rows = PushSubscription.filter(address=grant.recipient.address, visitor_id=here)
    return [
        {
            "id": str(row.id),
            "device": row.device,
            "active": row.confirmed_at is not None,
            "current": here in (row.session_id, row.visitor_id),
            "created_at": iso(row.created_at),
        }
        for row in await standing(await rows.order_by("created_at"), now)
    ]

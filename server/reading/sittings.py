"""What else waits at the mailbox of a visitor: by name what this browser may open, of the rest only how many."""

from datetime import datetime, timedelta
from typing import Any

from server.storage import sittings
from server.storage.declarations import Grant

A_SITTING = timedelta(hours=12)
NOTHING: dict[str, Any] = {"waiting": [], "others_waiting": 0, "sent_lately": 0}


async def beside(grant: Grant, now: datetime) -> dict[str, Any]:
    """For who proved the mailbox, in a browser of their own. As many statements for a hundred as for two."""
    others = [row for row in await sittings.asked(grant.recipient.address) if row.id != grant.recipient_id]
    if not others:
        return NOTHING
    open_here = await sittings.held(grant.visitor_id, others)
    known = await sittings.listed([row for row in others if row.id in open_here])
    return {
        "waiting": [
            {
                "public_id": one.row.public_id,
                "name": one.listed.apprentice_name,
                "main_course": one.listed.main_course,
            }
            for one in known
        ],
        "others_waiting": len(others) - len(known),
        "sent_lately": await sittings.sent_since(grant, now - A_SITTING),
    }

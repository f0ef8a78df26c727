"""What a phone pulls: everything of the person's that changed after the number it has seen."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from server.reading import shares
from server.reading.declarations import for_apprentice
from server.reading.profiles import profile
from server.storage import log_entries, photo_counts, plain_reads
from server.storage.changes import Change
from server.storage.declarations import Declaration

# The poll that every phone repeats: the ORM would cost eight times as much (architecture.md).
POLL = """
    SELECT session.person_id, session.expires_at,
           (SELECT MAX(number) FROM change WHERE change.person_id = session.person_id) AS newest
    FROM session WHERE token_hash = {0} AND ended_at IS NULL
"""


@dataclass(frozen=True)
class Poll:
    """Whose phone asks, and the number of the newest change that is theirs."""

    person_id: UUID
    newest: int


async def poll(token_hash: str, now: datetime) -> Poll | None:
    """None when nobody is signed in with this cookie."""
    row = await plain_reads.first(POLL, token_hash)
    if row is None:
        return None
    person_id, expires_at, newest = row
    return Poll(UUID(str(person_id)), newest or 0) if plain_reads.moment(expires_at) > now else None


async def since(person_id: UUID, after: int, newest: int, today: date) -> dict[str, Any]:
    """`{after, profile, declarations, shares …}` of docs/protocol.md. From 0: everything."""
    rows = Declaration.filter(apprentice_id=person_id)
    if after > 0:
        changed = Change.filter(person_id=person_id, number__gt=after).exclude(declaration_id=None)
        rows = rows.filter(id__in=await changed.distinct().values_list("declaration_id", flat=True))
    return {
        "after": newest,
        "profile": await profile(person_id, today),
        "photo_devices": await photo_counts.devices(person_id),
        "shares": await shares.of_person(person_id),
        "log": await log_entries.since(person_id, after),
        "declarations": await for_apprentice(await rows.order_by("created_at")),
    }

"""The date that goes along with a request, for the calendar of whoever is asked. No link in it lets anybody in."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from server.delivery.attachments import Attachment
from server.documents import calendars
from server.domain import due_dates
from server.settings import Settings
from server.storage.outbox import OutboxMessage

REQUESTS = ("declaration_requested", "declaration_contact")


def attached(message: OutboxMessage, known: Mapping[str, Any], settings: Settings) -> Sequence[Attachment]:
    """One file, or none. `known`: the facts of the mail."""
    if message.kind not in REQUESTS or not known["declaration_id"]:
        return ()
    days = due_dates.of_request(
        UUID(known["declaration_id"]),
        known["apprentice_name"],
        known["training_period_ends_on"],
        known["school_period_starts_on"],
    )
    links = {"": f"{settings.base_url}/find"}
    content = calendars.file(days, links=links, now=message.created_at)
    return [Attachment(calendars.NAME, calendars.OF_A_MAIL, content)] if days else ()

"""What goes along in a mail to a school that wants it: which version, read when the mail is rendered."""

import json
from typing import Any

from server.reading import versions
from server.storage import schools
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage
from server.storage.schools import School

KINDS = frozenset(("declaration_submitted", "declaration_corrected"))


async def version_for(message: OutboxMessage) -> tuple[dict[str, Any], int] | None:
    """The version that the mail tells of, and how many are out; None when nothing goes along. It goes to whom the
    declaration was sent as the school's, at a domain of a school that wants it now: to no private mailbox, nobody at
    the workplace, and no longer once its content is erased."""
    if message.kind not in KINDS or message.declaration_id is None or not await _wants(message):
        return None
    newest = (await versions.sealed_of([message.declaration_id])).get(message.declaration_id)
    out = [newest, *newest["versions"]] if newest else []
    digest = json.loads(message.facts)["digest"]
    found = next((one for one in out if one["digest"] == digest and one["payload"]), None)
    return (found, len(out)) if found else None


async def _wants(message: OutboxMessage) -> bool:
    row = await Recipient.get_or_none(id=message.recipient_id, address=message.to, removed_at=None)
    if row is None or "school" not in row.role_list():
        return False
    school_id = await schools.behind(message.to)
    return school_id is not None and await School.exists(id=school_id, attaches_pdf=True)

"""The PDF in a school's mail: made when the mail is, kept nowhere. Without it the mail goes all the same."""

import asyncio
import logging
from collections.abc import Sequence

from server.delivery.attachments import Attachment
from server.documents import declarations
from server.documents.typeset import CannotBeSet
from server.reading import school_files
from server.settings import Settings
from server.storage.outbox import OutboxMessage

log = logging.getLogger("logbog.delivery")

LARGEST = 2_000_000  # bytes; a whole declaration takes 60,000. Mail servers begin to refuse at five times as much


async def attached(message: OutboxMessage, settings: Settings) -> Sequence[Attachment]:
    """One file, or none. Nothing that can be read on the way: only where mails leave by TLS."""
    if not settings.mail_is_encrypted:
        return ()
    found = await school_files.version_for(message)
    if found is None:
        return ()
    version, of_how_many = found
    try:
        content = await asyncio.to_thread(declarations.pdf, version, of_how_many, settings.base_url)
    except CannotBeSet:  # for good: the mail with its link is worth more than the file
        log.error("%s %s goes without its file: it cannot be set", message.kind, message.id)
        return ()
    if len(content) > LARGEST:
        log.error("%s %s goes without its file: %d bytes", message.kind, message.id, len(content))
        return ()
    return (Attachment(declarations.file_name(version), "application/pdf", content),)

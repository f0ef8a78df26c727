"""How much mail one apprentice's declarations may bring to one mailbox in a day, whoever's deed each mail is."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from server.domain.addresses import mailbox
from server.domain.refusal import TooMany
from server.storage.declarations import Recipient
from server.storage.outbox import OutboxMessage

A_DAY = 30  # a workplace that asks, renews and corrects all day needs a third of it
DAY = timedelta(days=1)
OWN_LIMITS = ("message",)  # and codes, which have a lane of their own


async def demand(apprentice_id: UUID, addresses: Iterable[str], now: datetime) -> None:
    """Raises TooMany when one of the mailboxes has had its share: somebody may only have typed its address."""
    for address in addresses:
        rows = Recipient.filter(declaration__apprentice_id=apprentice_id).values_list("id", "address")
        ids = [id for id, known in await rows if mailbox(known) == mailbox(address)]
        mails = OutboxMessage.filter(recipient_id__in=ids, lane="mail", created_at__gt=now - DAY)
        written = await mails.exclude(kind__in=OWN_LIMITS).order_by("-created_at").limit(A_DAY)
        if len(written) == A_DAY:
            raise TooMany("too_many_mails", max(1, int((written[-1].created_at + DAY - now).total_seconds())))

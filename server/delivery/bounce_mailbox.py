"""Reading the mailbox that mails come back to, by IMAP: each notice once, and nobody's own mail is thrown away."""

import asyncio
import imaplib
import logging
import ssl
from collections import Counter
from contextlib import suppress
from datetime import datetime

from server.delivery import bounces
from server.delivery.failures import Away
from server.settings import LOOPBACK, Imap, Settings

log = logging.getLogger("logbog.delivery")

MOST = 200  # mails a visit; the rest is there the next time
KEPT = ("auto_reply", "other")  # no notices: marked as read and left where they are


async def read(settings: Settings, now: datetime) -> Counter[str]:
    """How many of each outcome of bounces.take. What was taken is deleted afterwards: a crash between the two takes it
    again, which changes nothing. Raises Away."""
    assert settings.imap
    mailbox = _Mailbox(settings.imap, settings.patience)
    found: Counter[str] = Counter()
    try:
        for uid in await asyncio.to_thread(mailbox.unread):
            outcome = await bounces.take(await asyncio.to_thread(mailbox.fetch, uid), key=settings.secret_key, now=now)
            await asyncio.to_thread(mailbox.done, uid, outcome not in KEPT)
            found[outcome] += 1
    except (imaplib.IMAP4.error, OSError) as error:
        raise Away(type(error).__name__) from None
    finally:
        await asyncio.to_thread(mailbox.close)
    if found:
        log.info("mails that came back: %s", ", ".join(f"{name} {number}" for name, number in sorted(found.items())))
    return found


class _Mailbox:
    """Blocking, to be used in a thread. Outside the loopback only with TLS and a certificate that is right."""

    def __init__(self, imap: Imap, patience: float) -> None:
        self.imap, self.patience = imap, patience
        self.client: imaplib.IMAP4 | None = None

    def unread(self) -> list[str]:
        imap = self.imap
        if imap.host in LOOPBACK:
            client = imaplib.IMAP4(imap.host, imap.port, timeout=self.patience)
        else:
            context = ssl.create_default_context()
            client = imaplib.IMAP4_SSL(imap.host, imap.port, ssl_context=context, timeout=self.patience)
        self.client = client
        client.login(imap.username, imap.password)
        client.select("INBOX")
        _, [uids] = client.uid("SEARCH", "UNSEEN", "UNDELETED")
        return (uids or b"").decode().split()[:MOST]

    def fetch(self, uid: str) -> bytes:
        """The first part of it, which holds the notice; reading it marks nothing."""
        assert self.client
        _, parts = self.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{bounces.LARGEST}>)")
        return next((part[1] for part in parts if isinstance(part, tuple)), b"")

    def done(self, uid: str, delete: bool) -> None:
        assert self.client
        self.client.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen \Deleted)" if delete else r"(\Seen)")

    def close(self) -> None:
        """CLOSE takes away what is marked as deleted."""
        if self.client:
            with suppress(imaplib.IMAP4.error, OSError):
                if self.client.state == "SELECTED":
                    self.client.close()
                self.client.logout()

"""Reading delivery status notices (RFC 3464) with the standard library. Pure, and nothing in a mail can break it."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from server.domain.mail_trouble import STATUS

# Where mail servers write whom a mail was for.
ADDRESSED = ("to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "original-recipient")


@dataclass(frozen=True)
class Notice:
    """`kind`: failed (for good), passing (delayed, delivered, relayed), auto_reply or other. `status`: as "5.1.1".
    `sent_to`: the return path it came to, as text."""

    kind: str
    status: str
    sent_to: str


def read(raw: bytes) -> Notice:
    mail = message_from_bytes(raw)  # the lenient reading: no header of a stranger's can raise
    sent_to = " ".join(str(value) for name in ADDRESSED for value in mail.get_all(name, []))
    fields = _status_fields(mail)
    if fields is None:
        answered = str(mail.get("auto-submitted", "no")).strip().lower()
        return Notice("auto_reply" if answered.startswith("auto-replied") else "other", "", sent_to)
    found = STATUS.match(str(fields.get("status", "")))
    failed = str(fields.get("action", "")).strip().lower() == "failed"
    return Notice("failed" if failed else "passing", found[1] if found else "", sent_to)


def _status_fields(mail: Message) -> Message | None:
    """The first recipient's fields of a report: each of our mails has one recipient only."""
    if mail.get_content_type() != "multipart/report":
        return None
    parts = mail.get_payload()
    for part in parts if isinstance(parts, list) else []:
        if isinstance(part, Message) and part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for block in blocks if isinstance(blocks, list) else []:
                if isinstance(block, Message) and "action" in block:
                    return block
    return None

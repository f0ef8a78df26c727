"""What a mail server's answer means for a person: the technical code → the key of a sentence, `mail_because.<key>`."""

import re

# The enhanced status without its class (RFC 3463; the registry of RFC 5248).
BY_STATUS = {
    "1.0": "unknown_mailbox", "1.1": "unknown_mailbox", "1.3": "unknown_mailbox", "1.6": "unknown_mailbox",
    "1.2": "no_such_domain", "1.10": "no_such_domain", "4.4": "no_such_domain",
    "2.1": "mailbox_closed", "2.2": "mailbox_full", "2.3": "too_large", "3.4": "too_large",
}  # fmt: skip
# For servers that give no such status: what the bare number usually says.
BY_NUMBER = {
    "550": "unknown_mailbox", "551": "unknown_mailbox", "553": "unknown_mailbox",
    "452": "mailbox_full", "552": "mailbox_full", "554": "refused", "556": "no_such_domain",
}  # fmt: skip
OURS = (
    "three_copies", "gave_up", "recipient_bounced", "broken_off", "mail_server_away",
    "unknown_mailbox", "no_such_domain", "mailbox_closed", "mailbox_full", "too_large", "refused",
)  # fmt: skip
CODE = re.compile(r"(?P<where>[a-z_]+?)_(?P<number>[245]\d\d)?(_?(?P<status>[245]\.\d{1,3}\.\d{1,3}))?")
STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b", re.ASCII)
CLOSED = "closed_"  # what happened since made the mail needless: no failure


def code(where: str, number: int, text: str) -> str:
    """The technical code of an answer: `recipient_refused_550_5.1.1`. Of what the server wrote only its status."""
    status = STATUS.match(text)
    return f"{where}_{number}" + (f"_{status[1]}" if status else "")


def permanent(number: int, text: str) -> bool:
    """5xx is for good, 4xx for now. The enhanced status is believed where the two disagree."""
    status = STATUS.match(text)
    return (status[1] if status else str(number)).startswith("5")


def because(trouble: str | None) -> str | None:
    """The key of the sentence for a technical code; None where there is no trouble."""
    if not trouble:
        return None
    plain = trouble.removeprefix(CLOSED)
    if plain in OURS:
        return plain
    if found := CODE.fullmatch(trouble):
        return _of_answer(found["where"] == "bounced", found["number"] or "", found["status"] or "")
    return "other"


def _of_answer(over: bool, number: str, status: str) -> str:
    """`over`: whoever said so has given up, also where it was only for now."""
    subject = status[2:]
    known = BY_STATUS.get(subject)
    if (status or number).startswith("4"):
        full = known == "mailbox_full" or number == "452"
        return "mailbox_full" if full else "undelivered" if over else "later"
    if known:
        return known
    if subject.startswith("7."):
        return "refused"
    return BY_NUMBER.get(number, "other")


def needless(trouble: str | None) -> bool:
    """The mail did not go because it became needless, which says nothing of the address."""
    return bool(trouble and trouble.startswith(CLOSED) and because(trouble) != "recipient_bounced")

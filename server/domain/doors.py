"""The ways into one draft: which of them an apprentice opened, and what is said in the sealed text."""

from datetime import timedelta

MAILED = "mail_link"
LINKS = (MAILED, "shared_link", "qr", "short_code")  # doors that a secret opens
HANDED_OVER = "handed_over"
PAPER = "paper"  # no way in: what was filled in on paper, typed in by somebody else in the panel
RESTS = timedelta(minutes=30)  # a phone that was handed over and is not touched closes
HAND_OVER_LIVES = timedelta(days=30)  # to send what was written without a network


def may_sign(door: str) -> bool:
    """Only the mailed link proves the mailbox; whoever came by a door of the apprentice's needs the mailed code."""
    return door == MAILED


def standing(held: str, opened: str) -> str:
    """The door of a grant that is opened once more: proof of the mailbox is never lost again."""
    return MAILED if MAILED in (held, opened) else opened

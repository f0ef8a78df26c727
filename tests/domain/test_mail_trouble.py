"""What mail servers answer, and the sentence a person reads: a table of cases."""

import pytest

from server import words
from server.domain import mail_trouble


@pytest.mark.parametrize(
    ("number", "text", "permanent", "because"),
    [
        (550, "5.1.1 <a@b.example>: Recipient address rejected", True, "unknown_mailbox"),
        (550, "No such user here", True, "unknown_mailbox"),
        (550, "5.7.1 Message rejected as spam", True, "refused"),
        (550, "5.4.4 no MX", True, "no_such_domain"),
        (556, "5.1.10 null MX", True, "no_such_domain"),
        (552, "5.2.2 mailbox full", True, "mailbox_full"),
        (552, "exceeded storage allocation", True, "mailbox_full"),
        (552, "5.3.4 message too big", True, "too_large"),
        (550, "5.2.1 mailbox disabled", True, "mailbox_closed"),
        (554, "delivery error", True, "refused"),
        (571, "who knows", True, "other"),
        (450, "4.7.1 greylisted, try again in 5 minutes", False, "later"),
        (450, "4.1.1 unverified", False, "later"),
        (452, "4.2.2 over quota", False, "mailbox_full"),
        (421, "closing", False, "later"),
        (550, "4.2.1 not now", False, "later"),
    ],
)
def test_an_answer(number: int, text: str, permanent: bool, because: str) -> None:
    assert mail_trouble.permanent(number, text) is permanent
    code = mail_trouble.code("recipient_refused", number, text)
    assert len(code) <= 40
    assert "@" not in code
    assert mail_trouble.because(code) == because


@pytest.mark.parametrize(
    ("trouble", "because"),
    [
        (None, None),
        ("", None),
        ("three_copies", "three_copies"),
        ("gave_up", "gave_up"),
        ("mail_server_away", "mail_server_away"),
        ("closed_recipient_bounced", "recipient_bounced"),
        ("closed_recipient_removed", "other"),
        ("KeyError", "other"),
        ("bounced_5.1.1", "unknown_mailbox"),
        ("bounced_5.0.0", "other"),
        ("bounced_4.4.7", "undelivered"),
        ("bounced_4.2.2", "mailbox_full"),
        ("bounced_5.7.26", "refused"),
    ],
)
def test_any_other_trouble(trouble: str | None, because: str | None) -> None:
    assert mail_trouble.because(trouble) == because


def test_everything_that_can_be_said_has_a_sentence() -> None:
    said = {*mail_trouble.OURS, *mail_trouble.BY_STATUS.values(), *mail_trouble.BY_NUMBER.values()}
    for key in (*said, "later", "undelivered", "other"):
        assert words.text(f"mail_because.{key}").endswith(".")

"""When a mail is tried again: a table of cases."""

from datetime import UTC, datetime, timedelta

import pytest

from server.delivery.retries import next_attempt

MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "attempts", "age", "dice", "wait"),
    [
        ("declaration_requested", 1, 0 * MINUTE, 0.5, MINUTE),
        ("declaration_requested", 1, 0 * MINUTE, 0.0, 48 * timedelta(seconds=1)),
        ("declaration_requested", 1, 0 * MINUTE, 1.0, 72 * timedelta(seconds=1)),
        ("declaration_requested", 2, MINUTE, 0.5, 5 * MINUTE),
        ("declaration_requested", 3, 6 * MINUTE, 0.5, 30 * MINUTE),
        ("declaration_requested", 6, 4 * HOUR, 0.5, 4 * HOUR),
        ("declaration_requested", 99, 4 * DAY, 0.5, 4 * HOUR),
        ("declaration_requested", 40, 5 * DAY, 0.5, None),
        ("declaration_requested", 0, 0 * MINUTE, 0.5, MINUTE),
        ("sign_in_code", 1, 0 * MINUTE, 0.5, MINUTE),
        ("sign_in_code", 2, 2 * MINUTE, 0.5, 5 * MINUTE),
        ("sign_in_code", 2, 6 * MINUTE, 0.5, None),
        ("address_change_code", 3, MINUTE, 0.5, None),
    ],
)
def test_the_next_attempt(kind: str, attempts: int, age: timedelta, dice: float, wait: timedelta | None) -> None:
    now = MADE + age
    assert next_attempt(kind, attempts, MADE, now, dice) == (None if wait is None else now + wait)

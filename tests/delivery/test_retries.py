"""When a mail is tried again: a table of cases."""

from datetime import UTC, datetime, timedelta

import pytest

from server.delivery.retries import next_attempt

MADE = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("lane", "attempts", "age", "dice", "wait"),
    [
        ("mail", 1, 0 * MINUTE, 0.5, MINUTE),
        ("mail", 1, 0 * MINUTE, 0.0, 48 * timedelta(seconds=1)),
        ("mail", 1, 0 * MINUTE, 1.0, 72 * timedelta(seconds=1)),
        ("mail", 2, MINUTE, 0.5, 5 * MINUTE),
        ("mail", 3, 6 * MINUTE, 0.5, 30 * MINUTE),
        ("mail", 6, 4 * HOUR, 0.5, 4 * HOUR),
        ("mail", 99, 4 * DAY, 0.5, 4 * HOUR),
        ("mail", 40, 5 * DAY, 0.5, None),
        ("mail", 0, 0 * MINUTE, 0.5, MINUTE),
        ("codes", 1, 0 * MINUTE, 0.5, MINUTE),
        ("codes", 2, 2 * MINUTE, 0.5, 5 * MINUTE),
        ("codes", 2, 6 * MINUTE, 0.5, None),
        ("codes", 3, MINUTE, 0.5, None),
    ],
)
def test_the_next_attempt(lane: str, attempts: int, age: timedelta, dice: float, wait: timedelta | None) -> None:
    now = MADE + age
    assert next_attempt(lane, attempts, MADE, now, dice) == (None if wait is None else now + wait)

"""When a message that did not go is tried again. Pure: the dice come from outside."""

from datetime import datetime, timedelta

STEPS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 60, 120, 240))
GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321, 4.5.4.1
CODE_LIVES = timedelta(minutes=10)
PUSH_LIVES = timedelta(hours=48)
LIVES = {"codes": CODE_LIVES, "push": PUSH_LIVES}
JITTER = 0.2


def next_attempt(
    lane: str, attempts: int, created_at: datetime, now: datetime, dice: float, asked: timedelta = timedelta(0)
) -> datetime | None:
    """The moment of the next try after `attempts` tries, ±20 %; None when there is no more point. `dice`: 0 to 1;
    `asked`: how long the other side wants us to wait at least."""
    step = STEPS[min(max(attempts, 1), len(STEPS)) - 1]
    at = now + max(asked, step * (1 - JITTER + 2 * JITTER * dice))
    return None if too_late(lane, created_at, at) else at


def too_late(lane: str, created_at: datetime, at: datetime) -> bool:
    """A code dies with itself, a push when it is news no more, all else after five days."""
    return at - created_at >= LIVES.get(lane, GIVE_UP_AFTER)

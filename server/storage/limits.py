"""Counting what may be done only so often. Keys are pseudonyms: no address and no client stands in the table."""

from datetime import datetime, timedelta

from tortoise import fields
from tortoise.connection import get_connections
from tortoise.models import Model


class LimitWindow(Model):
    key = fields.CharField(max_length=80, primary_key=True)
    count = fields.IntField()
    ends_at = fields.BigIntField()  # seconds since 1970

    class Meta:
        table = "limit_window"


COUNT_ONE = """
    INSERT INTO limit_window (key, count, ends_at) VALUES ({0}, 1, {1})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN limit_window.ends_at <= {2} THEN 1 ELSE limit_window.count + 1 END,
      ends_at = CASE WHEN limit_window.ends_at <= {3} THEN excluded.ends_at ELSE limit_window.ends_at END
    RETURNING count, ends_at
"""


async def hit(key: str, limit: int, window: timedelta, now: datetime) -> int | None:
    """Counts one, atomically. None when it is within the limit, else the seconds until the window ends."""
    seconds = int(now.timestamp())
    client = get_connections().get("default")
    postgres = client.capabilities.dialect != "sqlite"
    marks = ("$1", "$2", "$3::bigint", "$4::bigint") if postgres else ("?",) * 4
    values = [key, seconds + int(window.total_seconds()), seconds, seconds]
    rows = await client.execute_query_dict(COUNT_ONE.format(*marks), values)
    count, ends_at = rows[0]["count"], rows[0]["ends_at"]
    return None if count <= limit else max(1, ends_at - seconds)


async def full(key: str, limit: int, now: datetime) -> int | None:
    """As `hit`, without counting: the seconds to wait when the limit is reached already."""
    row = await LimitWindow.get_or_none(key=key)
    seconds = int(now.timestamp())
    return row.ends_at - seconds if row and row.count >= limit and row.ends_at > seconds else None


async def clear(key: str) -> None:
    await LimitWindow.filter(key=key).delete()


async def purge(now: datetime) -> int:
    """Forgets windows that have ended."""
    return await LimitWindow.filter(ends_at__lte=int(now.timestamp())).delete()

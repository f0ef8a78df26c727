"""One plain query past the ORM, for the read that every phone repeats.

On SQLite a second, read-only connection answers in the event loop itself: readers never wait for the writer (WAL), and
one indexed row takes less time than the way to Tortoise's thread and back. On PostgreSQL it goes over the pool.
"""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tortoise.connection import get_connections

_reader: sqlite3.Connection | None = None


def open(path: Path | None) -> None:
    """`path`: the SQLite file; None on PostgreSQL."""
    global _reader
    close()
    if path:
        _reader = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0, isolation_level=None)


def close() -> None:
    global _reader
    if _reader:
        _reader.close()
    _reader = None


async def first(query: str, *values: Any) -> Sequence[Any] | None:
    """The first row. `query` marks its values with {0}, {1} …"""
    if _reader:
        row: Sequence[Any] | None = _reader.execute(query.format(*("?" * len(values))), values).fetchone()
        return row
    marks = (f"${number}" for number in range(1, len(values) + 1))
    rows = (await get_connections().get("default").execute_query(query.format(*marks), list(values)))[1]
    return list(rows[0].values()) if rows else None


def moment(value: Any) -> datetime:
    """SQLite gives text, PostgreSQL a datetime."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)

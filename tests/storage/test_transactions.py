"""A transaction on SQLite takes the write lock when it begins: what it read still holds when it writes."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from tortoise.connection import get_connections

from server.storage.database import transaction
from server.storage.receipts import Receipt

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_nobody_writes_between_a_read_and_a_write(open_database: str) -> None:
    path = open_database.removeprefix("sqlite:///")
    async with transaction():
        assert await Receipt.all().count() == 0
        with (
            closing(sqlite3.connect(path, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("UPDATE change_counter SET number = 7")
        await Receipt.create(id=uuid4(), deed="x", declaration_id=uuid4(), done_at=NOW)
    assert await Receipt.all().count() == 1


async def test_what_is_acknowledged_is_on_the_disk(open_database: str) -> None:
    client = get_connections().get("default")
    assert (await client.execute_query_dict("PRAGMA synchronous"))[0]["synchronous"] == 2
    assert (await client.execute_query_dict("PRAGMA journal_mode"))[0]["journal_mode"] == "wal"
    assert (await client.execute_query_dict("PRAGMA foreign_keys"))[0]["foreign_keys"] == 1

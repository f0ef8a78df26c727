"""The migrations build exactly what the models say, on both databases."""

from server.storage import database


async def test_a_migrated_database_has_no_migration_left(database_url: str) -> None:
    assert await database.pending(database_url) == []


async def test_every_trigger_stands(open_database: str) -> None:
    assert await database.missing_triggers() == []

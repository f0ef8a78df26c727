"""Opening, closing and migrating the database, and `transaction()`: the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
from tortoise import Tortoise
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.backends.base.executor import EXECUTOR_CACHE
from tortoise.connection import get_connections
from tortoise.context import TortoiseContext
from tortoise.migrations.api.migrate import migrate as run_migrations
from tortoise.migrations.executor import MigrationExecutor
from tortoise.transactions import in_transaction

from server.storage import copies, plain_reads, seal_triggers

MODELS = [
    f"server.storage.{name}"
    for name in (
        "people", "sessions", "sign_in", "declarations", "answers", "sealed",
        "receipts", "changes", "editions", "limits", "outbox", "outbox_texts", "photo_counts",
        "log_entries", "push_subscriptions", "calendar_feeds",
        "disputes", "short_codes", "reminders", "school_reminders", "corrections", "replies",
        "schools", "summonses", "panel_sessions", "access_log", "follow_ups", "shares", "listed", "paper", "committees",
        "official_forms", "figure_snapshots", "edition_drafts",
    )
]  # fmt: skip
APP = "logbog"
FIRST = "0001_initial"
ADVISORY_LOCK = 7_107_002  # any number that is ours alone: two `migrate` at once take turns

transaction = in_transaction


class MigrationFailed(Exception):
    """The database is not what the migrations promise; nothing should be served on it."""


def sqlite_path(url: str) -> Path | None:
    """The file behind `sqlite:///relative` or `sqlite:////absolute`; None for PostgreSQL."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def config(url: str, *, foreign_keys: bool = True) -> dict[str, Any]:
    """Tortoise's configuration. Durability stays at SQLite's strict default: an acknowledged answer is on disk."""
    return {
        "connections": {"default": _connection(url, foreign_keys)},
        "apps": {APP: {"models": MODELS, "default_connection": "default", "migrations": "migrations"}},
        "use_tz": True,
        "timezone": "UTC",
    }


def _connection(url: str, foreign_keys: bool) -> Any:
    path = sqlite_path(url)
    if path is None:
        return expand_db_url(url.replace("postgresql://", "postgres://", 1))
    credentials = {
        "file_path": str(path),
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "busy_timeout": 5000,
        "foreign_keys": "ON" if foreign_keys else "OFF",
        "recursive_triggers": "ON",  # else INSERT OR REPLACE goes round the triggers that guard sealed rows
        "secure_delete": "ON",  # what is deleted is overwritten: a message's text leaves no trace in the file
    }
    return {"engine": "server.storage.sqlite_immediate", "credentials": credentials}


async def open(url: str) -> TortoiseContext:
    """Opens the database for the whole process; hand the result to `close`."""
    if path := sqlite_path(url):
        path.parent.mkdir(parents=True, exist_ok=True)
    EXECUTOR_CACHE.clear()  # Tortoise keeps statements by connection name: another database has other placeholders
    context = await Tortoise.init(config=config(url), _enable_global_fallback=True)
    await ping()  # connects, and so makes an SQLite file that is not there yet
    plain_reads.open(sqlite_path(url))
    return context


async def close() -> None:
    plain_reads.close()
    await Tortoise.close_connections()


async def ping() -> None:
    """Raises when the database does not answer."""
    await get_connections().get("default").execute_query("SELECT 1")


async def has_tables() -> bool:
    """Whether the open database has been migrated before, PostgreSQL only."""
    found = await get_connections().get("default").execute_query_dict("SELECT to_regclass('outbox_message') AS name")
    return found[0]["name"] is not None


async def migrate(url: str) -> list[str]:
    """Brings the schema up to date and returns the names of the migrations that ran."""
    todo = await pending(url)
    if todo:
        if todo[0] != FIRST:
            _keep_a_copy(url, todo[-1])
        await _run(url)
    return todo


async def pending(url: str) -> list[str]:
    """Names of the migrations this database has not had."""
    if path := sqlite_path(url):
        path.parent.mkdir(parents=True, exist_ok=True)
    await Tortoise.init(config=config(url))
    try:
        executor = MigrationExecutor(get_connections().get("default"), config(url)["apps"])
        return [step.migration.name for step in await executor.plan(None) if not step.backward]
    finally:
        await Tortoise.close_connections()


async def _run(url: str) -> None:
    """SQLite remakes tables, and dropping the old one would delete its children: foreign keys rest meanwhile."""
    settings = config(url, foreign_keys=False)
    try:
        if sqlite_path(url):
            await run_migrations(config=settings)
            await _demand_whole(get_connections().get("default"))
        else:
            await _one_at_a_time(url, settings)
    finally:
        await Tortoise.close_connections()


async def _one_at_a_time(url: str, settings: dict[str, Any]) -> None:
    """Two `migrate` at once would race on PostgreSQL: the lock lives as long as its own connection."""
    guard = await asyncpg.connect(url)
    try:
        await guard.execute("SELECT pg_advisory_lock($1)", ADVISORY_LOCK)
        await run_migrations(config=settings)
    finally:
        await guard.close()


async def _demand_whole(client: Any) -> None:
    _, orphans = await client.execute_query("PRAGMA foreign_key_check")
    missing = await seal_triggers.missing(client)
    if orphans or missing:
        raise MigrationFailed(f"{len(orphans)} orphaned rows; missing triggers: {', '.join(missing) or 'none'}")


def _keep_a_copy(url: str, name: str) -> None:
    """A copy of the SQLite file beside it, so that a migration that goes wrong costs nothing."""
    path = sqlite_path(url)
    if path:
        now = datetime.now(UTC)
        copy = path.with_name(f"{path.name}.{now:%Y%m%dT%H%M%S}.before-{name}")
        copies.copy(path, copy, now)


async def missing_triggers() -> list[str]:
    """Names of the triggers that the open database ought to have and has not."""
    return await seal_triggers.missing(get_connections().get("default"))


# What `tortoise -c server.storage.database.MIGRATIONS makemigrations` reads.
MIGRATIONS = config("sqlite:///var/logbog.sqlite3")

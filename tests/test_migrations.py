"""The migrations build exactly what the models say, on both databases; an upgrade and a remade table lose no row."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tortoise import Tortoise
from tortoise.connection import get_connections

from server.seeding import seed
from server.settings import from_environment
from server.storage import database
from server.storage.official_forms import OfficialFormUse
from tests.site import ROOT

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ONLY_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_a_migrated_database_has_no_migration_left(database_url: str) -> None:
    assert await database.pending(database_url) == []


async def test_every_trigger_stands(open_database: str) -> None:
    assert await database.missing_triggers() == []


def test_the_migrations_know_every_model() -> None:
    tortoise = [
        str(Path(sys.executable).with_name("tortoise")),
        "-c",
        "server.storage.database.MIGRATIONS",
        "makemigrations",
    ]
    before = sorted((ROOT / "migrations").glob("*.py"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(tortoise, cwd=ROOT, env=environment, text=True, capture_output=True)
    made = [path for path in sorted((ROOT / "migrations").glob("*.py")) if path not in before]
    for path in made:
        path.unlink()
    assert (made, "No changes" in done.stdout) == ([], True), done.stdout + done.stderr


async def test_the_tables_are_what_the_models_say(open_database: str, tmp_path: Path) -> None:
    migrated = await shape(open_database)
    await database.close()
    beside = f"sqlite:///{tmp_path}/models.sqlite3" if open_database.startswith("sqlite") else open_database
    await database.open(beside)
    if beside == open_database:
        await get_connections().get("default").execute_script("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    await Tortoise.generate_schemas()
    assert await shape(beside) == migrated


async def shape(url: str) -> dict[str, Any]:
    """Columns, indexes and constraints by table, without the names the databases made up."""
    client = get_connections().get("default")

    async def rows(query: str) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in await client.execute_query_dict(query)]

    if url.startswith("sqlite"):
        names = [name for (name,) in await rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [name for name in names if not name.startswith(("sqlite_", "tortoise_"))]
        return {name: await sqlite_shape(name, rows) for name in tables}
    columns = await rows(
        "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'tortoise%'"
    )
    indexes = await rows("SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'")
    keys = await rows(
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype <> 'n'"
    )
    plain = [(table, re.sub(r"INDEX \S+ ON", "INDEX ON", definition)) for table, definition in indexes]
    return {
        "columns": sorted(map(str, columns)),
        "indexes": sorted({pair for pair in plain if not pair[0].startswith("tortoise")}),
        "keys": sorted({pair for pair in keys if not pair[0].startswith(("tortoise", "-", "pg_"))}),
    }


async def sqlite_shape(table: str, rows: Any) -> tuple[Any, ...]:
    columns = sorted(
        (name, kind.upper(), null, key) for _, name, kind, null, _, key in await rows(f"PRAGMA table_info({table})")
    )
    indexes = set()
    for _, name, unique, _, _ in await rows(f"PRAGMA index_list({table})"):
        indexes.add((unique, tuple(column for _, _, column in await rows(f"PRAGMA index_info('{name}')"))))
    keys = sorted(row[2:7] for row in await rows(f"PRAGMA foreign_key_list({table})"))
    return columns, sorted(indexes), keys


LAST = max(path.stem for path in (ROOT / "migrations").glob("0*.py"))
REMADE = """
from tortoise import fields, migrations
from tortoise.migrations import operations as ops
from server.storage import seal_triggers

class Migration(migrations.Migration):
    dependencies = [("logbog", "{last}")]
    operations = [
        {before}
        ops.AlterField("SealedVersion", "previous_digest", fields.CharField(max_length=128)),
        ops.AlterField("Declaration", "specialisation", fields.CharField(max_length=90)),
        ops.AlterField("Person", "address", fields.CharField(max_length=255, unique=True)),
        {after}
    ]
"""


@pytest.fixture
def in_use(database_url: str, tmp_path: Path) -> Iterator[Path]:
    """A folder with the migrations, beside a database that people have used."""
    shutil.copytree(ROOT / "migrations", tmp_path / "migrations")
    (tmp_path / "migrations" / "__init__.py").touch()  # else those of ROOT, which is on the path too, are taken as well
    return tmp_path


async def fill(url: str, var: Path) -> None:
    await database.open(url)
    await seed(from_environment({"DEBUG": "1", "DATABASE_URL": url, "LOGBOG_VAR": str(var)}))
    await database.close()


def migrate(url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """As on a site that has pulled a newer version."""
    program = [sys.executable, "-m", "server", "migrate"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DEBUG": "1", "DATABASE_URL": url, "LOGBOG_VAR": str(folder)}
    return subprocess.run(program, cwd=folder, env=environment, text=True, capture_output=True)


def everything(path: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = lambda cursor, row: sorted(
            zip((column[0] for column in cursor.description), row, strict=True)
        )
        names = [row[0][1] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        ours = [name for name in names if not name.startswith(("sqlite_", "tortoise_"))]
        return {name: sorted(map(str, connection.execute(f'SELECT * FROM "{name}"'))) for name in ours}


@ONLY_SQLITE
async def test_a_remade_table_loses_no_row_and_keeps_its_guards(database_url: str, in_use: Path) -> None:
    path = Path(database_url.removeprefix("sqlite:///"))
    await fill(database_url, in_use)
    before = everything(path)
    assert before["sealed_content"]
    assert before["answer_operation"]
    again = {"before": "ops.RunPython(seal_triggers.drop, seal_triggers.create),",
             "after": "ops.RunPython(seal_triggers.create, seal_triggers.drop),"}  # fmt: skip
    (in_use / "migrations" / "9999_remade.py").write_text(REMADE.format(last=LAST, **again))
    done = migrate(database_url, in_use)
    assert done.returncode == 0, done.stdout + done.stderr
    assert everything(path) == before
    assert list(path.parent.glob("*.before-9999_remade")), "no copy was kept"
    with closing(sqlite3.connect(path)) as connection:
        for statement in ("UPDATE sealed_version SET number = 2", "DELETE FROM sealed_content"):
            with pytest.raises(sqlite3.IntegrityError, match="sealed"):
                connection.execute(statement)


@ONLY_SQLITE
async def test_a_migration_that_drops_the_guards_fails_loudly(database_url: str, in_use: Path) -> None:
    await fill(database_url, in_use)
    (in_use / "migrations" / "9999_remade.py").write_text(REMADE.format(last=LAST, before="", after=""))
    done = migrate(database_url, in_use)
    assert done.returncode != 0
    assert "sealed_version_no_update" in done.stderr


async def test_an_upgrade_step_by_step_keeps_every_row(database_url: str, in_use: Path) -> None:
    """The first migration, a row; those before 0031, which takes forms into use, and two forms; then all the rest."""
    if not database_url.startswith("sqlite"):
        await empty(database_url)
    url = f"sqlite:///{in_use}/old.sqlite3" if database_url.startswith("sqlite") else database_url
    migrate_to(1, url, in_use)  # complains of the missing triggers, but the tables stand
    await database.open(url)
    client = get_connections().get("default")
    await client.execute_script(
        "INSERT INTO person (id, address, name, created_at, moved_to_new_order) VALUES "
        "('6e6b1bd4-0000-4000-8000-000000000001', 'a@b.dk', 'Ærø', '2026-11-23 09:00:00+00:00', FALSE)"
    )
    await database.close()
    migrate_to(30, url, in_use)
    await database.open(url)
    await put_two_forms(url)
    await database.close()
    done = migrate(url, in_use)
    assert done.returncode == 0, done.stdout + done.stderr
    await database.open(url)
    kept = await get_connections().get("default").execute_query_dict("SELECT address, name FROM person")
    assert [tuple(row.values()) for row in kept] == [("a@b.dk", "Ærø")]
    assert await database.missing_triggers() == []
    await the_form_that_people_got_stays_in_use()
    await database.close()


def migrate_to(number: int, url: str, folder: Path) -> None:
    """As a version did that had no later migration."""
    later = [path for path in (folder / "migrations").glob("0*.py") if int(path.name[:4]) > number]
    for path in later:
        path.rename(path.with_suffix(".later"))
    migrate(url, folder)
    for path in later:
        path.with_suffix(".later").rename(path)


async def put_two_forms(url: str) -> None:
    """Until 0031 a form was live with its first saved field; one that takes nothing was for nobody."""
    columns = (
        "id, kind, programme, file_name, digest, content, fields_json, pages_json, links_json, lost_json, uploaded_by, "
        "uploaded_at, mapped_by, mapped_at"
    )
    pdf = "X'25504446'" if url.startswith("sqlite") else r"'\x25504446'"
    forms = (("final", "[1]", "'b@c.dk'", "'2026-11-24 09:00:00+00:00'"), ("partly_completed", "[]", "NULL", "NULL"))
    for number, (kind, links, by, at) in enumerate(forms):
        row = (
            f"'6e6b1bd4-0000-4000-8000-00000000000{number}', '{kind}', '', 'æ.pdf', 'd', {pdf}, '[2]', '[3]', "
            f"'{links}', '[]', 'a@b.dk', '2026-11-23 09:00:00+00:00', {by}, {at}"
        )
        await get_connections().get("default").execute_script(f"INSERT INTO official_form ({columns}) VALUES ({row})")


async def the_form_that_people_got_stays_in_use() -> None:
    [kept] = await OfficialFormUse.all().values()
    assert (kept["kind"], kept["file_name"], kept["fields_json"], kept["links_json"]) == (
        "final",
        "æ.pdf",
        "[2]",
        "[1]",
    )
    assert (bytes(kept["content"]), kept["taken_by"], kept["out_at"]) == (b"%PDF", "b@c.dk", None)
    assert kept["taken_at"] == datetime(2026, 11, 24, 9, tzinfo=UTC)


async def empty(url: str) -> None:
    await database.open(url)
    await get_connections().get("default").execute_script("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    await database.close()

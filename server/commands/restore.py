"""`restore`: puts a backup back where nothing is; what waited to be mailed in it is held, not sent again."""

from datetime import UTC, datetime
from pathlib import Path

import click

from server import words
from server.commands import dumps
from server.commands.backup import DATABASE, keys, write_key
from server.commands.common import end, settings, with_database
from server.settings import Settings
from server.storage import copies, database, outbox
from server.storage.database import sqlite_path


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def restore(folder: Path) -> None:
    """Puts the backup in FOLDER back. Refuses where there is a database."""
    known = settings()
    kept = {name: (folder / "keys" / name) for name in keys(known)}
    path = sqlite_path(known.database_url)
    copy = folder / (DATABASE if path else dumps.NAME)
    for needed in (copy, kept["secret_key"]):
        if not needed.exists():
            end("no_backup", path=str(needed))
    for name, file in kept.items():
        _demand_same_key(known, name, file)
    held = _sqlite(path, copy, known, kept) if path else _postgres(known, copy, kept)
    click.echo(words.text("commands.restored", held=held))


def _sqlite(path: Path, copy: Path, known: Settings, kept: dict[str, Path]) -> int:
    if any(path.with_name(f"{path.name}{end}").exists() for end in ("", "-wal")):
        end("database_there", path=str(path))
    _put_keys(known, kept)  # first: a database with another key would send dead links
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        copies.put_back(copy, path)
    except copies.CopyDamaged:
        end("backup_damaged", path=str(copy))
    return with_database(known, outbox.ended_by(copies.HELD))


def _postgres(known: Settings, copy: Path, kept: dict[str, Path]) -> int:
    if with_database(known, database.has_tables()):
        end("database_there", path="PostgreSQL")
    program = dumps.restore(known.database_url, copy)
    if not program.is_here:
        end("restore_by_hand", command=program.line)
    _put_keys(known, kept)
    if complaint := program.run():
        end("program_failed", program="pg_restore", complaint=complaint)
    with_database(known, outbox.hold(copies.HELD, datetime.now(UTC)))
    return with_database(known, outbox.ended_by(copies.HELD))


def _demand_same_key(known: Settings, name: str, file: Path) -> None:
    """A key from the environment counts for more than one in the folder: it must be the backup's."""
    standing = known.var / "keys" / name
    from_folder = standing.exists() and standing.read_text("ascii").strip() == keys(known)[name]
    if not from_folder and file.exists() and file.read_text("ascii").strip() != keys(known)[name]:
        end("other_key", name=name)


def _put_keys(known: Settings, kept: dict[str, Path]) -> None:
    """A key that was made here meanwhile is laid beside, never thrown away."""
    folder = known.var / "keys"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, file in kept.items():
        key, standing = file.read_text("ascii").strip() if file.exists() else "", folder / name
        if not key or (standing.exists() and standing.read_text("ascii").strip() == key):
            continue
        if standing.exists():
            standing.rename(standing.with_name(f"{name}.before-restore-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"))
        write_key(standing, key)

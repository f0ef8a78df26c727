"""`backup`: the database and the keys, together, into a new folder; safe while people work."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from server import words
from server.commands import dumps
from server.commands.common import end, settings
from server.settings import Settings
from server.storage import copies
from server.storage.database import sqlite_path

DATABASE = "logbog.sqlite3"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def backup(folder: Path) -> None:
    """Keeps a copy of everything in FOLDER, under the moment it was made."""
    known, now = settings(), datetime.now(UTC)
    made = folder / f"logbog-{now:%Y-%m-%dT%H%M%SZ}"
    unfinished = made.with_name(f"{made.name}.unfinished")
    if made.exists():
        end("backup_there", folder=str(made))
    folder.mkdir(parents=True, exist_ok=True)
    unfinished.mkdir(mode=0o700)
    _keep_keys(known, unfinished / "keys")
    whole = _keep_database(known, unfinished, made, now)
    unfinished.rename(made)
    copies.sync(made)
    if not whole:
        sys.exit(1)
    click.echo(words.text("commands.backed_up", folder=str(made)))


def keys(known: Settings) -> dict[str, str]:
    """Without them every mailed link is dead and every push is refused, wherever they come from."""
    return {"secret_key": known.secret_key.decode(), "vapid_key": known.vapid_key}


def _keep_keys(known: Settings, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name, key in keys(known).items():
        write_key(folder / name, key)


def write_key(path: Path, key: str) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(key)
    copies.sync(path)


def _keep_database(known: Settings, folder: Path, will_be: Path, now: datetime) -> bool:
    """False when the operator has to make the copy: then how is said."""
    if path := sqlite_path(known.database_url):
        if not path.exists():
            end("no_database", path=str(path))
        copies.copy(path, folder / DATABASE, now)
        return True
    program = dumps.dump(known.database_url, folder / dumps.NAME)
    if not program.is_here:
        by_hand = dumps.dump(known.database_url, will_be / dumps.NAME)
        click.echo(words.text("commands.dump_by_hand", command=by_hand.line), err=True)
        return False
    if complaint := program.run():
        end("program_failed", program="pg_dump", complaint=complaint)
    copies.sync(folder / dumps.NAME)
    os.chmod(folder / dumps.NAME, 0o600)
    return True

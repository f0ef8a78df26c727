"""A copy of an SQLite database while it runs: whole, without messages' texts, and safe to serve from."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

HELD = "restored"  # why a mail that waited when the copy was made is dead in it
# Mails may have gone since: none goes twice because a copy is put back. Texts are not kept (docs/decisions/0011).
HOLD = (
    "UPDATE outbox_message SET dead_at = ?, claimed_until = NULL, last_error = ? "
    "WHERE sent_at IS NULL AND dead_at IS NULL"
)
FORGET = "DELETE FROM outbox_text"


class CopyDamaged(Exception):
    """What was copied is no sound database."""


def copy(source: Path, target: Path, now: datetime) -> None:
    """`target` must not be there yet; it gets one file, readable by its owner only, and on the disk for good."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target, isolation_level=None)) as made:
        live.backup(made)
        made.execute("PRAGMA journal_mode = MEMORY")  # no second file, also not for a moment
        made.execute("PRAGMA secure_delete = ON")
        tables = {name for (name,) in made.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "outbox_message" in tables:
            made.execute(HOLD, (now.isoformat(" "), HELD))
        if "outbox_text" in tables:
            made.execute(FORGET)
        made.execute("VACUUM")
        demand_sound(made)
    sync(target)


def put_back(backup: Path, target: Path) -> None:
    """Puts a copy where the database is to be; FileExistsError when there is one."""
    beside = target.with_name(f"{target.name}.restoring")
    beside.unlink(missing_ok=True)
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(backup)) as kept, closing(sqlite3.connect(beside)) as made:
        try:
            kept.backup(made)
        except sqlite3.DatabaseError as error:
            raise CopyDamaged(str(error)) from None
        demand_sound(made)
    sync(beside)
    os.link(beside, target)
    beside.unlink()
    sync(target)


def demand_sound(database: sqlite3.Connection) -> None:
    try:
        found = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise CopyDamaged(str(error)) from None
    if found != "ok":
        raise CopyDamaged(found)


def sync(path: Path) -> None:
    """The file, and that it stands in its folder, are on the disk when this returns."""
    for one in (path, path.parent):
        descriptor = os.open(one, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)

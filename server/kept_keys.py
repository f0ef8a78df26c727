"""Keys of an embedded site: made once, part of every backup."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def kept(var: Path, name: str, made: str) -> str:
    """The key of that name, `made` when there is none yet. Two processes that start at once agree on one."""
    path = var / "keys" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        fresh = path.with_name(f"fresh-{os.getpid()}-{secrets.token_hex(4)}")
        descriptor = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(made)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text("ascii").strip()

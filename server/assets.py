"""Keeps the hashed files of earlier releases: a phone that comes back after weeks finds those of its own."""

import os
import shutil
from pathlib import Path

KEPT_SECONDS = 366 * 24 * 3600


def keep(build: Path, var: Path, now: float) -> Path:
    """Copies this release beside earlier ones, lets go of what none has had for 12 months; the folder.

    A file's modification time is when a release last had it, in seconds since 1970.
    """
    kept = var / "assets"
    kept.mkdir(parents=True, exist_ok=True)
    for asset in (build / "assets").glob("*"):
        fresh = kept / f".{asset.name}.{os.getpid()}"
        shutil.copyfile(asset, fresh)
        os.utime(fresh, (now, now))
        fresh.replace(kept / asset.name)
    for old in kept.iterdir():
        if old.stat().st_mtime < now - KEPT_SECONDS:
            old.unlink(missing_ok=True)
    return kept

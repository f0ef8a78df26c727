"""Makes sure that the browser tests find a Chromium: an installed one, else Debian's package, else Playwright's own."""

import os
import shutil
import subprocess
import sys

from tests.setup.apt import install

NAMES = ("chromium", "chromium-browser", "google-chrome")


def installed() -> str | None:
    """The path of a Chromium on this machine; LOGBOG_CHROMIUM names one that is not on the PATH."""
    if named := os.environ.get("LOGBOG_CHROMIUM"):
        if not shutil.which(named):
            sys.exit(f"LOGBOG_CHROMIUM names {named}, which cannot be run.")
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def by_playwright() -> bool:
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode == 0


def path() -> str:
    """Where Chromium is, installed now if need be; `playwright` when Playwright knows its own."""
    if found := installed():
        return found
    if install("chromium") and (found := installed()):
        return found
    if by_playwright():
        return "playwright"
    sys.exit("No browser could be installed; put Chromium on this machine or name one in LOGBOG_CHROMIUM.")


if __name__ == "__main__":
    print(f"Browser: {path()}")

"""Makes sure that the browser tests find a Chromium, whole and light: installed, else Debian's, else Playwright's.

The light one, Chromium's headless shell, is the same engine without toolbars, permissions and push: a new page costs it
a fifth. Where there is none, the whole one does its work.
"""

import os
import shutil
import subprocess
import sys

from tests.setup.apt import install

NAMES = ("chromium", "chromium-browser", "google-chrome")
LIGHT = ("chromium-headless-shell", "chrome-headless-shell")


def installed() -> str | None:
    """The path of a whole Chromium on this machine; LOGBOG_CHROMIUM names one that is not on the PATH."""
    return _named() or _first(NAMES)


def light() -> str | None:
    """The path of the one that most tests use."""
    return _named() or _first(LIGHT) or installed()


def _named() -> str | None:
    if (named := os.environ.get("LOGBOG_CHROMIUM")) and not shutil.which(named):
        sys.exit(f"LOGBOG_CHROMIUM names {named}, which cannot be run.")
    return named


def _first(names: tuple[str, ...]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def by_playwright() -> bool:
    return subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode == 0


def path() -> str:
    """Where the whole one is, installed now if need be; `playwright` when Playwright knows its own."""
    if found := installed():
        return found
    if install("chromium") and (found := installed()):
        return found
    if by_playwright():
        return "playwright"
    sys.exit("No browser could be installed; put Chromium on this machine or name one in LOGBOG_CHROMIUM.")


def light_path() -> str:
    """The same for the light one."""
    if not _named() and not _first(LIGHT) and path() != "playwright":  # which brings a light one of its own
        install("chromium-headless-shell")
    return light() or "playwright"


if __name__ == "__main__":
    print(f"Browser: {path()}, and {light_path()}")

"""Tries to install WebKitGTK with its driver, the nearest thing to Safari here; says loudly when it cannot."""

import shutil
import subprocess

from tests.setup.apt import install

PACKAGES = ("webkit2gtk-driver", "gir1.2-webkit2-4.1", "python3-gi", "xvfb", "xauth", "dbus-x11")
SYSTEM_PYTHON = "/usr/bin/python3"  # Debian's own, which knows gi


def installed() -> bool:
    if not all(shutil.which(name) for name in ("WebKitWebDriver", "Xvfb", "dbus-run-session", SYSTEM_PYTHON)):
        return False
    asked = "import gi; gi.require_version('WebKit2', '4.1'); from gi.repository import WebKit2"
    return subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True).returncode == 0


if __name__ == "__main__":
    if installed() or (install(*PACKAGES) and installed()):
        print("WebKit: WebKitGTK")
    else:
        print("WebKit: NOT HERE. The tests in tests/webkit will not run; install", *PACKAGES)

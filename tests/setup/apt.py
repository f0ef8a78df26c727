"""Debian packages, where we may install them."""

import os
import shutil
import subprocess


def install(*packages: str) -> bool:
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return False
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-yqq", "--no-install-recommends", *packages])
    return all(subprocess.run(step, env=quiet).returncode == 0 for step in steps)

"""A site of a test's own: a real server process on a free port, with its own folder and its own database."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests import nursery
from tests.postgres import free_port

ROOT = Path(__file__).parents[1]
PATIENCE = 20.0  # seconds that a start may take on a busy machine
OURS = ("LOGBOG_", "SMTP_", "IMAP_", "DATABASE_URL", "DEBUG", "PORT", "HOST")


class Site:
    """`base_url`, the mails it would have sent, and start, stop and kill by its process id."""

    def __init__(self, var: Path, **environment: str) -> None:
        self.var = var
        self.port = free_port()
        self.base_url = f"http://localhost:{self.port}"
        self.met_at = self.base_url  # where people come in; another one behind a proxy
        self.log = var / "server.log"
        self.process: nursery.Forked | None = None
        strangers = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        ours = {
            "LOGBOG_TAKE_BACK_SECONDS": "0",
            "DEBUG": "1",
            "PORT": str(self.port),
            "LOGBOG_BASE_URL": self.base_url,
            "LOGBOG_VAR": str(var),
        }
        self.environment = strangers | ours | environment

    def command(self, *arguments: str) -> str:
        """Runs `python -m server …` on this site's database and answers what it printed."""
        done = nursery.run([*arguments], self.environment)
        assert done.returncode == 0, f"{' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def start(self) -> None:
        self.process = nursery.start(["run"], self.environment, self.log)
        self.until_ready()

    def until_ready(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self._ready():
            assert self.process is None or self.process.poll() is None, f"The server ended at once:\n{self._said()}"
            assert time.monotonic() < end, f"The server was not ready in time:\n{self._said()}"
            time.sleep(0.05)

    def _said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base_url}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stops it politely; `signal.SIGKILL` pulls the plug."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise
        self.process = None

    def outbox(self, to: str | None = None, kind: str | None = None) -> list[dict[str, Any]]:
        """The mails so far, oldest first: to, subject, text, html, kind, created_at."""
        with urllib.request.urlopen(f"{self.base_url}/dev/outbox.json", timeout=5) as answer:
            mails = json.load(answer)
        mails = sorted(mails, key=lambda mail: mail["created_at"])
        return [mail for mail in mails if to in (None, mail["to"]) and kind in (None, mail["kind"])]

    def mail(self, to: str, kind: str | None = None, count: int = 1) -> dict[str, Any]:
        """The newest mail to somebody, waited for until there are `count` of them."""
        end = time.monotonic() + PATIENCE
        while len(found := self.outbox(to, kind)) < count:
            assert time.monotonic() < end, (
                f"No mail {kind or ''} to {to}; there are {[m['kind'] for m in self.outbox()]}"
            )
            time.sleep(0.1)
        return found[-1]

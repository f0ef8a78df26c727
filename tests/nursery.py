"""A process that has all of the server imported, and forks one for each site: a start costs an eighth of what it did.

`python -m tests.nursery` reads a line of JSON and answers with one; when nobody writes any more, it ends, and what it
forked too. That the server starts from the command line is shown in tests/test_processes.py.
"""

import atexit
import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


class Forked:
    """A server that was forked; of `subprocess.Popen` what the tests use."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = _ask(ended=self.pid)
        return self.returncode

    def wait(self, timeout: float = 60) -> int:
        end = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("server", timeout)
            time.sleep(0.02)
        return code

    def send_signal(self, how: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, how)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def start(arguments: list[str], environment: dict[str, str], log: Path) -> Forked:
    """`python -m server …` in this environment; what it says is added to `log`."""
    return Forked(_ask(arguments=arguments, environment=environment, out=str(log), err=str(log)))


def run(arguments: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The same, waited for."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        code = Forked(_ask(arguments=arguments, environment=environment, out=str(out), err=str(err))).wait()
        return subprocess.CompletedProcess(arguments, code, out.read_text("utf-8"), err.read_text("utf-8"))


_nursery: subprocess.Popen[str] | None = None
_one_at_a_time = threading.Lock()  # an answer is the next line, whoever asked


def _ask(**request: Any) -> Any:
    with _one_at_a_time:
        return _answer(request)


def _answer(request: dict[str, Any]) -> Any:
    global _nursery
    if _nursery is None:
        program = [sys.executable, "-m", "tests.nursery"]
        _nursery = subprocess.Popen(program, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        atexit.register(_close, _nursery)
    assert _nursery.stdin
    assert _nursery.stdout
    _nursery.stdin.write(json.dumps(request) + "\n")
    _nursery.stdin.flush()
    return json.loads(_nursery.stdout.readline())


def _close(nursery: subprocess.Popen[str]) -> None:
    nursery.communicate()


def _serve() -> None:
    from server.__main__ import main  # here, so that the tests themselves need not wait for it

    gc.freeze()
    forked: set[int] = set()
    for line in sys.stdin:
        request = json.loads(line)
        if "ended" in request:
            pid, status = os.waitpid(request["ended"], os.WNOHANG)
            forked.discard(pid)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        else:
            answer = os.fork()
            if not answer:
                _become(request, main)
            forked.add(answer)
        print(json.dumps(answer), flush=True)
    for pid in forked:
        os.kill(pid, signal.SIGKILL)


def _become(request: dict[str, Any], main: Any) -> None:
    """The child: as if it had just been started by hand."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in ((1, request["out"]), (2, request["err"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    os.environ.clear()
    os.environ.update(request["environment"])
    main(request["arguments"], prog_name="python -m server")  # ends the process


if __name__ == "__main__":
    _serve()

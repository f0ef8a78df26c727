"""What a first visit downloads as JavaScript: the script of the room one comes into, and the worker, gzipped."""

import gzip
import re
from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.site import ROOT

GOAL_KB = 51
ENKETO_KB = 257  # enketo-core, bundled and gzipped the same way: an engine for forms alone
FIRST = {"start": "an apprentice's first page", "visitor": "a supervisor's first page"}
BUILD = ROOT / "build"


def measure() -> Iterator[Figure]:
    worker = _kilobytes("service_worker.js")
    rooms = {room: _script(room) for room in (*FIRST, "app")}
    for room, whose in FIRST.items():
        seen = f"{room} + worker: {rooms[room]:.1f} + {worker:.1f}"
        yield Figure(f"JavaScript of {whose}, kB gzipped", rooms[room] + worker, GOAL_KB, seen, at_most=True)
    largest = max(rooms[room] for room in FIRST) + worker
    yield Figure(
        "the larger, of enketo-core's", largest / ENKETO_KB, GOAL_KB / ENKETO_KB, f"{ENKETO_KB} kB", at_most=True
    )
    seen = " + ".join(f"{size:.1f}" for size in (*rooms.values(), worker))
    yield Figure(
        "all rooms, kept behind it, of enketo-core's", (sum(rooms.values()) + worker) / ENKETO_KB, 1, seen, at_most=True
    )


def _script(room: str) -> float:
    named = re.findall(r'src="/(assets/[^"]+\.js)"', (BUILD / f"{room}.html").read_text())
    assert named, f"build/{room}.html names no script"
    return sum(_kilobytes(name) for name in named)


def _kilobytes(name: str) -> float:
    return len(gzip.compress((BUILD / name).read_bytes(), 9)) / 1000

"""A declaration of 25 goals as a PDF in a process of its own: milliseconds of the first and the next, and the memory.

python -m tests.bench.documents      measures in this process, and answers with JSON
"""

import importlib
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.figure import Figure
from tests.documents import sealed

GOALS, NEXT, PROCESSES = 25, 60, 3
BASE = "https://logbog.example"


def measure() -> Iterator[Figure]:
    told = [_of_a_process() for _ in range(PROCESSES)]
    first = statistics.median(one["first_ms"] for one in told)
    often = [taken for one in told for taken in one["next_ms"]]
    after_one, after_all = (max(one["more_mb"][n] for one in told) for n in (0, 1))
    seen = f"{GOALS} goals, {told[0]['bytes'] / 1000:.0f} kB"
    yield Figure("milliseconds of a process's first PDF", first, 150, seen, at_most=True)
    yield Figure("milliseconds of a next PDF", statistics.median(often), 150, f"slowest {max(often):.0f}", at_most=True)
    yield Figure("MB more at the most, after one PDF", after_one, 60, "with the typesetter itself", at_most=True)
    yield Figure(f"MB more at the most, after {NEXT + 1}", after_all, 60, "each another text", at_most=True)


def _of_a_process() -> dict[str, Any]:
    process = [sys.executable, "-m", "tests.bench.documents"]
    told: dict[str, Any] = json.loads(subprocess.run(process, check=True, capture_output=True, text=True).stdout)
    return told


def _measure() -> dict[str, Any]:
    """The typesetter is loaded here, so that its own memory counts too."""
    version = sealed.with_goals(GOALS)
    before = _memory("VmRSS")
    declarations = importlib.import_module("server.documents.declarations")
    made, taken, peaks = b"", [], []
    for number in range(NEXT + 1):
        another = version | {"digest": f"{number:064x}"}  # no two are the same, as people's are not
        begun = time.perf_counter()
        made = declarations.pdf(another, 1, BASE)
        taken.append(1000 * (time.perf_counter() - begun))
        peaks.append(_memory("VmHWM") - before)
    return {"first_ms": taken[0], "next_ms": taken[1:], "more_mb": [peaks[0], peaks[-1]], "bytes": len(made)}


def _memory(name: str) -> float:
    """Of this process, in MB: `VmRSS` now, `VmHWM` the most so far."""
    found = re.search(rf"^{name}:\s+(\d+) kB$", Path("/proc/self/status").read_text("ascii"), re.MULTILINE)
    assert found
    return int(found[1]) / 1000


if __name__ == "__main__":
    print(json.dumps(_measure()))

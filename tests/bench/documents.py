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

from tests.bench.figure import Figure
from tests.documents import sealed

GOALS, NEXT = 25, 60
BASE = "https://logbog.example"


def measure() -> Iterator[Figure]:
    process = [sys.executable, "-m", "tests.bench.documents"]
    told = json.loads(subprocess.run(process, check=True, capture_output=True, text=True).stdout)
    first, often, memory = told["first_ms"], told["next_ms"], told["more_mb"]
    seen = f"{GOALS} goals, {told['bytes'] / 1000:.0f} kB"
    yield Figure("milliseconds of a process's first PDF", first, 150, seen, at_most=True)
    yield Figure("milliseconds of a next PDF", statistics.median(often), 150, f"slowest {max(often):.0f}", at_most=True)
    yield Figure("MB more at the most, after one", memory[0], 60, "with the typesetter itself", at_most=True)
    yield Figure(f"MB more at the most, after {NEXT + 1}", memory[1], 60, "not one more kept for each", at_most=True)


def _measure() -> dict[str, object]:
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

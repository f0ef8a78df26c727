"""What a first visit downloads as JavaScript: the app and its worker, gzipped."""

import gzip
import re
from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.site import ROOT

GOAL_KB = 51  # with photos and the running log in it
ENKETO_KB = 257  # enketo-core, bundled and gzipped the same way: an engine for forms alone


def measure() -> Iterator[Figure]:
    build = ROOT / "build"
    script = re.search(r'src="/(assets/[^"]+\.js)"', (build / "app.html").read_text())
    assert script, "build/app.html names no script"
    sizes = {name: _kilobytes(build / name) for name in (script[1], "service_worker.js")}
    total = sum(sizes.values())
    seen = " + ".join(f"{size:.1f}" for size in sizes.values())
    yield Figure("first-visit JavaScript, kB gzipped", total, GOAL_KB, f"app + worker: {seen}", at_most=True)
    yield Figure("the same, of enketo-core's", total / ENKETO_KB, GOAL_KB / ENKETO_KB, f"{ENKETO_KB} kB", at_most=True)


def _kilobytes(path) -> float:
    return len(gzip.compress(path.read_bytes(), 9)) / 1000

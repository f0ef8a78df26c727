"""A class of 30 as a ZIP from a real server: seconds, the memory it takes more, and how long others wait meanwhile."""

import asyncio
import re
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from uuid import UUID

import httpx2

from server.storage import database
from tests import sealed_rows
from tests.bench.figure import Figure
from tests.cast import SCHOOL
from tests.site import Site

CLASS, GOALS, TIMES = 30, 25, 3


def measure() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="logbog-bench-") as folder:
        site = Site(Path(folder))
        called = asyncio.run(_class(f"sqlite:///{folder}/logbog.sqlite3"))
        site.start()
        try:
            with httpx2.Client(base_url=site.base_url, timeout=60) as school:
                _sign_in(school, site)
                yield from _measured(school, site, f"/panel/classes/{called}")
        finally:
            site.stop()


async def _class(url: str) -> UUID:
    await database.migrate(url)
    await database.open(url)
    try:
        return await sealed_rows.class_of(CLASS, GOALS)
    finally:
        await database.close()


def _sign_in(school: httpx2.Client, site: Site) -> None:
    school.post("/panel/sign_in", data={"address": SCHOOL})
    code = re.search(r"\b\d{6}\b", site.mail(SCHOOL, "panel_code")["text"])
    assert code
    school.post("/panel/sign_in/code", data={"address": SCHOOL, "code": code[0], "name": "Hanne"})


def _measured(school: httpx2.Client, site: Site, page: str) -> Iterator[Figure]:
    school.get(page).raise_for_status()
    before, taken, size = _memory(site, "VmRSS"), [], 0
    with _others(site) as waited:
        for _ in range(TIMES):
            begun = time.perf_counter()
            answer = school.get(f"{page}.zip").raise_for_status()
            taken.append(time.perf_counter() - begun)
            size = len(answer.content)
            assert len(zipfile.ZipFile(BytesIO(answer.content)).namelist()) == CLASS
    seen = f"{GOALS} goals each, {size / 1e6:.1f} MB; next {min(taken[1:]):.2f} s"
    yield Figure(f"seconds of a class of {CLASS} as ZIP", taken[0], 3, seen, at_most=True)
    more = _memory(site, "VmHWM") - before
    yield Figure("MB more meanwhile, the typesetter's too", more, 60, f"{TIMES} times", at_most=True)
    slowest = 1000 * max(waited)
    yield Figure("milliseconds another waits meanwhile", slowest, 250, f"{len(waited)} pings", at_most=True)


@contextmanager
def _others(site: Site) -> Iterator[list[float]]:
    """Somebody else's requests, one after the other, with how long each took."""
    waited: list[float] = []
    done = threading.Event()

    def ask() -> None:
        with httpx2.Client(base_url=site.base_url, timeout=60) as other:
            while not done.wait(0.005):
                begun = time.perf_counter()
                other.get("/api/ping").raise_for_status()
                waited.append(time.perf_counter() - begun)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield waited
    finally:
        done.set()
        asking.join()


def _memory(site: Site, name: str) -> float:
    """Of the server, in MB: `VmRSS` now, `VmHWM` the most so far."""
    assert site.process
    status = Path(f"/proc/{site.process.pid}/status").read_text("ascii")
    found = re.search(rf"^{name}:\s+(\d+) kB$", status, re.MULTILINE)
    assert found
    return int(found[1]) / 1000

"""Work that takes a processor and memory for a while, beside the event loop: so much of it at once, the rest waits.

The threads of the server's own are for everybody: forty large documents at once would take them all, and gigabytes.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from anyio.lowlevel import RunVar

AT_ONCE = 4  # documents of our own making
T = TypeVar("T")


class Turns:
    """`name` is its own; `at_once` counts within a process."""

    def __init__(self, name: str, at_once: int) -> None:
        self.at_once = at_once
        self._limiter: RunVar[CapacityLimiter] = RunVar(name)

    async def take(self, work: Callable[..., T], *arguments: Any) -> T:
        """What `work`, which blocks, gives."""
        limiter = self._limiter.get(None)
        if limiter is None:
            limiter = CapacityLimiter(self.at_once)
            self._limiter.set(limiter)
        return await anyio.to_thread.run_sync(work, *arguments, limiter=limiter)


in_turn = Turns("documents", AT_ONCE).take

"""The log: route patterns, statuses, times. No address, no id, no person ever stands in it."""

import logging
import time
import traceback
from collections.abc import Mapping
from typing import Any

from starlette.middleware import body_limit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.web.panel import errors

log = logging.getLogger("logbog.web")

NOTHING_NEW = 304  # what every phone is told each minute; noting it would hide all else


class Log:
    """Notes each request by its route's pattern. What crashes is noted once, by place and kind, and answers 500."""

    def __init__(self, app: ASGIApp, patterns: Mapping[Any, str]) -> None:
        self.app, self.patterns = app, patterns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, answering = time.perf_counter(), 500, False

        async def send_and_see(message: Message) -> None:
            nonlocal status, answering
            if message["type"] == "http.response.start":
                status, answering = message["status"], True
            await send(message)

        try:
            await self.app(scope, receive, send_and_see)
        except Exception as error:  # the one place where anything unforeseen ends
            if type(error).__module__ == body_limit.__name__:  # the body is too large, which Starlette answers itself
                status = 413
                raise
            self._note_crash(scope, error)
            if not answering:  # else it is broken off: the server hangs up, and nobody takes a half for a whole
                await errors.answer(scope, receive, send_and_see, "not_now", 500)
        finally:
            took = (time.perf_counter() - began) * 1000
            if status != NOTHING_NEW:
                log.info("%s %s %s %.1f ms", scope["method"], self._pattern(scope), status, took)

    def _pattern(self, scope: Scope) -> str:
        return self.patterns.get(scope.get("endpoint"), "(no route)")

    def _note_crash(self, scope: Scope, error: Exception) -> None:
        """The message of an exception may hold what somebody typed: only its kind and its places are noted."""
        frames = reversed(traceback.extract_tb(error.__traceback__)[-6:])
        places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in frames)
        log.error("%s %s crashed: %s at %s", scope["method"], self._pattern(scope), type(error).__name__, places)

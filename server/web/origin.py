"""The guard against other sites: a request that changes something must come from our own pages."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from server.web.panel import errors

SAFE = ("GET", "HEAD", "OPTIONS")
# Mail programs stop reminders from their own site (RFC 8058): the signed link says who, and no cookie is read.
FROM_ANYWHERE = re.compile(r"/stop/[^/]+")


class SameOrigin:
    """Judges by `Sec-Fetch-Site`, else by `Origin`. A client that sends neither is no browser and brings no cookies."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self.app, self.origin = app, origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._allowed(scope):
            await errors.answer(scope, receive, send, "cross_site", 403)
        else:
            await self.app(scope, receive, send)

    def _allowed(self, scope: Scope) -> bool:
        if scope["method"] in SAFE or (scope["method"] == "POST" and FROM_ANYWHERE.fullmatch(scope["path"])):
            return True
        return self._ours(Headers(scope=scope))

    def _ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = headers.get("origin")
        return origin is None or origin == self.origin

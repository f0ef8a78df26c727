"""The guard against other sites: a request that changes something must come from our own pages."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from server.web.answers import no

SAFE = ("GET", "HEAD", "OPTIONS")


class SameOrigin:
    """Judges by `Sec-Fetch-Site`, else by `Origin`. A client that sends neither is no browser and brings no cookies."""

    def __init__(self, app: ASGIApp, origin: str) -> None:
        self.app, self.origin = app, origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE and not self._ours(Headers(scope=scope)):
            await no("cross_site", 403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _ours(self, headers: Headers) -> bool:
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in ("same-origin", "none")
        origin = headers.get("origin")
        return origin is None or origin == self.origin

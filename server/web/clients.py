"""The guard against phones with a release that the server no longer understands: they keep everything and update."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from server.web.answers import no

HEADER = "logbog-app"
OLDEST = (0, 1, 0)  # the oldest release of the last 12 months; tests/recorded/ has what each of them sends


class KnownClient:
    """426 for an older release; who names none is no phone of ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _older(Headers(scope=scope).get(HEADER)):
            await no("app_too_old", 426)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _older(release: str | None) -> bool:
    """A name that is no release number is left to the route."""
    parts = (release or "").split(".")
    return all(part.isascii() and part.isdigit() for part in parts) and tuple(int(part[:9]) for part in parts) < OLDEST

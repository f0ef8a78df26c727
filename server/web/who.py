"""Who is asking: the cookies, and nothing but the cookies. The path decides which of them counts."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, cast

from starlette.requests import Request
from starlette.responses import Response

from server import tokens
from server.domain.moments import danish_day
from server.domain.refusal import NotFound, SignedOut
from server.domain.roles import SignedIn, Visitor
from server.reading import who
from server.settings import Settings

PUBLIC_ID_FORM = re.compile(r"[0-9a-f]{16}")
TOKEN_FORM = re.compile(r"[A-Za-z0-9_-]{20,100}")


def settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


def now() -> datetime:
    """The clock is read here and in the worker, nowhere else."""
    return datetime.now(UTC)


def today() -> date:
    """The date in Denmark."""
    return danish_day(now())


@dataclass(frozen=True)
class Cookie:
    """One of our cookies. On plain http://localhost WebKit drops `__Host-` names, so there it has a bare one."""

    name: str
    lives: timedelta | None = None
    same_site: Literal["strict", "lax"] = "strict"

    def full_name(self, request: Request) -> str:
        return f"__Host-{self.name}" if settings(request).secure_cookies else self.name

    def read(self, request: Request) -> str | None:
        value = request.cookies.get(self.full_name(request), "")
        return value if TOKEN_FORM.fullmatch(value) else None

    def write(self, request: Request, response: Response, value: str, *, lives: timedelta | None = None) -> None:
        """Without a life it ends with the browser: what a shared device gets."""
        age = lives or self.lives
        response.set_cookie(
            self.full_name(request),
            value,
            max_age=int(age.total_seconds()) if age else None,
            path="/",
            secure=settings(request).secure_cookies,
            httponly=True,
            samesite=self.same_site,
        )

    def drop(self, request: Request, response: Response) -> None:
        response.delete_cookie(
            self.full_name(request),
            path="/",
            secure=settings(request).secure_cookies,
            httponly=True,
            samesite=self.same_site,
        )


SESSION = Cookie("session")
VISITOR = Cookie("visitor", timedelta(days=180))
BROWSER = Cookie("browser", timedelta(days=1))  # binds a code to the browser that asked for it
# Lax: a link in a mail leads into the panel. What changes anything is a POST, and that no other site can send.
PANEL = Cookie("panel", same_site="lax")
DEVICE = Cookie("device", timedelta(days=400))  # a device that was signed in before


async def signed_in(request: Request) -> SignedIn:
    """The signed-in apprentice; 401 when there is none."""
    token = SESSION.read(request)
    if token is None:
        raise SignedOut
    return await who.signed_in(tokens.hash_token(token), now())


def public_id(request: Request) -> str:
    """The path's part of a mailed link; what cannot be one is an unknown link."""
    found = str(request.path_params["public_id"])
    if not PUBLIC_ID_FORM.fullmatch(found):
        raise NotFound("link_unknown")
    return found


def visitor(request: Request) -> Visitor:
    """The holder of the path's link; 401 without the cookie. Whether the grant is good, the deed itself asks."""
    token = VISITOR.read(request)
    if token is None:
        raise SignedOut("grant_missing")
    return Visitor(public_id(request), tokens.hash_token(token))


def client(request: Request) -> str:
    """The client's address as the server sees it, for limits only; never stored as it is."""
    return request.client.host if request.client else "unknown"

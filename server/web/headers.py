"""The headers on every answer: what the browser may load, and that no address leaks."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "object-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html app"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    "x-robots-tag": "noindex",
    "cache-control": "no-store",  # what may be kept says so itself
}
STRICT_TRANSPORT = "max-age=63072000; includeSubDomains"


class SafeHeaders:
    """Adds what an answer has not set itself."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self.app = app
        always = {**ALWAYS, **({"strict-transport-security": STRICT_TRANSPORT} if secure else {})}
        self.always = [(name.encode(), value.encode()) for name, value in always.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = message.setdefault("headers", [])
                names = {name.lower() for name, _ in theirs}
                message["headers"] = [*theirs, *(pair for pair in self.always if pair[0] not in names)]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)

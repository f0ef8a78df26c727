"""A push service of our own over TLS, which answers as it is told, and a browser's keys to read what came with."""

import asyncio
import json
import ssl
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.delivery.web_push import Network
from tests.certificate import self_signed

HOST = "push.skole.example"
POINT = (Encoding.X962, PublicFormat.UncompressedPoint)


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Subscribed:
    """What a browser makes when it subscribes: keys, of which the private one never leaves it."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.p256dh = text(self.private.public_key().public_bytes(*POINT))
        self.auth = text(b"0123456789abcdef")

    def body(self) -> dict[str, Any]:
        return {"endpoint": self.endpoint, "p256dh": self.p256dh, "auth": self.auth}

    def read(self, body: bytes) -> bytes:
        return bytes(http_ece.decrypt(body, private_key=self.private, auth_secret=raw(self.auth), version="aes128gcm"))

    def message(self, body: bytes) -> dict[str, Any]:
        return dict(json.loads(self.read(body)))


@dataclass
class Taken:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    def claims(self) -> dict[str, Any]:
        """What the sender swears to, checked with the key it names."""
        scheme, _, rest = self.headers["authorization"].partition(" ")
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(parts["k"]))
        claims = jwt.decode(parts["t"], key, algorithms=["ES256"], options={"verify_aud": False})
        return {**claims, "k": parts["k"], "scheme": scheme}


@dataclass
class PushService:
    """`answers`: what it says next, the last one again and again; a number, whole bytes, or None to say nothing."""

    port: int = 0
    answers: list[int | bytes | None] = field(default_factory=lambda: [201])
    connections: int = 0
    taken: list[Taken] = field(default_factory=list)
    release: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def own(self) -> frozenset[str]:
        """What a site says in its settings to trust it."""
        return frozenset({f"{HOST}:{self.port}"})

    def subscribe(self, path: str = "/push/1") -> Subscribed:
        return Subscribed(f"https://{HOST}:{self.port}{path}")

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:] if line)}
            body = await reader.readexactly(int(headers["content-length"]))
            self.taken.append(Taken(head[0].split(" ")[1], headers, body))
            answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if answer is None:
                await self.release.wait()
            elif isinstance(answer, int):
                answer = f"HTTP/1.1 {answer} x\r\ncontent-length: 0\r\n\r\n".encode()
            writer.write(answer or b"")
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # the sender hung up, as it may
        finally:
            writer.close()

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Any:
        self.connections += 1
        return self._serve(reader, writer)


@asynccontextmanager
async def push_service(folder: Path) -> AsyncIterator[tuple[PushService, Network]]:
    """A running service, and a network on which its name leads to it and its certificate is trusted."""
    service, certificate = PushService(), folder / "push.pem"
    certificate.write_bytes(self_signed(HOST))
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(certificate)
    ours = ssl.create_default_context(cafile=str(certificate))
    server = await asyncio.start_server(service._connected, "127.0.0.1", 0, ssl=theirs)
    service.port = server.sockets[0].getsockname()[1]

    async def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.1"]

    try:
        yield service, Network(frozenset({HOST}), ours, resolve)
    finally:
        service.release.set()
        server.close()
        await asyncio.sleep(0)

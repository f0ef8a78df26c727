"""A small load: few connections with several requests under way on each, so that the client costs next to nothing."""

import asyncio
import time

CONNECTIONS, DEPTH = 16, 8
ANSWER = b"HTTP/1.1 "


class _Client(asyncio.Protocol):
    def __init__(self, request: bytes, status: bytes) -> None:
        self.request, self.status = request, status
        self.answers = 0
        self.wrong = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self.request * DEPTH)

    def data_received(self, data: bytes) -> None:
        answers = data.count(ANSWER)
        self.wrong += answers - data.count(ANSWER + self.status)
        self.answers += answers
        self.transport.write(self.request * answers)


async def _run(port: int, request: bytes, status: int, seconds: float) -> float:
    loop = asyncio.get_running_loop()
    clients = [_Client(request, str(status).encode()) for _ in range(CONNECTIONS)]
    for client in clients:
        await loop.create_connection(lambda client=client: client, "127.0.0.1", port)
    await asyncio.sleep(0.5)
    before, begun = sum(client.answers for client in clients), time.perf_counter()
    await asyncio.sleep(seconds)
    answers, taken = sum(client.answers for client in clients) - before, time.perf_counter() - begun
    for client in clients:
        client.transport.abort()
    wrong = sum(client.wrong for client in clients)
    assert wrong == 0, f"{wrong} answers were not {status}"
    return answers / taken


def per_second(port: int, path: str, status: int, headers: dict[str, str], seconds: float = 3) -> float:
    """Answers a second; every one must have this status."""
    lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{port}", *(f"{name}: {headers[name]}" for name in headers)]
    return asyncio.run(_run(port, "\r\n".join([*lines, "", ""]).encode(), status, seconds))

"""A mail server that misbehaves as it is told, on a free port of the loopback."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass, field


@dataclass
class Peer:
    """`answers`: what a command (or `greeting`, or `dot` for the end of a mail) is answered with instead. Of a list,
    one at a time. None: it says nothing and hangs. "drop": the connection ends without an answer.

    `heard`: every line; `taken`: whom each mail was for that it took, in that order; `ids`: their Message-IDs."""

    answers: dict[str, str | list[str | None] | None] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    heard: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    port: int = 0
    on_taken: Callable[[], None] | None = None  # called when it has a mail, before it says so
    on_open: Callable[[], None] | None = None  # called when somebody connects
    happened: asyncio.Event = field(default_factory=asyncio.Event)
    open: set[asyncio.StreamWriter] = field(default_factory=set)

    def answer(self, what: str, else_: str) -> str | None:
        told = self.answers.get(what, else_)
        if isinstance(told, list):
            return told.pop(0) if told else else_
        return told

    async def until(self, so: Callable[[], bool]) -> None:
        """Waits until it is so, looking whenever somebody connects or a mail was taken."""
        while not so():
            self.happened.clear()
            await asyncio.wait_for(self.happened.wait(), 30)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.happened.set()
        if self.on_open:
            self.on_open()
        self.open.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError, ssl.SSLError):
            await self._talk(reader, writer)
        self.open.discard(writer)
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not await self._say(reader, writer, self.answer("greeting", "220 peer")):
            return
        to = ""
        while line := (await reader.readline()).decode("utf-8", "replace").strip():
            self.heard.append(line)
            word = line.split()[0].upper()
            if word == "RCPT":
                to = re.search(r"<(.*?)>", line)[1]
            told = self.answer(f"RCPT {to}" if word == "RCPT" else word, self._usual(word))
            if not await self._say(reader, writer, told):
                return
            if word == "STARTTLS" and self.tls:
                await writer.start_tls(self.tls)
            if word == "DATA" and not await self._mail(reader, writer, to):
                return

    def _usual(self, word: str) -> str:
        offers = "250-peer\r\n250 STARTTLS" if self.tls else "250 peer"
        return {"EHLO": offers, "DATA": "354 go on", "STARTTLS": "220 go on", "QUIT": "221 bye"}.get(word, "250 ok")

    async def _mail(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, to: str) -> bool:
        mail = (await reader.readuntil(b"\r\n.\r\n")).decode("utf-8", "replace")
        told = self.answer("dot", "250 taken")
        if told is None or told == "drop" or told.startswith("2"):  # it has the mail, whatever it says
            if self.on_taken:
                self.on_taken()
            self.taken.append(to)
            self.ids.append(re.search(r"(?mi)^message-id: (\S+)", mail)[1])
            self.happened.set()
        return await self._say(reader, writer, told)

    async def _say(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, told: str | None) -> bool:
        """False when there is no more to say."""
        if told is None:
            await reader.read()
        if told in (None, "drop"):
            return False
        writer.write(told.encode() + b"\r\n")
        await writer.drain()
        return True


@asynccontextmanager
async def peer(**answers: str | list[str | None] | None) -> AsyncIterator[Peer]:
    one = Peer(deepcopy(answers))
    server = await asyncio.start_server(one.serve, "127.0.0.1", 0)
    one.port = server.sockets[0].getsockname()[1]
    async with server:
        yield one
        for writer in one.open:
            writer.close()

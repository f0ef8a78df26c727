"""A small IMAP server (RFC 3501, what reading one mailbox needs) on a free port of the loopback."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Mailbox:
    """`mails` by their uid; `flags` what was set on each; `hang`: it takes connections and says nothing."""

    mails: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[str]] = field(default_factory=dict)
    password: str = "hemmelig"
    hang: bool = False
    port: int = 0

    def put(self, *raws: bytes) -> None:
        for raw in raws:
            uid = max(self.mails, default=0) + 1
            self.mails[uid], self.flags[uid] = raw, set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.hang:
            await reader.read()
            writer.close()
            return
        writer.write(b"* OK IMAP4rev1\r\n")
        while line := (await reader.readline()).decode().strip():
            tag, command, rest = (*line.split(" ", 2), "")[:3]
            for answer in self._answers(command.upper(), rest):
                writer.write(answer + b"\r\n")
            right = command.upper() != "LOGIN" or self.password in rest
            writer.write(f"{tag} {'OK' if right else 'NO'} done\r\n".encode())
            await writer.drain()
        writer.close()

    def _answers(self, command: str, rest: str) -> list[bytes]:
        if command == "CAPABILITY":
            return [b"* CAPABILITY IMAP4rev1"]
        if command == "SELECT":
            return [f"* {len(self.mails)} EXISTS".encode()]
        if command == "UID":
            return self._by_uid(rest)
        if command == "CLOSE":
            for uid in [uid for uid, flags in self.flags.items() if r"\Deleted" in flags]:
                del self.mails[uid], self.flags[uid]
        return [b"* BYE"] if command == "LOGOUT" else []

    def _by_uid(self, rest: str) -> list[bytes]:
        if rest == "SEARCH UNSEEN UNDELETED":
            unseen = [str(uid) for uid, flags in self.flags.items() if not flags & {r"\Seen", r"\Deleted"}]
            return [f"* SEARCH {' '.join(unseen)}".encode()]
        if found := re.fullmatch(r"FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest):
            raw = self.mails[int(found[1])][: int(found[2])]
            return [f"* 1 FETCH (UID {found[1]} BODY[]<0> {{{len(raw)}}}".encode() + b"\r\n" + raw + b")"]
        found = re.fullmatch(r"STORE (\d+) \+FLAGS\.SILENT \((.*)\)", rest)
        assert found, rest
        self.flags[int(found[1])] |= set(found[2].split())
        return []


@asynccontextmanager
async def mailbox() -> AsyncIterator[Mailbox]:
    box = Mailbox()
    server = await asyncio.start_server(box.serve, "127.0.0.1", 0)
    box.port = server.sockets[0].getsockname()[1]
    async with server:
        yield box

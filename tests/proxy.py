"""A bad network between a phone and the site: it lets pass, swallows replies when the work is done, or cuts."""

import socket
import threading
from contextlib import suppress

from tests.postgres import free_port


class Proxy:
    """`mode` is "pass", "swallow" or "cut"; it counts for connections that come after it was set."""

    def __init__(self, target: int) -> None:
        self.port, self.target, self.mode = free_port(), target, "pass"
        self.swallowed = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.open: set[socket.socket] = set()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def set(self, mode: str) -> None:
        """Connections that are open are cut, so that the next request meets the new network."""
        self.mode = mode
        self.swallowed.clear()
        for one in list(self.open):
            _close(one)

    def stop(self) -> None:
        _close(self.listener)
        self.set("cut")
        self.thread.join()

    def _serve(self) -> None:
        while True:
            try:
                phone, _ = self.listener.accept()
            except OSError:
                return
            if self.mode == "cut":
                _close(phone)
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:  # the server is down
                _close(phone)
                continue
            self.open |= {phone, server}
            swallow = self.mode == "swallow"
            threading.Thread(target=self._pump, args=(phone, server, False), daemon=True).start()
            threading.Thread(target=self._pump, args=(server, phone, swallow), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, swallow: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if swallow:  # the server has answered; nobody hears it
                    self.swallowed.set()
                    break
                sink.sendall(data)
        for one in (source, sink):
            _close(one)
            self.open.discard(one)


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()

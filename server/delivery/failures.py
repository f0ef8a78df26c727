"""How handing over can fail: this message was not taken, or nobody was there to take any."""


class SendFailed(Exception):
    """The message did not go, or nobody knows (`unknown`). `code` says why, without anybody's name or address.
    `wait`: the seconds the other side asked us to wait."""

    def __init__(self, code: str, *, permanent: bool = False, unknown: bool = False, wait: int = 0) -> None:
        super().__init__(code)
        self.code, self.permanent, self.unknown, self.wait = code, permanent, unknown, wait


class Away(Exception):
    """The server cannot be reached, which is no message's fault: all keep their place and wait for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

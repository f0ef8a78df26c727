"""Who at a school has a case: a mailbox and the person at it, since several may share one."""

import hashlib
from typing import NamedTuple

from server.domain import texts

NOBODY = "nobody"


class Owner(NamedTuple):
    address: str
    name: str  # empty: the mailbox as such

    @property
    def key(self) -> str:
        """Stands for the owner in an address bar and in forms; names nobody."""
        return hashlib.sha256(f"{self.address}\n{texts.folded(self.name)}".encode()).hexdigest()[:16]

    @property
    def shown(self) -> str:
        return self.name or self.address


def known_as(typed: str, registered: str) -> str:
    """What somebody is called: "Hanne" is the Hanne Holm that the school registered at her mailbox."""
    if set(texts.folded(typed).split()) <= set(texts.folded(registered).split()):
        return registered or typed
    return typed

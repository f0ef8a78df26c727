"""The address a mail comes back to when it cannot be delivered: signed, so nobody can make up that one came back."""

import re
from uuid import UUID

from server import tokens

TOKEN = re.compile(r"\+([a-z2-7]{26})\.([a-z2-7]{16})@", re.IGNORECASE)


def address(bounce_address: str, message_id: UUID, key: bytes) -> str:
    """`retur@logbog.example` → `retur+<id>.<mac>@logbog.example`; lower case: servers on the way may change it."""
    local, _, domain = bounce_address.rpartition("@")
    return f"{local}+{tokens.base32(message_id.bytes)}.{tokens.bounce_mac(key, message_id.hex)}@{domain}"


def message_id(text: str, key: bytes) -> UUID | None:
    """The message that the address in the text was made for; None when it is not from us."""
    for found in TOKEN.finditer(text):
        id = UUID(bytes=tokens.from_base32(found[1]))
        if tokens.same(found[2].lower(), tokens.bounce_mac(key, id.hex)):
            return id
    return None

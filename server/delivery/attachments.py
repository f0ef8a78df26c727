"""A file that goes along with a mail."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attachment:
    """`name` is plain ASCII and nobody's name."""

    name: str
    media_type: str
    content: bytes

"""How the server and the box talk: a line of JSON, and bytes after it."""

import json
from collections.abc import Mapping
from typing import Any


def pack(told: Mapping[str, Any], *blobs: bytes) -> bytes:
    head = {**told, "sizes": [len(blob) for blob in blobs]}
    return b"".join([json.dumps(head).encode(), b"\n", *blobs])


def unpack(framed: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Raises ValueError on what `pack` did not make."""
    line, _, rest = framed.partition(b"\n")
    told = json.loads(line)
    if not isinstance(told, dict) or sum(told["sizes"]) != len(rest):
        raise ValueError("no frame of ours")
    blobs, at = [], 0
    for size in told.pop("sizes"):
        blobs.append(rest[at : at + size])
        at += size
    return told, blobs

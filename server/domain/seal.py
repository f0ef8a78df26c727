"""The sealed declaration: canonical bytes, a salted digest, and a chain that survives the erasure of its content."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SCHEMA = 3  # 2: without typed_by; 1: without confirmed_by, apprentice_talked_through_on and filled_by too


def canonical(payload: Mapping[str, Any]) -> str:
    """One spelling for equal payloads: keys sorted, no blanks, letters as they are (UTF-8)."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def content_digest(salt: str, payload: str) -> str:
    """SHA-256 over salt and payload, hex. Without the salt nobody can guess an erased payload."""
    return _digest(salt, payload)


def version_digest(previous: str, declaration_id: str, number: int, content: str) -> str:
    """SHA-256, hex, over what came before and the content's digest: still checkable once the content is erased."""
    return _digest(previous, declaration_id, str(number), content)


def _digest(*parts: str) -> str:
    """Each part is preceded by its length in bytes, so that no two lists of parts hash alike."""
    hashed = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        hashed.update(len(encoded).to_bytes(8, "big") + encoded)
    return hashed.hexdigest()


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: true is not 1, and no key order counts."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

"""One edit as a device sends it, and what becomes of it: the same for a declaration's answers and the running log."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain import seal

LOST = ("conflict", "late")  # kept beside what stands


@dataclass(frozen=True)
class Device:
    """Which device sends: its own id, and its name as a person knows it."""

    id: str
    name: str = ""


@dataclass(frozen=True)
class Operation:
    """One edit of one field as a device sent it. `base`: the revision built on, or the id of an earlier operation."""

    id: UUID
    field: str
    value: Any
    base: int | UUID
    form_version: int
    typed_at: str

    def fingerprint(self) -> str:
        meant = seal.canonical({"field": self.field, "value": self.value})
        return hashlib.sha256(meant.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Standing:
    """What stands in a field, and who wrote it when and where. `name`: of a supervisor; `device`: as people know it."""

    value: Any
    revision: int
    name: str = ""
    device: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class Result:
    """What became of an operation; `current` is what stands when it lost."""

    id: UUID
    outcome: str
    revision: int
    code: str | None = None
    current: Standing | None = None

"""A ZIP written file by file: what was written goes out at once, and never lies whole in memory or on a disk."""

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime

from server.domain import file_names
from server.domain.moments import DENMARK


@dataclass(frozen=True)
class File:
    """One file of a ZIP. `name` may be any text; `folder`, which ends in a slash, is ours."""

    name: str
    ending: str
    content: bytes
    at: datetime
    folder: str = ""


class Zip:
    """Each `add` gives the bytes to send. Without those of `end` nothing opens it: half a ZIP never looks whole."""

    def __init__(self) -> None:
        self.sink = _Sink()
        self.zip = zipfile.ZipFile(self.sink, "w", zipfile.ZIP_STORED)  # a PDF is small already
        self.taken: set[str] = set()

    def add(self, file: File) -> bytes:
        name = file_names.safe(file.name) or "_"
        info = zipfile.ZipInfo(file_names.unique(file.folder + name, file.ending, self.taken), _local(file.at))
        info.external_attr = 0o644 << 16
        self.zip.writestr(info, file.content)
        return self.sink.take()

    def end(self) -> bytes:
        self.zip.close()
        return self.sink.take()


def _local(at: datetime) -> tuple[int, int, int, int, int, int]:
    local = at.astimezone(DENMARK)
    return local.year, local.month, local.day, local.hour, local.minute, local.second


class _Sink(io.BytesIO):
    """Holds what is not taken yet, and counts on from what was: zipfile goes back in the file it writes, to tell its
    size before it, which every system can read (a size that comes after a file, not all)."""

    def __init__(self) -> None:
        super().__init__()
        self.taken = 0

    def tell(self) -> int:
        return self.taken + super().tell()

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET:
            raise OSError("forwards and back in what is held, no more")
        return self.taken + super().seek(place - self.taken)

    def take(self) -> bytes:
        held = self.getvalue()
        self.taken += len(held)
        super().seek(0)
        self.truncate(0)
        return held

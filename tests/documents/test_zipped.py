"""A ZIP written file by file: whole for others, never held whole, and no ZIP at all without its end."""

import io
import tracemalloc
import zipfile
from datetime import UTC, datetime

import pytest

from server.documents.zipped import File, Zip

AT = datetime(2026, 12, 4, 9, 30, tzinfo=UTC)


def file(name: str, content: bytes = b"x", folder: str = "") -> File:
    return File(name, ".pdf", content, AT, folder)


def test_others_read_what_was_put_in() -> None:
    zip = Zip()
    contents = {"Åse Ø.pdf": b"a" * 70_000, "Mappe/Åse Ø.pdf": b"", "åse ø (2).pdf": b"PK\x03\x04 PK\x05\x06"}
    sent = [zip.add(file("Åse Ø", b"a" * 70_000)), zip.add(file("Åse Ø", b"", "Mappe/"))]
    sent += [zip.add(file("åse ø", b"PK\x03\x04 PK\x05\x06")), zip.end()]
    with zipfile.ZipFile(io.BytesIO(b"".join(sent))) as read:
        assert read.testzip() is None
        assert {one.filename: read.read(one) for one in read.infolist()} == contents
        for one in read.infolist():
            assert one.flag_bits & 0x800, "its name is told to be UTF-8"
            assert not one.flag_bits & 0x08, "its size stands before it: not every system reads one that follows"
            assert one.date_time == (2026, 12, 4, 10, 30, 0), "as a clock in Denmark says"


def test_without_its_end_nothing_opens_it() -> None:
    zip = Zip()
    sent = [zip.add(file(str(number), b"y" * 1000)) for number in range(3)]
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(b"".join(sent)))


def test_no_more_than_the_file_on_its_way_lies_in_memory() -> None:
    zip, content = Zip(), b"z" * 1_000_000
    tracemalloc.start()
    try:
        sent = sum(len(zip.add(file("stor", content))) for _ in range(40)) + len(zip.end())
        assert sent > 40_000_000
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()

"""The QR codes the phone draws are read by a reader that is not ours (ZXing), at every size and near its edges."""

import json
import subprocess

import pytest
import zxingcpp

from tests.site import ROOT

ENCODE = "import('./pwa/qr.js').then(({ qr }) => console.log(JSON.stringify(JSON.parse(process.argv[1]).map(qr))))"
ROOM = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)  # bytes of versions 1 to 10 at level M
LINK = "https://logbog.example/e/0123456789abcdef#" + "Ab3_-9Zz" * 5 + "xyz"
TEXTS = [LINK, "æøå", *("x" * room for room in ROOM), *("Z" * (room + 1) for room in ROOM[:-1])]
QUIET, SCALE = 4, 3


def encoded(texts: list[str]) -> list[list[list[bool]]]:
    done = subprocess.run(["node", "-e", ENCODE, json.dumps(texts)], cwd=ROOT, capture_output=True, check=True)
    return json.loads(done.stdout)


def picture(grid: list[list[bool]]) -> memoryview:
    """Grey, one byte a point, with the quiet zone around it."""
    margin = [False] * QUIET
    rows = [[*margin, *row, *margin] for row in grid]
    blank = [[False] * (len(grid) + 2 * QUIET)] * QUIET
    lines = [bytes(0 if dark else 255 for dark in row for _ in range(SCALE)) for row in [*blank, *rows, *blank]]
    size = len(lines) * SCALE
    return memoryview(b"".join(line for line in lines for _ in range(SCALE))).cast("B", shape=[size, size])


def test_every_size_is_read_by_an_independent_reader() -> None:
    for text, grid in zip(TEXTS, encoded(TEXTS), strict=True):
        [found] = zxingcpp.read_barcodes(picture(grid))
        assert (found.text, found.ec_level) == (text, "M")
    assert [(len(grid) - 17) // 4 for grid in encoded(["x" * room for room in ROOM])] == list(range(1, 11))


def test_dirt_on_the_code_does_not_matter() -> None:
    [grid] = encoded([LINK])
    for y in range(14, 18):
        grid[y][12:18] = [not dark for dark in grid[y][12:18]]
    assert zxingcpp.read_barcodes(picture(grid))[0].text == LINK


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        encoded(["x" * 214])

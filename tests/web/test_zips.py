"""A ZIP as an answer of a real server: what goes wrong or is left half-way never looks whole, and holds up nothing."""

import http.client
import io
import logging
import threading
import time
import zipfile
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.documents.zipped import File
from server.web import zips
from server.web.headers import SafeHeaders
from server.web.log import Log
from tests.postgres import free_port

AT = datetime(2026, 12, 4, tzinfo=UTC)
left: list[str] = []


async def _files(stop_at: int) -> AsyncIterator[File]:
    for number in range(200):
        if number == stop_at:
            raise ValueError("Lærling Et")
        left.append(str(number))
        yield File(str(number), ".pdf", bytes(100_000), AT)


async def broken(_request: Request) -> Response:
    return zips.answer(_files(stop_at=3), 200, "x.zip")


async def whole(_request: Request) -> Response:
    return zips.answer(_files(stop_at=-1), 200, "x.zip")


@contextmanager
def served() -> Iterator[http.client.HTTPConnection]:
    routes = [Route("/broken", broken), Route("/whole", whole)]
    app = Starlette(routes=routes, middleware=[Middleware(SafeHeaders, secure=False), Middleware(Log, patterns={})])
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as site:
            yield site
    finally:
        server.should_exit = True
        thread.join(20)


def test_all_of_it_comes_with_its_number_told_first() -> None:
    with served() as site:
        site.request("GET", "/whole")
        answer = site.getresponse()
        assert answer.headers["x-files"] == "200"
        with zipfile.ZipFile(io.BytesIO(answer.read())) as read:
            assert len(read.namelist()) == 200


def test_what_goes_wrong_half_way_breaks_the_answer_off_and_is_noted_without_a_name(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO), served() as site:
        site.request("GET", "/broken")
        answer = site.getresponse()
        assert answer.status == 200
        with pytest.raises(http.client.IncompleteRead) as cut:
            answer.read()
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(cut.value.partial))
    assert "crashed: ValueError" in caplog.text
    assert "Lærling" not in caplog.text


def test_whoever_leaves_stops_it() -> None:
    left.clear()
    with served() as site:
        site.request("GET", "/whole")
        answer = site.getresponse()
        answer.read(50_000)
        answer.close()
        site.close()
        site.request("GET", "/nothing")
        assert site.getresponse().status == 404
    assert len(left) < 200

"""Serves the built app and its worker. Hashed files may be kept for a year; shell and worker are always asked for."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from server.domain.refusal import NotFound

BUILD = Path(__file__).parent.parent.parent / "build"
ASK = {"cache-control": "no-cache"}
KEEP = {"cache-control": "public, max-age=31536000, immutable"}


async def page(_request: Request) -> Response:
    """The same page for every path of the app; it finds its own way."""
    return FileResponse(BUILD / "app.html", headers=ASK, media_type="text/html")


async def worker(_request: Request) -> Response:
    headers = {**ASK, "service-worker-allowed": "/"}
    return FileResponse(BUILD / "service_worker.js", headers=headers, media_type="text/javascript")


async def manifest(_request: Request) -> Response:
    return FileResponse(BUILD / "manifest.webmanifest", headers=ASK, media_type="application/manifest+json")


async def asset(request: Request) -> Response:
    return _file("assets", request.path_params["name"], KEEP)


async def icon(request: Request) -> Response:
    return _file("icons", request.path_params["name"], {"cache-control": "public, max-age=86400"})


def _file(folder: str, name: str, headers: dict[str, str]) -> Response:
    """A missing file is a real 404, never the page: a phone must not keep HTML as a script."""
    path = BUILD / folder / name
    if path.parent != BUILD / folder or not path.is_file():
        raise NotFound
    return FileResponse(path, headers=headers)

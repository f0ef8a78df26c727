"""Serves the built app and its worker. Hashed files may be kept for a year; shell and worker are always asked for."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from server.domain.refusal import NotFound
from server.web import who

ASK = {"cache-control": "no-cache"}
KEEP = {"cache-control": "public, max-age=31536000, immutable"}


async def start(request: Request) -> Response:
    return _document(request, "start.html")


async def app(request: Request) -> Response:
    return _document(request, "app.html")


async def visitor(request: Request) -> Response:
    return _document(request, "visitor.html")


def _document(request: Request, name: str) -> Response:
    """The same document for every path of a room (pwa/domain/rooms.js); its script finds its own way."""
    return FileResponse(who.settings(request).build / name, headers=ASK, media_type="text/html")


async def worker(request: Request) -> Response:
    """The service worker, or the one that takes it away again."""
    settings = who.settings(request)
    name = "kill_switch.js" if settings.worker_off else "service_worker.js"
    headers = {**ASK, "service-worker-allowed": "/"}
    return FileResponse(settings.build / name, headers=headers, media_type="text/javascript")


async def manifest(request: Request) -> Response:
    path = who.settings(request).build / "manifest.webmanifest"
    return FileResponse(path, headers=ASK, media_type="application/manifest+json")


async def asset(request: Request) -> Response:
    """A file of this release, or of one of the last 12 months."""
    settings = who.settings(request)
    return _file((settings.build / "assets", settings.var / "assets"), request.path_params["name"], KEEP)


async def icon(request: Request) -> Response:
    folder = who.settings(request).build / "icons"
    return _file((folder,), request.path_params["name"], {"cache-control": "public, max-age=86400"})


def _file(folders: tuple[Path, ...], name: str, headers: dict[str, str]) -> Response:
    """A missing file is a real 404, never the page: a phone must not keep HTML as a script."""
    for folder in folders:
        path = folder / name
        if path.parent == folder and not name.startswith(".") and path.is_file():
            return FileResponse(path, headers=headers)
    raise NotFound

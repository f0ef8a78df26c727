"""Builds the application: routes, middleware, error answers, and what lives as long as the process."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware

from server import assets, worker
from server.settings import Settings
from server.storage import database
from server.web import bodies, development
from server.web.clients import KnownClient
from server.web.headers import SafeHeaders
from server.web.log import Log
from server.web.origin import SameOrigin
from server.web.panel.errors import HANDLERS
from server.web.routes import ROUTES


def create_app(settings: Settings) -> Starlette:
    """The whole application. On SQLite the worker lives inside: one process holds the database."""
    routes = [*ROUTES, *(development.routes if settings.debug else [])]
    patterns = {route.endpoint: route.path for route in routes}
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(SafeHeaders, secure=settings.secure_cookies),
            Middleware(Log, patterns=patterns),
            Middleware(SameOrigin, origin=settings.base_url),
            Middleware(KnownClient),
        ],
        exception_handlers=HANDLERS,
        lifespan=_lifespan,
        max_body_size=bodies.LARGEST,
    )
    app.state.settings = settings
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    assets.keep(settings.build, settings.var, time.time())
    await database.open(settings.database_url)
    stop = asyncio.Event()
    inside = asyncio.create_task(worker.run(settings, stop)) if settings.is_sqlite else None
    try:
        yield
    finally:
        stop.set()
        if inside:
            with suppress(asyncio.CancelledError):
                await inside
        await database.close()

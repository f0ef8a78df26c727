"""What the idle poll is measured against: one Starlette route with one plain sqlite3 read, and nothing else."""

import os
import sqlite3

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

connection = sqlite3.connect(os.environ["BARE_DATABASE"], check_same_thread=False)


async def read(_request: Request) -> Response:
    row = connection.execute("SELECT id, address FROM person WHERE address = ?", ["poll@example.org"]).fetchone()
    return JSONResponse({"id": row[0], "address": row[1]})


async def ready(_request: Request) -> Response:
    return Response()


app = Starlette(routes=[Route("/read", read), Route("/readyz", ready)])

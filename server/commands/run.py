"""`run`: the web server; on SQLite the worker lives inside it."""

import asyncio
import logging
import sys

import click
import uvicorn

from server import words
from server.app import create_app
from server.commands.common import demand_safe, settings
from server.storage import database


@click.command()
def run() -> None:
    """Serves Logbog."""
    known = settings()
    demand_safe(known)
    if asyncio.run(database.pending(known.database_url)):
        click.echo(words.text("commands.migrate_first"), err=True)
        sys.exit(1)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("tortoise").setLevel(logging.WARNING)
    click.echo(words.text("commands.serving", url=known.base_url))
    uvicorn.run(
        create_app(known),
        host=known.host,
        port=known.port,
        access_log=False,  # web/log.py writes route patterns; uvicorn would write addresses and ids
        server_header=False,
        log_config=None,
        log_level="warning",
        proxy_headers=bool(known.trusted_proxies),
        forwarded_allow_ips=known.trusted_proxies or None,
        timeout_graceful_shutdown=10,
    )

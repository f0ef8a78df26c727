"""`worker`: delivers mail in a process of its own, for a site on PostgreSQL."""

import asyncio
import logging
import signal

import click

from server import words
from server import worker as loop
from server.commands.common import demand_safe, settings
from server.settings import Settings
from server.storage import database


@click.command()
def worker() -> None:
    """Delivers mail. On SQLite the web process does that already."""
    known = settings()
    demand_safe(known)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    asyncio.run(_until_told(known))


async def _until_told(known: Settings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    if known.is_sqlite:
        click.echo(words.text("commands.worker_inside"))
        await stop.wait()
        return
    await database.open(known.database_url)
    try:
        await loop.run(known, stop)
    finally:
        await database.close()

"""`bounce`: takes in one mail that came back, from a mail server's pipe."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click
from tortoise.exceptions import BaseORMException

from server.commands.common import settings
from server.delivery import bounces
from server.storage import database

LATER = 75  # EX_TEMPFAIL of sysexits.h: the mail server keeps the mail and tries again


@click.command()
@click.argument("mail", type=click.File("rb"), default="-")
def bounce(mail: BinaryIO) -> None:
    """Reads a delivery status notice and says what it was. None is an error: nobody wants a bounce of a bounce."""
    known = settings()
    path = database.sqlite_path(known.database_url)
    if path and not Path(path).exists():
        sys.exit(LATER)
    try:
        click.echo(asyncio.run(_take(mail.read(bounces.LARGEST), known.database_url, known.secret_key)))
    except (BaseORMException, OSError) as trouble:
        click.echo(type(trouble).__name__, err=True)
        sys.exit(LATER)


async def _take(raw: bytes, url: str, key: bytes) -> str:
    await database.open(url)
    try:
        return await bounces.take(raw, key=key, now=datetime.now(UTC))
    finally:
        await database.close()

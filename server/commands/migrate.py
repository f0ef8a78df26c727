"""`migrate`: brings the database up to date and takes in the catalogue's new editions."""

import asyncio
import sys
from datetime import UTC, datetime

import click

from server import words
from server.commands.catalogue_told import tell
from server.commands.common import settings, with_database
from server.domain.catalogue_problems import CatalogueError
from server.storage import database, editions, listed
from server.storage.editions import EditionChanged


@click.command()
def migrate() -> None:
    """Migrates the database."""
    known = settings()
    for name in asyncio.run(database.migrate(known.database_url)):
        click.echo(words.text("commands.migrated", name=name))
    try:
        loaded = with_database(known, editions.load(editions.shipped(), datetime.now(UTC)))
    except CatalogueError as error:
        tell(error)
        sys.exit(1)
    except EditionChanged as changed:
        click.echo(words.text("commands.edition_changed", editions=str(changed)), err=True)
        sys.exit(1)
    with_database(known, listed.refresh_missing())
    for edition_id in loaded:
        click.echo(words.text("commands.edition_loaded", edition=edition_id))

"""`figures`: tells the committees' figures of every period that is over, as the worker does by itself."""

from datetime import UTC, datetime

import click

from server import words
from server.actions import figures as actions
from server.commands.common import settings, with_database
from server.domain.moments import danish_day


@click.command()
def figures() -> None:
    """Makes the snapshots that are due."""
    now = datetime.now(UTC)
    for programme, period in with_database(settings(), actions.tell(danish_day(now), now)):
        click.echo(words.text("commands.figures_told", programme=programme, period=period))

"""`check`: what is wrong with the configuration, in words."""

import sys

import click

from server import words
from server.commands.common import complain, settings
from server.settings import advice, problems


@click.command()
def check() -> None:
    """Says what is wrong with the configuration."""
    known = settings()
    found = problems(known)
    complain([*found, *advice(known)])
    if found:
        sys.exit(1)
    click.echo(words.text("check.fine"))

"""`check`: what is wrong with the configuration, in words, and how mail from the sender's domain will be received."""

import asyncio
import sys

import click

from server import words
from server.commands.common import complain, settings
from server.delivery import sender_domain
from server.domain import addresses
from server.settings_problems import advice, problems


@click.command()
def check() -> None:
    """Says what is wrong with the configuration."""
    known = settings()
    found = problems(known)
    complain(found)
    for one in advice(known):
        click.echo(f"! {words.text(f'check.{one.code}', **dict(one.facts))}")
    if not known.debug and not addresses.problem(known.sender):
        look = sender_domain.look(known.sender, known.bounce_address, known.dkim_selector)
        for finding in asyncio.run(look):
            mark = "✓" if finding.fine else "!"
            click.echo(f"{mark} {words.text(f'check.{finding.code}', **dict(finding.facts))}")
    if found:
        sys.exit(1)
    click.echo(words.text("check.fine"))

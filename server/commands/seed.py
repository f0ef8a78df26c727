"""`seed`: demonstration data for an empty database, and what to open as whom."""

import json
import sys

import click

from server import seeding, words
from server.commands.common import settings, with_database


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Address and start URL per role, as JSON.")
def seed(as_json: bool) -> None:
    """Loads demonstration data into an empty database."""
    known = settings()
    if not known.debug and known.secure_cookies:  # an https address means that real people are served here
        click.echo(words.text("commands.seed_needs_debug"), err=True)
        sys.exit(1)
    cast = with_database(known, seeding.seed(known))
    if as_json:
        click.echo(json.dumps(cast, ensure_ascii=False, indent=2))
        return
    click.echo(words.text("commands.open_as"))
    for role, person in cast.items():
        click.echo(f"  {words.text(f'commands.{role}')}: {person['address']}\n    {person['start_url']}")

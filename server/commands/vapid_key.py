"""`vapid_key`: a fresh key for LOGBOG_VAPID_KEY, for sites with several processes."""

import click

from server import vapid


@click.command("vapid_key")
def vapid_key() -> None:
    """Makes a key that push services can know this site by. Changing it ends every subscription."""
    click.echo(vapid.new())

"""`outbox`: what waits, what went and what is dead; addresses only when they are asked for."""

import json
from datetime import UTC, datetime
from uuid import UUID

import click

from server import words
from server.commands.common import settings, with_database
from server.storage import copies
from server.storage import outbox as stored
from server.storage.outbox import OutboxMessage

SHOWN = (
    "id", "lane", "kind", "created_at", "due_at", "claimed_until", "attempts", "copies", "sent_at", "dead_at",
    "last_error", "bounced_at", "bounce_code",
)  # fmt: skip


@click.group()
def outbox() -> None:
    """Looks at the outbox."""


def _state(row: OutboxMessage) -> str:
    if row.bounced_at:
        return "bounced"
    return "sent" if row.sent_at else "dead" if row.dead_at else "claimed" if row.claimed_until else "waiting"


def _line(row: OutboxMessage, addresses: bool) -> str:
    trouble = f"bounced {row.bounce_code}" if row.bounced_at else row.last_error or ""
    tries = f"{row.attempts}×, {row.copies} out"
    parts = [str(row.id), row.lane, row.kind, _state(row), tries, trouble, row.to if addresses else ""]
    return "  ".join(part for part in parts if part)


@outbox.command("list")
@click.option("--addresses", is_flag=True)
@click.option("--limit", default=50)
def list_rows(addresses: bool, limit: int) -> None:
    """The newest rows."""
    for row in with_database(settings(), stored.recent(limit)):
        click.echo(_line(row, addresses))


@outbox.command()
@click.option("--addresses", is_flag=True)
def dead(addresses: bool) -> None:
    """The rows that will not be tried again."""
    for row in with_database(settings(), stored.dead()):
        click.echo(_line(row, addresses))


@outbox.command()
@click.argument("message_id", type=click.UUID)
def show(message_id: UUID) -> None:
    """One row, without what it says."""
    row = with_database(settings(), stored.get(message_id))
    if row is None:
        raise click.ClickException(words.text("commands.no_such_mail"))
    told = {name: str(getattr(row, name)) for name in SHOWN}
    click.echo(json.dumps(told, indent=2))


@outbox.command()
@click.argument("message_id", type=click.UUID)
def retry(message_id: UUID) -> None:
    """Gives a row another try, at once."""
    if not with_database(settings(), stored.retry(message_id, datetime.now(UTC))):
        raise click.ClickException(words.text("commands.no_such_mail"))


@outbox.command()
def hold() -> None:
    """Holds all that waits, after a database was put back by hand: it may have gone since."""
    with_database(settings(), stored.hold(copies.HELD, datetime.now(UTC)))
    click.echo(words.text("commands.held"))

"""What the `catalogue` commands say: what is wrong with a file, and what one edition changes of another."""

from collections.abc import Sequence
from pathlib import Path

import click
from tortoise.exceptions import DBConnectionError, OperationalError

from server import words
from server.commands.common import settings, with_database
from server.domain import catalogue_changes
from server.domain.catalogue import Edition
from server.domain.catalogue_problems import CatalogueError
from server.storage import editions
from server.storage.database import sqlite_path

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def published() -> list[Edition]:
    """All editions there are, the oldest first; none where there is no database yet."""
    known = settings()
    path = sqlite_path(known.database_url)
    if path and not path.exists():
        return []
    try:
        return with_database(known, editions.known())
    except (OperationalError, DBConnectionError, OSError):
        return []


def newest(programme: str, known: Sequence[Edition]) -> Edition | None:
    return max((one for one in known if one.programme == programme), key=lambda one: one.valid_from, default=None)


def tell_changes(before: Edition | None, after: Edition) -> None:
    """A line a change, and what it says before and after."""
    found = catalogue_changes.changes(before, after)
    against = before.id if before else words.text("commands.no_edition_before")
    click.echo(words.text("commands.compared", edition=after.id, against=against, changes=len(found)))
    for one in found:
        how, kind = words.text(f"catalogue_how.{one.how}"), words.text(f"catalogue_kind.{one.kind}")
        click.echo(f"{how} {kind} {one.key}: {one.name}")
        for name, old, new in one.fields:
            click.echo(f"    {name}: {_plain(old)} → {_plain(new)}")
        if one.how == catalogue_changes.MOVED:
            click.echo(f"    {_stands(one.above)}")
    tell_expected_last(before, after)


def _stands(above: str) -> str:
    return words.text("catalogue_stands.after", name=above) if above else words.text("catalogue_stands.first")


def tell_expected_last(before: Edition | None, after: Edition) -> None:
    """What nobody may have thought of: new goals that wait for the last main course."""
    count, course = catalogue_changes.expected_last(before, after)
    if count:
        click.echo(words.text("commands.expected_last", edition=after.id, n=count, course=course), err=True)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "–" if value in (None, "") else str(value)


def tell(error: CatalogueError) -> None:
    for problem in error.problems:
        sentence = words.text(f"catalogue.{problem.code}", **dict(problem.facts))
        click.echo(f"{problem.file}:{problem.line}: {sentence}", err=True)

"""`catalogue`: judges catalogue files, says what one would change, and publishes it as a new edition."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from server import words
from server.commands.catalogue_table import from_table
from server.commands.catalogue_told import FILE, newest, published, tell, tell_changes, tell_expected_last
from server.commands.common import end, settings, with_database
from server.domain import edition_rules
from server.domain.catalogue import Edition
from server.domain.catalogue_problems import CatalogueError
from server.storage import editions
from server.storage.editions import EditionChanged


@click.group(invoke_without_command=True)
@click.pass_context
def catalogue(context: click.Context) -> None:
    """Checks the files in server/catalogue/, or what the command after it says."""
    if context.invoked_subcommand is None:
        context.invoke(check, files=())


@catalogue.command()
@click.argument("files", nargs=-1, type=FILE)
def check(files: Sequence[Path]) -> None:
    """Says file, line and what is wrong; without FILES of those in server/catalogue/ and of all that are published."""
    known = published()
    for edition in _read(files):
        click.echo(words.text("commands.edition_fine", edition=edition.id, goals=len(edition.goals)))
        if files:
            tell_expected_last(newest(edition.programme, known), edition)
    told = [] if files else [_is_fine(edition) for edition in known]
    if not all(told):
        sys.exit(1)


def _is_fine(edition: Edition) -> bool:
    """Tells of one that is published, wherever it came from."""
    found = edition_rules.problems(edition.as_json())
    for problem in found:
        sentence = words.text(f"catalogue.{problem.code}", **dict(problem.facts))
        click.echo(f"{edition.id}: {sentence}", err=True)
    if not found:
        day, goals = edition.valid_from.isoformat(), len(edition.goals)
        click.echo(words.text("commands.edition_published_fine", edition=edition.id, day=day, goals=goals))
    return not found


@catalogue.command()
@click.argument("file", type=FILE)
@click.option("--against", default="", help="Id of an edition; the programme's newest unless it is given.")
def diff(file: Path, against: str) -> None:
    """Says goal by goal what the edition in FILE adds, changes and drops."""
    (edition,) = _read([file])
    known = with_database(settings(), editions.known())
    tell_changes(_before(edition, known, against), edition)


@catalogue.command()
@click.argument("file", type=FILE)
@click.option("--from", "valid_from", type=click.DateTime(["%Y-%m-%d"]), help="The day it begins to hold.")
def publish(file: Path, valid_from: datetime | None) -> None:
    """Makes the edition in FILE one that new apprentices follow from a day on. It never changes afterwards."""
    (edition,) = _read([file])
    if valid_from:
        edition = replace(edition, valid_from=valid_from.date())
    before = newest(edition.programme, published())
    try:
        loaded = with_database(settings(), editions.load([edition], datetime.now(UTC)))
    except EditionChanged:
        end("edition_there", edition=edition.id)
    said = "edition_published" if loaded else "edition_same"
    click.echo(words.text(f"commands.{said}", edition=edition.id, day=edition.valid_from.isoformat()))
    tell_expected_last(before, edition)


def _read(files: Sequence[Path]) -> list[Edition]:
    """The editions in the files, or of the house's own; ends the process with everything that is wrong."""
    try:
        return editions.in_files(files) if files else editions.shipped()
    except CatalogueError as error:
        tell(error)
        sys.exit(1)


def _before(edition: Edition, known: Sequence[Edition], against: str) -> Edition | None:
    if against:
        return next((one for one in known if one.id == against), None) or end("no_such_edition", edition=against)
    return newest(edition.programme, known)


catalogue.add_command(from_table)

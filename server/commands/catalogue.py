"""`catalogue`: judges the files in server/catalogue/ and says file, line and what is wrong."""

import sys

import click

from server import words
from server.domain.catalogue_problems import CatalogueError
from server.storage import editions


@click.command()
def catalogue() -> None:
    """Checks the catalogue's files."""
    try:
        found = editions.shipped()
    except CatalogueError as error:
        tell(error)
        sys.exit(1)
    for edition in found:
        click.echo(words.text("commands.edition_fine", edition=edition.id, goals=len(edition.goals)))


def tell(error: CatalogueError) -> None:
    for problem in error.problems:
        sentence = words.text(f"catalogue.{problem.code}", **dict(problem.facts))
        click.echo(f"{problem.file}:{problem.line}: {sentence}", err=True)

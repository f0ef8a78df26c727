"""`catalogue import`: from a committee's subject table to a catalogue file, looked through before it goes live."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from server import words
from server.commands.catalogue_told import FILE, newest, tell_changes
from server.commands.common import end, settings, with_database
from server.documents import edition_files, fagtabel_file
from server.domain import catalogue_file, catalogue_import, fagtabel
from server.domain.catalogue_import import About
from server.domain.fagtabel import TableError
from server.storage import editions


@click.command("import")
@click.argument("table", type=FILE)
@click.option("--programme", required=True, help="Its key: small letters and underscores.")
@click.option("--name", default="", help="The programme's name; as before unless it is given.")
@click.option("--version", required=True, help="Such as 2026-08.1.")
@click.option("--from", "valid_from", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--source", default="", help="Where the table comes from, in a sentence.")
@click.option("--main-courses", type=click.IntRange(1, 12), help="How many; needed for a programme that is new.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def from_table(
    table: Path,
    programme: str,
    name: str,
    version: str,
    valid_from: datetime,
    source: str,
    main_courses: int | None,
    out: Path,
) -> None:
    """Writes the edition that TABLE (.xlsx) tells into a catalogue file, and says what it changes."""
    if out.exists():
        end("file_there", path=str(out))
    known = with_database(settings(), editions.known())
    before = newest(programme, known)
    if any((one.programme, one.version) == (programme, version) for one in known):
        end("version_taken", programme=programme, version=version)
    if before is None and main_courses is None:
        end("main_courses_missing", programme=programme)
    about = About(
        programme=programme,
        name=name or (before.name if before else programme.capitalize()),
        version=version,
        valid_from=valid_from.date(),
        label=words.text("catalogue_import.label"),
        source=source or words.text("catalogue_import.source", table=table.name),
        main_courses=main_courses or 0,
    )
    made = catalogue_import.edition(_read(table), about, before or known[-1], known)
    out.write_text(catalogue_file.written(made), "utf-8")
    tell_changes(before, made)
    if before is None and not name:
        click.echo(words.text("commands.programme_named", name=made.name), err=True)
    click.echo(words.text("commands.edition_written", path=str(out)))


def _read(table: Path) -> Sequence[fagtabel.Speciality]:
    try:
        return fagtabel_file.read(table.read_bytes())
    except TableError as error:
        for problem in error.problems:
            click.echo(f"{table.name}: {edition_files.said(problem)}", err=True)
        sys.exit(1)

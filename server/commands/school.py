"""`school`: the registry of schools, their mail domains and their staff; the same deeds as in the panel."""

from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import click

from server import words
from server.actions import schools
from server.commands.common import end, settings, with_database
from server.domain.refusal import InputInvalid, Refusal
from server.reading import schools as reading


@click.group()
def school() -> None:
    """Keeps the registry of schools. SCHOOL is a name or an id."""


def _do(work: Coroutine[Any, Any, dict[str, str]], said: str) -> None:
    """Runs it, and says `commands.<said>` or what is wrong."""
    try:
        facts = with_database(settings(), work)
    except InputInvalid as error:
        told = [words.text(f"refusal.{one.code}", **dict(one.facts)) for one in error.problems]
        raise click.ClickException("\n".join(told)) from None
    except Refusal as error:
        raise click.ClickException(words.text(f"refusal.{error.code}", **error.facts)) from None
    click.echo(words.text(f"commands.{said}", **facts))


async def _find(name: str) -> dict[str, Any]:
    found = await reading.named(name)
    return await reading.one(found or end("no_such_school", school=name))


@school.command("list")
def list_schools() -> None:
    """Every school with its domains and its number of staff."""
    for known in with_database(settings(), reading.all_schools()):
        parts = [
            known["name"],
            known["cvr"] or "",
            " ".join(known["domains"]),
            words.text("commands.staff_count", n=known["staff"]),
        ]
        click.echo("  ".join(part for part in parts if part))


@school.command()
@click.argument("name")
def show(name: str) -> None:
    """One school: its id, domains, staff, and how many declarations were sent to it."""
    known = with_database(settings(), _find(name))
    sent = words.text("commands.declaration_count", n=known["declarations"])
    click.echo(f"{known['name']}  {known['cvr'] or ''}  {known['id']}  {sent}")
    if known["mail"]["attaches_pdf"]:
        click.echo("  " + words.text("commands.pdf_in_mails", by=known["mail"]["by"], at=known["mail"]["at"]))
    for row in known["domains"]:
        click.echo(f"  {row['domain']}")
    for row in known["staff"]:
        click.echo(f"  {row['address']}  {row['name']}")


@school.command()
@click.argument("name")
@click.option("--cvr", default="")
def add(name: str, cvr: str) -> None:
    """A new school."""

    async def work() -> dict[str, str]:
        await schools.add(uuid4(), name, cvr, now=datetime.now(UTC))
        return {"school": name}

    _do(work(), "school_added")


@school.command()
@click.argument("name")
@click.option("--name", "new_name")
@click.option("--cvr")
def change(name: str, new_name: str | None, cvr: str | None) -> None:
    """Another name or CVR number; `--cvr ""` takes it away."""

    async def work() -> dict[str, str]:
        known = await _find(name)
        told = known["name"] if new_name is None else new_name
        await schools.change(known["id"], told, known["cvr"] or "" if cvr is None else cvr)
        return {"school": told}

    _do(work(), "school_changed")


@school.command()
@click.argument("name")
def remove(name: str) -> None:
    """Takes a school that has called nobody up out of the registry."""

    async def work() -> dict[str, str]:
        known = await _find(name)
        await schools.remove(known["id"], now=datetime.now(UTC))
        return {"school": known["name"]}

    _do(work(), "school_removed")


@school.group()
def domain() -> None:
    """The mail domains that are read at the school, and nowhere else."""


@domain.command("add")
@click.argument("name")
@click.argument("domain")
def add_domain(name: str, domain: str) -> None:
    """Lets staff see all that was and will be sent to the domain."""

    async def work() -> dict[str, str]:
        known = await _find(name)
        await schools.add_domain(known["id"], domain, now=datetime.now(UTC))
        return {"school": known["name"], "domain": domain}

    _do(work(), "domain_added")


@domain.command("remove")
@click.argument("name")
@click.argument("domain")
def remove_domain(name: str, domain: str) -> None:
    """Shuts that view at once, and takes away the staff whose mailboxes are there."""

    async def work() -> dict[str, str]:
        known = await _find(name)
        row = next((one for one in known["domains"] if one["domain"] == domain.lower()), None)
        await schools.remove_domain(
            known["id"], row["id"] if row else end("no_such_domain", domain=domain), now=datetime.now(UTC)
        )
        return {"school": known["name"], "domain": domain}

    _do(work(), "domain_removed")


@school.group()
def staff() -> None:
    """Those who see everything of the school, each by an address at one of its domains."""


@staff.command("add")
@click.argument("name")
@click.argument("address")
@click.argument("staff_name")
def add_staff(name: str, address: str, staff_name: str) -> None:
    """Lets somebody see everything of the school."""

    async def work() -> dict[str, str]:
        known = await _find(name)
        await schools.add_staff(known["id"], address, staff_name, now=datetime.now(UTC))
        return {"school": known["name"], "address": address}

    _do(work(), "staff_added")


@staff.command("remove")
@click.argument("name")
@click.argument("address")
def remove_staff(name: str, address: str) -> None:
    """Shuts their view at once."""

    async def work() -> dict[str, str]:
        known = await _find(name)
        row = next((one for one in known["staff"] if one["address"] == address.lower()), None)
        await schools.remove_staff(
            known["id"], row["id"] if row else end("no_such_staff", address=address), now=datetime.now(UTC)
        )
        return {"address": address}

    _do(work(), "staff_removed")

"""What every command begins with: the settings, or what is wrong with them in words."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import click

from server import settings as configuration
from server import settings_problems, words
from server.settings import Problem, Settings, SettingsError
from server.storage import database

T = TypeVar("T")


def settings() -> Settings:
    """The settings of this process; ends it when they cannot be read."""
    try:
        return configuration.from_environment()
    except SettingsError as error:
        complain(error.problems)
        sys.exit(1)


def complain(problems: list[Problem]) -> None:
    for problem in problems:
        click.echo(f"✗ {words.text(f'check.{problem.code}', **dict(problem.facts))}", err=True)


def end(code: str, **facts: str) -> NoReturn:
    """Says `commands.<code>` and ends the process."""
    click.echo(words.text(f"commands.{code}", **facts), err=True)
    sys.exit(1)


def demand_safe(known: Settings) -> None:
    """Production refuses to start when people's data would not be safe."""
    problems = settings_problems.problems(known)
    if problems:
        complain(problems)
        sys.exit(1)


def with_database(known: Settings, work: Coroutine[Any, Any, T]) -> T:
    """Runs the work on an open database."""

    async def inside() -> T:
        await database.open(known.database_url)
        try:
            return await work
        finally:
            await database.close()

    return asyncio.run(inside())

"""The commands: `python -m server run | migrate | check | backup | restore | outbox | …`."""

import click

from server.commands import (
    backup,
    bounce,
    catalogue,
    check,
    figures,
    migrate,
    outbox,
    restore,
    run,
    school,
    seed,
    vapid_key,
    worker,
)  # fmt: skip


@click.group()
def main() -> None:
    """Logbog."""


for command in (
    run.run, worker.worker, migrate.migrate, seed.seed, check.check, catalogue.catalogue, outbox.outbox,
    vapid_key.vapid_key, school.school, bounce.bounce, figures.figures, backup.backup, restore.restore,
):  # fmt: skip
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m server")

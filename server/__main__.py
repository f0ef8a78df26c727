"""The commands: `python -m server run | migrate | seed | check | catalogue | outbox | worker`."""

import click

from server.commands import catalogue, check, migrate, outbox, run, seed, worker


@click.group()
def main() -> None:
    """Logbog."""


for command in (run.run, worker.worker, migrate.migrate, seed.seed, check.check, catalogue.catalogue, outbox.outbox):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m server")

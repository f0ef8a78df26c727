"""The commands: `python -m server run | migrate | seed | check | catalogue | outbox | bounce | vapid_key | worker`."""

import click

from server.commands import bounce, catalogue, check, migrate, outbox, run, seed, vapid_key, worker


@click.group()
def main() -> None:
    """Logbog."""


for command in (
    run.run, worker.worker, migrate.migrate, seed.seed, check.check, catalogue.catalogue, outbox.outbox,
    vapid_key.vapid_key, bounce.bounce,
):  # fmt: skip
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m server")

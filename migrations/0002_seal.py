"""Triggers that keep what is sealed, and the one row of the change counter."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

from server.storage import seal_triggers


async def start_counting(_apps: Any, editor: Any) -> None:
    await editor.client.execute_query("INSERT INTO change_counter (id, number) VALUES (1, 0)")


async def stop_counting(_apps: Any, editor: Any) -> None:
    await editor.client.execute_query("DELETE FROM change_counter")


class Migration(migrations.Migration):
    dependencies = [("logbog", "0001_initial")]

    operations = [
        ops.RunPython(seal_triggers.create, seal_triggers.drop),
        ops.RunPython(start_counting, stop_counting),
    ]

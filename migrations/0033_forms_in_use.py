"""What people get is a copy of its own. A form that takes something today is what they get today, and stays so."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

KEEP = (
    "INSERT INTO official_form_use (id, kind, programme, file_name, digest, content, fields_json, pages_json, "
    "links_json, taken_by, taken_at) SELECT id, kind, programme, file_name, digest, content, fields_json, pages_json, "
    "links_json, COALESCE(mapped_by, uploaded_by), COALESCE(mapped_at, uploaded_at) FROM official_form "
    "WHERE links_json <> '[]'"
)


async def keep_in_use(_apps: Any, editor: Any) -> None:
    await editor.client.execute_query(KEEP)


async def nothing(_apps: Any, _editor: Any) -> None:
    """The table goes with it."""


class Migration(migrations.Migration):
    dependencies = [("logbog", "0032_moves_before")]

    initial = False

    operations = [
        ops.CreateModel(
            name="OfficialFormUse",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("kind", fields.CharField(max_length=20)),
                ("programme", fields.CharField(max_length=80)),
                ("file_name", fields.CharField(max_length=120)),
                ("digest", fields.CharField(max_length=64)),
                ("content", fields.BinaryField()),
                ("fields_json", fields.TextField(unique=False)),
                ("pages_json", fields.TextField(unique=False)),
                ("links_json", fields.TextField(unique=False)),
                ("taken_by", fields.CharField(max_length=254)),
                ("taken_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("out_by", fields.CharField(null=True, max_length=254)),
                ("out_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "official_form_use", "app": "logbog", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.RunPython(keep_in_use, nothing),
    ]

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("logbog", "0014_corrections")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CorrectionAsk",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                (
                    "declaration",
                    fields.ForeignKeyField(
                        "logbog.Declaration",
                        source_field="declaration_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "version",
                    fields.ForeignKeyField(
                        "logbog.SealedVersion",
                        source_field="version_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("text", fields.TextField(unique=False)),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "correction_ask", "app": "logbog", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DeclarationReply",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                (
                    "declaration",
                    fields.ForeignKeyField(
                        "logbog.Declaration",
                        source_field="declaration_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "version",
                    fields.ForeignKeyField(
                        "logbog.SealedVersion",
                        source_field="version_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("kind", fields.CharField(max_length=10)),
                ("text", fields.TextField(unique=False)),
                ("replied_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "declaration_reply", "app": "logbog", "pk_attr": "id"},
            bases=["Model"],
        ),
    ]

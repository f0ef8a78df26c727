from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("logbog", "0013_reminders")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Correction",
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
                    "of_version",
                    fields.ForeignKeyField(
                        "logbog.SealedVersion",
                        source_field="of_version_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("recipient_id", fields.UUIDField()),
                ("reason", fields.TextField(unique=False)),
                ("revision", fields.BigIntField()),
                ("begun_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("dropped_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "correction", "app": "logbog", "pk_attr": "id"},
            bases=["Model"],
        ),
    ]

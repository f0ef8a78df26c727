from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("logbog", "0022_digest_index")]

    initial = False

    operations = [
        ops.CreateModel(
            name="PaperTyping",
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
                ("address", fields.CharField(max_length=254)),
                ("name", fields.CharField(max_length=120)),
                ("side", fields.CharField(max_length=10)),
                ("begun_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("asked_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("refused_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("refused_text", fields.TextField(null=True, unique=False)),
            ],
            options={
                "table": "paper_typing",
                "app": "logbog",
                "unique_together": (("declaration", "address"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="AnswerOperation",
            name="typing_id",
            field=fields.UUIDField(null=True),
        ),
    ]

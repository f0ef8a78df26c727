"""The texts of messages, and the trigger that deletes one in the statement that marks its mail sent or dead."""

from uuid import uuid4

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from server.storage import outbox_texts


class Migration(migrations.Migration):
    dependencies = [("logbog", "0008_lanes_and_bounces")]

    initial = False

    operations = [
        ops.CreateModel(
            name="OutboxText",
            fields=[
                ("message_id", fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ("text", fields.TextField(unique=False)),
            ],
            options={"table": "outbox_text", "app": "logbog", "pk_attr": "message_id"},
            bases=["Model"],
        ),
        ops.RunPython(outbox_texts.create_trigger, outbox_texts.drop_trigger),
    ]

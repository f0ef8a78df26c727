from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("logbog", "0019_listed_index")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Grant",
            name="panel_session_id",
            field=fields.UUIDField(null=True),
        ),
        ops.AddIndex(
            model_name="Grant",
            index=Index(fields=["panel_session_id"]),
        ),
    ]

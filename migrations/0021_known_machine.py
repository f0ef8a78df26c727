from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [("logbog", "0020_opened_by_panel")]

    initial = False

    operations = [
        ops.AddField(
            model_name="PanelSession",
            name="device_hash",
            field=fields.CharField(max_length=64, null=True),
        ),
    ]

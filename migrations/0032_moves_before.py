from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("logbog", "0031_committee_draft")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Person",
            name="moves_before",
            field=fields.TextField(null=True, unique=False),
        ),
    ]

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("logbog", "0028_figures")]

    initial = False

    operations = [
        ops.AddField(
            model_name="Person",
            name="moved_to_edition",
            field=fields.CharField(null=True, max_length=80),
        ),
        ops.AddField(
            model_name="Person",
            name="moved_by",
            field=fields.CharField(null=True, max_length=120),
        ),
        ops.AddField(
            model_name="Person",
            name="moved_by_address",
            field=fields.CharField(null=True, max_length=254),
        ),
        ops.AddField(
            model_name="Person",
            name="moved_on",
            field=fields.DateField(null=True),
        ),
    ]

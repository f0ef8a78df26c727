from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0002_seal')]

    initial = False

    operations = [
        ops.AddField(
            model_name='AnswerOperation',
            name='device_name',
            field=fields.CharField(null=True, max_length=80),
        ),
    ]

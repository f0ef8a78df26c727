from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0006_declined_and_read')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Grant',
            name='door',
            field=fields.CharField(db_default='mail_link', max_length=20),
        ),
    ]

from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0017_panel')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SchoolReminder',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('address', fields.CharField(max_length=254)),
                ('outcomes', fields.TextField(unique=False)),
                ('goes_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'school_reminder', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]

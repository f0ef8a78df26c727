from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0003_device_name')]

    initial = False

    operations = [
        ops.CreateModel(
            name='PhotoCount',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('person_id', fields.UUIDField()),
                ('device', fields.CharField(max_length=40)),
                ('name', fields.CharField(max_length=80)),
                ('count', fields.IntField()),
                ('seen_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'photo_count', 'app': 'logbog', 'unique_together': (('person_id', 'device'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]

from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('logbog', '0004_photo_counts')]

    initial = False

    operations = [
        ops.CreateModel(
            name='LogEntry',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('person_id', fields.UUIDField()),
                ('value', fields.TextField(unique=False)),
                ('shared_with', fields.UUIDField(null=True, db_index=True)),
                ('revision', fields.BigIntField()),
                ('number', fields.BigIntField()),
            ],
            options={'table': 'log_entry', 'app': 'logbog', 'indexes': [Index(fields=['person_id', 'number'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='LogOperation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('entry_id', fields.UUIDField(db_index=True)),
                ('person_id', fields.UUIDField()),
                ('value', fields.TextField(unique=False)),
                ('fingerprint', fields.CharField(max_length=64)),
                ('device', fields.CharField(max_length=40)),
                ('device_name', fields.CharField(max_length=80)),
                ('typed_at', fields.CharField(max_length=40)),
                ('received_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('revision', fields.BigIntField()),
                ('outcome', fields.CharField(max_length=10)),
            ],
            options={'table': 'log_operation', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]

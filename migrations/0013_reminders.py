from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('logbog', '0012_push_subscriptions')]

    initial = False

    operations = [
        ops.CreateModel(
            name='RemindedAddress',
            fields=[
                ('address', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=254)),
                ('last_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('stopped_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'reminded_address', 'app': 'logbog', 'pk_attr': 'address'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Reminder',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('about_id', fields.UUIDField()),
                ('step', fields.CharField(null=True, max_length=48)),
                ('declaration_id', fields.UUIDField(null=True, db_index=True)),
                ('message_id', fields.UUIDField(db_index=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'reminder', 'app': 'logbog', 'unique_together': (('about_id', 'step'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddIndex(
            model_name='Declaration',
            index=Index(fields=['status', 'requested_at']),
        ),
        ops.AddIndex(
            model_name='Person',
            index=Index(fields=['next_school_period_on']),
        ),
        ops.AddField(
            model_name='Recipient',
            name='asked_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddIndex(
            model_name='Recipient',
            index=Index(fields=['address']),
        ),
    ]

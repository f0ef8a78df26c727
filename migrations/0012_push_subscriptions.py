from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0011_take_back')]

    initial = False

    operations = [
        ops.CreateModel(
            name='PushSubscription',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('person_id', fields.UUIDField(null=True)),
                ('session_id', fields.UUIDField(null=True)),
                ('address', fields.CharField(null=True, max_length=254)),
                ('visitor_id', fields.UUIDField(null=True)),
                ('endpoint', fields.TextField(unique=False)),
                ('endpoint_hash', fields.CharField(max_length=64)),
                ('p256dh', fields.CharField(max_length=100)),
                ('auth', fields.CharField(max_length=30)),
                ('device', fields.CharField(max_length=80)),
                ('generation', fields.IntField()),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('seen_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('confirmed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('told_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('refusals', fields.IntField()),
                ('last_code', fields.CharField(null=True, max_length=40)),
            ],
            options={'table': 'push_subscription', 'app': 'logbog', 'unique_together': (('person_id', 'endpoint_hash'), ('address', 'endpoint_hash')), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]

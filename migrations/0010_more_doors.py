from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0009_messages')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ShortCode',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('recipient', fields.ForeignKeyField('logbog.Recipient', source_field='recipient_id', db_index=True, db_constraint=True, to_field='id', on_delete=OnDelete.CASCADE)),
                ('generation', fields.IntField()),
                ('code_hash', fields.CharField(unique=True, max_length=64)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'short_code', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='AnswerOperation',
            name='door',
            field=fields.CharField(null=True, max_length=20),
        ),
        ops.AddField(
            model_name='Declaration',
            name='awaiting_door',
            field=fields.CharField(null=True, max_length=20),
        ),
        ops.AddField(
            model_name='Declaration',
            name='awaiting_recipient',
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name='Declaration',
            name='awaiting_since',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Declaration',
            name='talk_until',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Grant',
            name='closed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Grant',
            name='closes_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]

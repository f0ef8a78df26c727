from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0005_log')]

    initial = False

    operations = [
        ops.CreateModel(
            name='SignatureDispute',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('declaration', fields.ForeignKeyField('logbog.Declaration', source_field='declaration_id', db_index=True, db_constraint=True, to_field='id', on_delete=OnDelete.RESTRICT)),
                ('version', fields.ForeignKeyField('logbog.SealedVersion', source_field='version_id', db_constraint=True, to_field='id', on_delete=OnDelete.RESTRICT)),
                ('recipient', fields.ForeignKeyField('logbog.Recipient', source_field='recipient_id', db_constraint=True, to_field='id', on_delete=OnDelete.RESTRICT)),
                ('text', fields.TextField(unique=False)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'signature_dispute', 'app': 'logbog', 'unique_together': (('version', 'recipient'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Recipient',
            name='declined_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Recipient',
            name='declined_reason',
            field=fields.CharField(null=True, max_length=20),
        ),
        ops.AddField(
            model_name='Recipient',
            name='declined_text',
            field=fields.TextField(null=True, unique=False),
        ),
        ops.AddField(
            model_name='Recipient',
            name='read_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Recipient',
            name='read_by',
            field=fields.CharField(null=True, max_length=120),
        ),
        ops.AddField(
            model_name='Recipient',
            name='read_version',
            field=fields.IntField(null=True),
        ),
    ]

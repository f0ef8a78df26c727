from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('logbog', '0010_more_doors')]

    initial = False

    operations = [
        ops.CreateModel(
            name='TakeBack',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('version', fields.OneToOneField('logbog.SealedVersion', source_field='version_id', db_constraint=True, to_field='id', related_name='take_back', on_delete=OnDelete.RESTRICT)),
                ('recipient_id', fields.UUIDField()),
                ('taken_back_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'take_back', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Declaration',
            name='releases_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddIndex(
            model_name='Declaration',
            index=Index(fields=['releases_at']),
        ),
    ]

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0023_paper')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Committee',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=10)),
                ('name', fields.CharField(max_length=120)),
                ('programmes', fields.TextField(unique=False)),
                ('school', fields.ForeignKeyField('logbog.School', source_field='school_id', null=True, db_constraint=True, to_field='id', on_delete=OnDelete.CASCADE)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'committee', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CommitteeMember',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('committee', fields.ForeignKeyField('logbog.Committee', source_field='committee_id', db_constraint=True, to_field='id', on_delete=OnDelete.CASCADE)),
                ('address', fields.CharField(db_index=True, max_length=254)),
                ('name', fields.CharField(max_length=120)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('removed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'committee_member', 'app': 'logbog', 'unique_together': (('committee', 'address'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]

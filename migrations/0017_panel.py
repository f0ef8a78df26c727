from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('logbog', '0016_discarded')]

    initial = False

    operations = [
        ops.CreateModel(
            name='FollowUp',
            fields=[
                ('declaration_id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('owner_address', fields.CharField(null=True, db_index=True, max_length=254)),
                ('owner_name', fields.CharField(null=True, max_length=120)),
                ('note', fields.TextField(unique=False)),
                ('noted_by', fields.CharField(null=True, max_length=120)),
                ('noted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('revision', fields.IntField()),
            ],
            options={'table': 'follow_up', 'app': 'logbog', 'pk_attr': 'declaration_id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Listed',
            fields=[
                ('declaration_id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('apprentice_id', fields.UUIDField(db_index=True)),
                ('summons_id', fields.UUIDField(null=True)),
                ('stage', fields.CharField(max_length=10)),
                ('apprentice_name', fields.CharField(max_length=120)),
                ('programme', fields.CharField(max_length=80)),
                ('main_course', fields.IntField(null=True)),
                ('final_period', fields.BooleanField()),
                ('school_class', fields.CharField(max_length=80)),
                ('workplace_name', fields.CharField(max_length=120)),
                ('workplace_cvr', fields.CharField(max_length=20)),
                ('training_period_ends_on', fields.DateField(null=True)),
                ('school_period_starts_on', fields.DateField(null=True)),
                ('required', fields.IntField()),
                ('answered', fields.IntField()),
                ('read_by', fields.CharField(null=True, max_length=120)),
                ('read_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('search', fields.TextField(unique=False)),
            ],
            options={'table': 'listed', 'app': 'logbog', 'indexes': [Index(fields=['summons_id', 'stage']), Index(fields=['stage', 'school_period_starts_on'])], 'pk_attr': 'declaration_id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Opening',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('declaration_id', fields.UUIDField(db_index=True)),
                ('address', fields.CharField(max_length=254)),
                ('name', fields.CharField(max_length=120)),
                ('roles', fields.CharField(max_length=120)),
                ('way', fields.CharField(max_length=10)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'access_log', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PanelSession',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('address', fields.CharField(db_index=True, max_length=254)),
                ('name', fields.CharField(max_length=120)),
                ('device', fields.CharField(max_length=80)),
                ('own_machine', fields.BooleanField()),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('last_seen_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'panel_session', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='School',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('name', fields.CharField(max_length=120)),
                ('cvr', fields.CharField(null=True, max_length=8)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'school', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SchoolDomain',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('school', fields.ForeignKeyField('logbog.School', source_field='school_id', db_index=True, db_constraint=True, to_field='id', on_delete=OnDelete.CASCADE)),
                ('domain', fields.CharField(unique=True, max_length=253)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'school_domain', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Share',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('person', fields.ForeignKeyField('logbog.Person', source_field='person_id', db_index=True, db_constraint=True, to_field='id', on_delete=OnDelete.RESTRICT)),
                ('address', fields.CharField(db_index=True, max_length=254)),
                ('name', fields.CharField(max_length=120)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'share', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SharedDeclaration',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('share', fields.ForeignKeyField('logbog.Share', source_field='share_id', db_constraint=True, to_field='id', on_delete=OnDelete.CASCADE)),
                ('declaration', fields.ForeignKeyField('logbog.Declaration', source_field='declaration_id', db_index=True, db_constraint=True, to_field='id', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'shared_declaration', 'app': 'logbog', 'unique_together': (('share', 'declaration'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Staff',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('school', fields.ForeignKeyField('logbog.School', source_field='school_id', db_constraint=True, to_field='id', on_delete=OnDelete.CASCADE)),
                ('address', fields.CharField(db_index=True, max_length=254)),
                ('name', fields.CharField(max_length=120)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('removed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'school_staff', 'app': 'logbog', 'unique_together': (('school', 'address'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Summons',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('school', fields.ForeignKeyField('logbog.School', source_field='school_id', db_constraint=True, to_field='id', on_delete=OnDelete.RESTRICT)),
                ('code', fields.CharField(unique=True, max_length=8)),
                ('programme', fields.CharField(max_length=80)),
                ('main_course', fields.IntField()),
                ('school_class', fields.CharField(max_length=80)),
                ('training_period_ends_on', fields.DateField()),
                ('school_period_starts_on', fields.DateField()),
                ('school_period_ends_on', fields.DateField(null=True)),
                ('contacts', fields.TextField(unique=False)),
                ('expected', fields.IntField(null=True)),
                ('created_by', fields.CharField(max_length=254)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'summons', 'app': 'logbog', 'indexes': [Index(fields=['school_id', 'school_period_starts_on'])], 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Expected',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('summons', fields.ForeignKeyField('logbog.Summons', source_field='summons_id', db_index=True, db_constraint=True, to_field='id', on_delete=OnDelete.CASCADE)),
                ('name', fields.CharField(max_length=120)),
                ('folded_name', fields.CharField(max_length=240)),
                ('address', fields.CharField(null=True, max_length=254)),
                ('removed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'summons_expected', 'app': 'logbog', 'pk_attr': 'id'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Declaration',
            name='summons_id',
            field=fields.UUIDField(null=True),
        ),
        ops.AddIndex(
            model_name='Declaration',
            index=Index(fields=['summons_id']),
        ),
        ops.AddField(
            model_name='Recipient',
            name='confirmed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddIndex(
            model_name='Recipient',
            index=Index(fields=['school_id']),
        ),
    ]

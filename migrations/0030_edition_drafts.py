from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0029_moved_edition')]

    initial = False

    operations = [
        ops.CreateModel(
            name='EditionDraft',
            fields=[
                ('programme', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=80)),
                ('committee_id', fields.UUIDField()),
                ('base', fields.CharField(null=True, max_length=80)),
                ('content', fields.TextField(unique=False)),
                ('changed_by', fields.CharField(max_length=254)),
                ('changed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'edition_draft', 'app': 'logbog', 'pk_attr': 'programme'},
            bases=['Model'],
        ),
    ]

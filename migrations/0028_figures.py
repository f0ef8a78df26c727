from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0027_calendar_feeds')]

    initial = False

    operations = [
        ops.CreateModel(
            name='FigureSnapshot',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('programme', fields.CharField(max_length=80)),
                ('period', fields.CharField(max_length=6)),
                ('content', fields.TextField(unique=False)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'figure_snapshot', 'app': 'logbog', 'unique_together': (('programme', 'period'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]

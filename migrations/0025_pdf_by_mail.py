from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', "0024_committees")]

    initial = False

    operations = [
        ops.AddField(
            model_name='School',
            name='attaches_pdf',
            field=fields.BooleanField(db_default=False),
        ),
        ops.AddField(
            model_name='School',
            name='attaches_pdf_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='School',
            name='attaches_pdf_by',
            field=fields.CharField(null=True, max_length=400),
        ),
    ]

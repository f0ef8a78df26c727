from tortoise import migrations
from tortoise.migrations import operations as ops
from uuid import uuid4
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0025_pdf_by_mail')]

    initial = False

    operations = [
        ops.CreateModel(
            name='OfficialFormFile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('kind', fields.CharField(max_length=20)),
                ('programme', fields.CharField(max_length=80)),
                ('file_name', fields.CharField(max_length=120)),
                ('digest', fields.CharField(max_length=64)),
                ('content', fields.BinaryField()),
                ('fields_json', fields.TextField(unique=False)),
                ('pages_json', fields.TextField(unique=False)),
                ('links_json', fields.TextField(unique=False)),
                ('lost_json', fields.TextField(unique=False)),
                ('uploaded_by', fields.CharField(max_length=254)),
                ('uploaded_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('mapped_by', fields.CharField(null=True, max_length=254)),
                ('mapped_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'official_form', 'app': 'logbog', 'unique_together': (('kind', 'programme'),), 'pk_attr': 'id'},
            bases=['Model'],
        ),
    ]

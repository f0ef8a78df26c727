from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('logbog', '0021_known_machine')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='SealedVersion',
            index=Index(fields=['digest']),
        ),
    ]

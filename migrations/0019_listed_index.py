from tortoise import migrations
from tortoise.migrations import operations as ops

class Migration(migrations.Migration):
    dependencies = [('logbog', '0018_school_reminders')]

    initial = False

    operations = [
        ops.RemoveIndex(
            model_name='Listed',
            name=None,
            fields=['stage', 'school_period_starts_on'],
        ),
    ]

from tortoise import migrations
from tortoise.migrations import operations as ops
from server.storage.outbox import WaitingIndex
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('logbog', '0007_doors')]

    initial = False

    operations = [
        ops.RemoveIndex(
            model_name='OutboxMessage',
            name=None,
            fields=['sent_at', 'dead_at', 'due_at'],
        ),
        ops.AddField(
            model_name='OutboxMessage',
            name='bounce_code',
            field=fields.CharField(null=True, max_length=20),
        ),
        ops.AddField(
            model_name='OutboxMessage',
            name='bounced_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='OutboxMessage',
            name='copies',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='OutboxMessage',
            name='lane',
            field=fields.CharField(default='mail', db_default='mail', max_length=10),
        ),
        ops.AddIndex(
            model_name='OutboxMessage',
            index=WaitingIndex(fields=['lane', 'due_at']),
        ),
        ops.AddField(
            model_name='Recipient',
            name='bounce_code',
            field=fields.CharField(null=True, max_length=20),
        ),
        ops.AddField(
            model_name='Recipient',
            name='bounced_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]

"""Who is signed in to the panel: a row a browser, tied to an address and, when they said so, to a person's name."""

from tortoise import fields
from tortoise.models import Model


class PanelSession(Model):
    id = fields.UUIDField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    address = fields.CharField(max_length=254, db_index=True)
    name = fields.CharField(max_length=120)  # empty: whoever sits at that mailbox
    device = fields.CharField(max_length=80)
    own_machine = fields.BooleanField()
    device_hash = fields.CharField(max_length=64, null=True)  # of one's own machine: it is known the next time
    created_at = fields.DatetimeField()
    last_seen_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "panel_session"

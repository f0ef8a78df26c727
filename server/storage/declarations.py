"""Declarations and their recipients: one recipient an address, one link each."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage.people import Person


class Declaration(Model):
    id = fields.UUIDField(primary_key=True)
    apprentice: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "logbog.Person", on_delete=fields.RESTRICT, db_index=True
    )
    edition = fields.CharField(max_length=80)
    specialisation = fields.CharField(max_length=80)
    status = fields.CharField(max_length=12)
    revision = fields.BigIntField()
    created_at = fields.DatetimeField()
    requested_at = fields.DatetimeField(null=True)
    submitted_at = fields.DatetimeField(null=True)
    releases_at = fields.DatetimeField(null=True)  # while it can be taken back
    withdrawn_at = fields.DatetimeField(null=True)
    withdrawn_reason = fields.CharField(max_length=20, null=True)
    discarded_at = fields.DatetimeField(null=True)  # a draft its apprentice threw away; 30 days to bring it back
    awaiting_since = fields.DatetimeField(null=True)  # filled in at another door than the mailed link, to be confirmed
    awaiting_door = fields.CharField(max_length=20, null=True)
    awaiting_recipient = fields.UUIDField(null=True)
    summons_id = fields.UUIDField(null=True)  # the call-up whose code the apprentice typed
    talk_until = fields.DatetimeField(null=True)  # until then the apprentice may see the supervisor's draft

    apprentice_id: UUID

    class Meta:
        table = "declaration"
        indexes = (("releases_at",), ("status", "requested_at"), ("summons_id",))


class Recipient(Model):
    id = fields.UUIDField(primary_key=True)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT
    )
    address = fields.CharField(max_length=254)
    name = fields.CharField(max_length=120)
    roles = fields.CharField(max_length=120)  # words of domain.recipients.Role with a blank between
    public_id = fields.CharField(max_length=32, unique=True)
    link_generation = fields.IntField()
    has_pen = fields.BooleanField()
    opened_at = fields.DatetimeField(null=True)
    removed_at = fields.DatetimeField(null=True)
    declined_at = fields.DatetimeField(null=True)
    declined_reason = fields.CharField(max_length=20, null=True)  # of domain.declining.REASONS
    declined_text = fields.TextField(null=True)
    read_at = fields.DatetimeField(null=True)  # "Markér som læst", by whoever handles it there; never a mere visit
    read_by = fields.CharField(max_length=120, null=True)
    read_version = fields.IntField(null=True)  # the sealed version that was read
    bounced_at = fields.DatetimeField(null=True)  # a mail came back: no more is sent until somebody mends it
    bounce_code = fields.CharField(max_length=20, null=True)
    school_id = fields.UUIDField(null=True)  # whose verified domain the address of a school's contact is
    confirmed_at = fields.DatetimeField(null=True)  # the apprentice said that an unknown school address is right
    created_at = fields.DatetimeField()
    asked_at = fields.DatetimeField(null=True)  # asked anew after that: came back, or was handed the pen

    declaration_id: UUID

    class Meta:
        table = "recipient"
        unique_together = (("declaration", "address"),)
        indexes = (("address",), ("school_id",))

    def role_list(self) -> list[str]:
        return self.roles.split()


class Visitor(Model):
    id = fields.UUIDField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()

    class Meta:
        table = "visitor"


class Grant(Model):
    id = fields.UUIDField(primary_key=True)
    visitor: fields.ForeignKeyRelation[Visitor] = fields.ForeignKeyField("logbog.Visitor", on_delete=fields.CASCADE)
    recipient: fields.ForeignKeyRelation[Recipient] = fields.ForeignKeyField(
        "logbog.Recipient", on_delete=fields.CASCADE, db_index=True
    )
    generation = fields.IntField()  # the link's generation it was opened with; a newer link makes it void
    door = fields.CharField(max_length=20, db_default="mail_link")  # of server.domain.doors
    closes_at = fields.DatetimeField(null=True)  # of a phone that was handed over; moves with every touch
    closed_at = fields.DatetimeField(null=True)
    panel_session_id = fields.UUIDField(null=True)  # that let it in: what that session's end takes along
    created_at = fields.DatetimeField()

    recipient_id: UUID
    visitor_id: UUID

    class Meta:
        table = "grant_held"
        unique_together = (("visitor", "recipient"),)
        indexes = (("panel_session_id",),)

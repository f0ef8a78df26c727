"""What an apprentice says to a sealed version: agreed, a comment, or please open it again. Nothing sealed changes."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage.declarations import Declaration
from server.storage.sealed import SealedVersion


class DeclarationReply(Model):
    # Stands beside the version for all who may see it.
    id = fields.UUIDField(primary_key=True)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT, db_index=True
    )
    version: fields.ForeignKeyRelation[SealedVersion] = fields.ForeignKeyField(
        "logbog.SealedVersion", on_delete=fields.RESTRICT
    )
    kind = fields.CharField(max_length=10)  # agree or comment
    text = fields.TextField()
    replied_at = fields.DatetimeField()

    declaration_id: UUID
    version_id: UUID

    class Meta:
        table = "declaration_reply"


class CorrectionAsk(Model):
    # For the workplace alone.
    id = fields.UUIDField(primary_key=True)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT, db_index=True
    )
    version: fields.ForeignKeyRelation[SealedVersion] = fields.ForeignKeyField(
        "logbog.SealedVersion", on_delete=fields.RESTRICT
    )
    text = fields.TextField()
    asked_at = fields.DatetimeField()

    declaration_id: UUID
    version_id: UUID

    class Meta:
        table = "correction_ask"

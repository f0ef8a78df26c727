"""Sealed versions: rows that triggers keep from ever changing (server/storage/seal_triggers.py)."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage.declarations import Declaration


class SealedVersion(Model):
    id = fields.UUIDField(primary_key=True)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT
    )
    number = fields.IntField()
    previous_digest = fields.CharField(max_length=64)
    content_digest = fields.CharField(max_length=64)
    digest = fields.CharField(max_length=64)
    sealed_at = fields.DatetimeField()

    declaration_id: UUID

    class Meta:
        table = "sealed_version"
        unique_together = (("declaration", "number"),)


class SealedContent(Model):
    id = fields.UUIDField(primary_key=True)
    version: fields.OneToOneRelation[SealedVersion] = fields.OneToOneField(
        "logbog.SealedVersion", on_delete=fields.RESTRICT
    )
    salt = fields.CharField(max_length=64)
    payload = fields.TextField()  # the exact text that was hashed

    version_id: UUID

    class Meta:
        table = "sealed_content"


class Erasure(Model):
    id = fields.UUIDField(primary_key=True)
    version: fields.OneToOneRelation[SealedVersion] = fields.OneToOneField(
        "logbog.SealedVersion", on_delete=fields.RESTRICT
    )
    reason = fields.CharField(max_length=40)
    erased_at = fields.DatetimeField()

    version_id: UUID

    class Meta:
        table = "erasure"


async def latest(declaration_id: UUID) -> SealedVersion | None:
    return await SealedVersion.filter(declaration_id=declaration_id).order_by("-number").first()


async def content(version_id: UUID) -> SealedContent | None:
    """What was sealed, or None once it is erased."""
    return await SealedContent.get_or_none(version_id=version_id)

"""Sealed versions: rows that triggers keep from ever changing (server/storage/seal_triggers.py)."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from server.storage import plain_reads
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
        indexes = (("digest",),)


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


class TakeBack(Model):
    # The version was pulled back before anybody was mailed: it stays in the chain, and counts for nobody.
    id = fields.UUIDField(primary_key=True)
    version: fields.OneToOneRelation[SealedVersion] = fields.OneToOneField(
        "logbog.SealedVersion", related_name="take_back", on_delete=fields.RESTRICT
    )
    recipient_id = fields.UUIDField()
    taken_back_at = fields.DatetimeField()

    version_id: UUID

    class Meta:
        table = "take_back"


async def latest(declaration_id: UUID) -> SealedVersion | None:
    """The end of the chain, also when it was taken back."""
    return await SealedVersion.filter(declaration_id=declaration_id).order_by("-number").first()


async def content(version_id: UUID) -> SealedContent | None:
    """What was sealed, or None once it is erased."""
    return await SealedContent.get_or_none(version_id=version_id)


async def standing(declaration_ids: Iterable[UUID]) -> Mapping[UUID, list[SealedVersion]]:
    """What was not taken back, in the order of the chain: what people call version 1 is the first of them.

    One statement, with each version's declaration: a status read a moment later might already tell another story.
    """
    rows = SealedVersion.filter(declaration_id__in=list(declaration_ids), take_back__id__isnull=True)
    found: dict[UUID, list[SealedVersion]] = defaultdict(list)
    for version in await rows.select_related("declaration").order_by("number"):
        found[version.declaration_id].append(version)
    return found


async def sender(version_id: UUID) -> str | None:
    """The address whose link it was sent from, or None once its content is erased."""
    found = await content(version_id)
    return str(json.loads(found.payload)["supervisor"]["address"]) if found else None


def released(standing: list[SealedVersion]) -> list[SealedVersion]:
    """Those that are out: all but what can still be taken back."""
    waits = bool(standing) and standing[-1].declaration.status == "releasing"
    return standing[:-1] if waits else standing


async def newest(declaration_id: UUID) -> tuple[SealedVersion, int] | None:
    """The newest that is out, and its number as people count."""
    out = released((await standing([declaration_id]))[declaration_id])
    return (out[-1], len(out)) if out else None


# As `released`, of one version: all that stands but the newest of a declaration that can still be taken back.
OUT = """
    SELECT 1 FROM sealed_version version JOIN declaration ON declaration.id = version.declaration_id
    WHERE version.digest = {0}
      AND NOT EXISTS (SELECT 1 FROM take_back WHERE take_back.version_id = version.id)
      AND (declaration.status <> 'releasing' OR EXISTS (
        SELECT 1 FROM sealed_version later
        WHERE later.declaration_id = version.declaration_id AND later.number > version.number
          AND NOT EXISTS (SELECT 1 FROM take_back WHERE take_back.version_id = later.id)))
"""


async def is_out(digest: str) -> bool:
    """Whether a version with that digest is out, whosever it is."""
    return await plain_reads.first(OUT, digest) is not None


async def readable(declaration_ids: Iterable[UUID]) -> set[UUID]:
    """Those whose newest version that is out has its content still."""
    out = {id: seen[-1].id for id, all in (await standing(declaration_ids)).items() if (seen := released(all))}
    rows = await SealedContent.filter(version_id__in=list(out.values())).values_list("version_id", flat=True)
    kept = {UUID(str(one)) for one in rows}
    return {id for id, version_id in out.items() if version_id in kept}

"""What is sealed stays: the database itself refuses, on both, except the one path of erasure."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from tortoise.connection import get_connections
from tortoise.exceptions import BaseORMException

from server.actions.erasure import erase
from server.domain import seal
from server.domain.refusal import NotFound
from server.seeding import load
from server.storage.sealed import Erasure, SealedContent, SealedVersion

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
async def sealed(open_database: str) -> SealedVersion:
    """One sealed version, made the way people make them."""
    await load(b"k" * 40, NOW)
    return await SealedVersion.all().first()


async def run(statement: str) -> Any:
    return await get_connections().get("default").execute_query(statement)


async def rows() -> list[Any]:
    return [await model.all().order_by("id").values() for model in (SealedVersion, SealedContent, Erasure)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sealed_version SET digest = 'x'",
        "UPDATE sealed_version SET number = number + 1",
        "UPDATE sealed_content SET payload = '{}'",
        "UPDATE sealed_content SET salt = ''",
        "DELETE FROM sealed_content",
        "DELETE FROM sealed_version",
    ],
)
async def test_the_database_refuses(sealed: SealedVersion, statement: str) -> None:
    before = await rows()
    with pytest.raises(BaseORMException, match="sealed"):
        await run(statement)
    assert await rows() == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_replacing_a_row_is_refused_too(sealed: SealedVersion) -> None:
    before = await rows()
    for statement in (
        "INSERT OR REPLACE INTO sealed_content SELECT * FROM sealed_content",
        "INSERT OR REPLACE INTO sealed_version SELECT * FROM sealed_version",
    ):
        with pytest.raises(BaseORMException, match="sealed"):
            await run(statement)
    assert await rows() == before


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.parametrize("table", ["sealed_version", "sealed_content", "erasure"])
async def test_truncating_is_refused_too(sealed: SealedVersion, table: str) -> None:
    with pytest.raises(BaseORMException, match="sealed"):
        await run(f"TRUNCATE {table} CASCADE")


async def test_erasure_takes_payload_and_salt_and_leaves_the_rest(sealed: SealedVersion) -> None:
    await erase(sealed.id, "asked", now=NOW)
    await erase(sealed.id, "asked", now=NOW)
    left = await SealedVersion.get(id=sealed.id)
    assert (left.digest, left.number, left.sealed_at) == (sealed.digest, sealed.number, sealed.sealed_at)
    assert not await SealedContent.exists(version_id=sealed.id)
    assert (await Erasure.get(version_id=sealed.id)).erased_at == NOW
    chained = seal.version_digest(left.previous_digest, str(left.declaration_id), left.number, left.content_digest)
    assert chained == left.digest
    for statement in ("DELETE FROM erasure", "UPDATE erasure SET reason = 'x'", "DELETE FROM sealed_version"):
        with pytest.raises(BaseORMException, match="sealed"):
            await run(statement)


async def test_erasing_one_version_opens_no_other(sealed: SealedVersion) -> None:
    other = SealedVersion(
        id=uuid4(), declaration_id=sealed.declaration_id, number=9, previous_digest=sealed.digest,
        content_digest="c", digest="d", sealed_at=NOW,
    )  # fmt: skip
    await other.save(force_create=True)
    await SealedContent(id=uuid4(), version_id=other.id, salt="s", payload="{}").save(force_create=True)
    await erase(sealed.id, "asked", now=NOW)
    with pytest.raises(BaseORMException, match="sealed"):
        await run("DELETE FROM sealed_content")
    assert await SealedContent.exists(version_id=other.id)


async def test_what_is_not_there_cannot_be_erased(open_database: str) -> None:
    with pytest.raises(NotFound):
        await erase(uuid4(), "asked", now=NOW)

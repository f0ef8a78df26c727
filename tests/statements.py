"""How many SQL statements something takes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tortoise.connection import get_connections


@asynccontextmanager
async def on_sqlite() -> AsyncIterator[list[str]]:
    """Every statement that SQLite itself runs meanwhile, BEGIN and COMMIT too, whoever asks for it."""
    seen: list[str] = []
    connection = get_connections().get("default")._connection  # Tortoise's own way tells of no transaction
    await connection.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        await connection.set_trace_callback(None)


async def counted(work: Callable[[], Awaitable[Any]]) -> int:
    """On both databases; what the worker does meanwhile is not counted."""
    client, mine, asked = get_connections().get("default"), asyncio.current_task(), []
    execute = client.execute_query

    async def counting(query: str, *values: Any) -> Any:
        if asyncio.current_task() is mine:
            asked.append(query)
        return await execute(query, *values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "execute_query", counting)
        await work()
    return len(asked)

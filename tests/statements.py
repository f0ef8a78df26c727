"""How many SQL statements something takes; what the worker does meanwhile is not counted."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from tortoise.connection import get_connections


async def counted(work: Callable[[], Awaitable[Any]]) -> int:
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

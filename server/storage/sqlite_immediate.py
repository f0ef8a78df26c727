"""Tortoise's SQLite client with transactions that take the write lock when they begin.

A deferred transaction that reads first and writes later fails at once with "database is locked" when another
process wrote in between; BEGIN IMMEDIATE waits its turn instead (docs/decisions/0003).
"""

import sqlite3
from types import TracebackType
from typing import Any

from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError


class ImmediateTransaction(SqliteTransactionWrapper):
    async def begin(self) -> None:
        try:
            await self._connection.commit()
            await self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error


class ImmediateContext(SqliteTransactionContext):
    async def __aenter__(self) -> Any:
        await self._trxlock.acquire()
        try:
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            self._trxlock.release()  # the stock context keeps it, and every later query would wait for ever
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        return self.connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, error, trace)


class ImmediateClient(SqliteClient):
    def _in_transaction(self) -> ImmediateContext:
        return ImmediateContext(ImmediateTransaction(self), self._lock)


client_class = ImmediateClient

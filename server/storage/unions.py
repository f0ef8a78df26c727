"""What stands in any of several queries, as one subquery: a UNION is read by indexes, an OR is not."""

from typing import Any

from pypika_tortoise.context import SqlContext
from pypika_tortoise.enums import Dialects
from tortoise.expressions import Subquery
from tortoise.queryset import AwaitableQuery


class Union(Subquery):
    def __init__(self, first: AwaitableQuery[Any], *others: AwaitableQuery[Any]) -> None:
        super().__init__(first)
        self.parts = [Subquery(first), *(Subquery(one) for one in others)]

    def get_sql(self, ctx: SqlContext) -> str:
        found = " UNION ".join(part.get_sql(ctx.copy(subquery=False)) for part in self.parts)
        # PostgreSQL would rather read a whole table than look up some thousand rows; an array it looks up one by one.
        return f"(SELECT unnest(ARRAY({found})))" if ctx.dialect == Dialects.POSTGRESQL else f"({found})"

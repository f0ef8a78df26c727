"""What stands in any of several queries, as one subquery: a UNION is read by indexes, an OR is not."""

from pypika_tortoise.context import SqlContext
from tortoise.expressions import Subquery
from tortoise.queryset import AwaitableQuery


class Union(Subquery):
    def __init__(self, first: AwaitableQuery, *others: AwaitableQuery) -> None:  # type: ignore[type-arg]
        super().__init__(first)
        self.parts = [Subquery(first), *(Subquery(one) for one in others)]

    def get_sql(self, ctx: SqlContext) -> str:
        return f"({' UNION '.join(part.get_sql(ctx.copy(subquery=False)) for part in self.parts)})"

"""The server's sequence: which declaration of whom changed, in the order in which the changes were committed.

The counter row is raised as the last thing in a transaction. Its lock makes number order equal commit order, so
a phone that has read number N never misses a smaller one (docs/decisions/0004).
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from tortoise import fields
from tortoise.connection import get_connections
from tortoise.models import Model

from server.storage import listed

AT_ONCE = 1000  # rows


class ChangeCounter(Model):
    id = fields.IntField(primary_key=True, generated=False)
    number = fields.BigIntField()

    class Meta:
        table = "change_counter"


class Change(Model):
    number = fields.BigIntField(primary_key=True, generated=False)
    person_id = fields.UUIDField()
    declaration_id = fields.UUIDField(null=True)  # null: the profile

    class Meta:
        table = "change"
        indexes = (("person_id", "number"),)


async def note(person_id: UUID, declaration_ids: Iterable[UUID | None]) -> int:
    """Tells the person's phones what changed; the newest number. Call it last: it holds the counter until commit.

    What lists show of them is written anew, since every change goes through this place; and after the counter, so that
    of two deeds at once the later one reads what the first committed.
    """
    wanted = list(declaration_ids)
    newest = await _tell([(person_id, one) for one in wanted])
    await listed.refresh(await listed.of_person(person_id) if None in wanted else [one for one in wanted if one])
    return newest


async def note_readers(whose: Iterable[tuple[UUID, UUID]]) -> None:
    """Person and declaration of each about which something changed that no list shows: who reads it, a reminder. Call
    it last, as `note`."""
    if wanted := list(whose):
        await _tell(wanted)


async def _tell(whose: Sequence[tuple[UUID, UUID | None]]) -> int:
    client = get_connections().get("default")
    raised = f"UPDATE change_counter SET number = number + {len(whose)} WHERE id = 1 RETURNING number"  # noqa: S608
    first = (await client.execute_query_dict(raised))[0]["number"] - len(whose) + 1
    rows = [Change(number=first + i, person_id=by, declaration_id=key) for i, (by, key) in enumerate(whose)]
    await Change.bulk_create(rows, batch_size=AT_ONCE)
    return int(rows[-1].number)

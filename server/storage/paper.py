"""Who types in what was filled in on paper: one row a mailbox and declaration; answers name the row they came by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID, uuid4

from tortoise import fields
from tortoise.models import Model

from server.domain.typing_in import Side
from server.storage.answers import Answer, AnswerOperation
from server.storage.declarations import Declaration
from server.storage.receipts import Receipt

REFUSED = "refuse_typed"  # the deed of a no, as its receipt calls it


class PaperTyping(Model):
    id = fields.UUIDField(primary_key=True)
    declaration: fields.ForeignKeyRelation[Declaration] = fields.ForeignKeyField(
        "logbog.Declaration", on_delete=fields.RESTRICT, db_index=True
    )
    address = fields.CharField(max_length=254)  # is told to nobody but the one who confirms
    name = fields.CharField(max_length=120)
    side = fields.CharField(max_length=10)  # of domain.typing_in.Side
    begun_at = fields.DatetimeField()
    asked_at = fields.DatetimeField(null=True)  # the workplace was asked to confirm
    refused_at = fields.DatetimeField(null=True)  # and said that it is not what stands on the paper
    refused_text = fields.TextField(null=True)

    declaration_id: UUID

    class Meta:
        table = "paper_typing"
        unique_together = (("declaration", "address"),)


@dataclass(frozen=True)
class Hand:
    """Who an answer that stands came by: somebody who typed it in, or None from a screen; and its revision."""

    typing: PaperTyping | None
    revision: int

    @property
    def side(self) -> Side | None:
        return cast(Side, self.typing.side) if self.typing else None


async def hands(declaration_id: UUID) -> dict[str, Hand]:
    """By field, of every answer of the supervisor's that stands."""
    return await _hands(declaration_id, await PaperTyping.filter(declaration_id=declaration_id))


async def _hands(declaration_id: UUID, typings: list[PaperTyping]) -> dict[str, Hand]:
    known = {row.id: row for row in typings}
    typed = AnswerOperation.filter(declaration_id=declaration_id, outcome="applied", typing_id__isnull=False)
    came = await typed.values_list("field", "revision", "typing_id") if known else []
    by = {(field, revision): id for field, revision, id in came}
    answers = Answer.filter(declaration_id=declaration_id, field__startswith="supervisor.").exclude(value="null")
    standing = await answers.values_list("field", "revision")
    return {
        field: Hand(known[by[field, revision]] if (field, revision) in by else None, revision)
        for field, revision in standing
    }


async def sides(declaration_id: UUID) -> dict[str, Side | None]:
    """By field which side typed its answer in; None: it came from a screen."""
    return {field: hand.side for field, hand in (await hands(declaration_id)).items()}


async def typed_by(declaration_id: UUID) -> PaperTyping | None:
    """Who typed in the newest of the answers that stand; None when nothing that stands came from paper."""
    typings = await PaperTyping.filter(declaration_id=declaration_id)
    hands = await _hands(declaration_id, typings) if typings else {}  # most were never on paper
    found = [hand for hand in hands.values() if hand.typing]
    return max(found, key=lambda hand: hand.revision).typing if found else None


async def begin(declaration: Declaration, address: str, name: str, side: Side, now: datetime) -> PaperTyping:
    """The row of a mailbox, by the name of who sits there now."""
    fresh = {"id": uuid4(), "name": name, "side": side, "begun_at": now}
    row, new = await PaperTyping.get_or_create(defaults=fresh, declaration_id=declaration.id, address=address)
    if not new and (row.name, row.side) != (name, side):
        row.name, row.side = name, side
        await row.save(update_fields=["name", "side"])
    return row


async def of(declaration_id: UUID, address: str) -> PaperTyping | None:
    return await PaperTyping.get_or_none(declaration_id=declaration_id, address=address)


async def note_asked(typing: PaperTyping, now: datetime) -> None:
    """The workplace was asked anew: what it said before was about other answers."""
    await PaperTyping.filter(id=typing.id).update(asked_at=now, refused_at=None, refused_text=None)


async def newest(declaration_ids: Iterable[UUID]) -> dict[UUID, PaperTyping]:
    """Of each declaration the one that asked last, or else began last."""
    rows = await PaperTyping.filter(declaration_id__in=list(declaration_ids))
    return {row.declaration_id: row for row in sorted(rows, key=lambda row: row.asked_at or row.begun_at)}


async def to_mend(declarations: Iterable[Declaration]) -> dict[UUID, Side]:
    """The side that is to mend what it typed in, of each declaration where the workplace said no to it and has not
    answered on a screen since."""
    open_ones = [one.id for one in declarations if one.status == "requested" and one.awaiting_since is None]
    refused = {id: row for id, row in (await newest(open_ones)).items() if row.refused_at}
    if not refused:
        return {}
    screens = AnswerOperation.filter(
        declaration_id__in=list(refused), author="supervisor", outcome="applied", typing_id__isnull=True
    )
    since = {id for id, at in await screens.values_list("declaration_id", "received_at") if at > refused[id].refused_at}
    return {id: cast(Side, row.side) for id, row in refused.items() if id not in since}


async def mended(declaration_id: UUID) -> set[str] | None:
    """The fields that were typed anew after the workplace's newest no; None when it never said no."""
    last = await Receipt.filter(declaration_id=declaration_id, deed=REFUSED).order_by("-done_at").first()
    if last is None:
        return None
    typed = AnswerOperation.filter(
        declaration_id=declaration_id, outcome="applied", typing_id__isnull=False, received_at__gt=last.done_at
    )
    return {field for (field,) in await typed.values_list("field")}

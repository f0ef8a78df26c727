"""Typing in what was filled in on paper: into the same draft, field by field, marked by whose hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from server.domain import declarations, doors, texts, typing_in
from server.domain.answers import NAME
from server.domain.moments import iso
from server.domain.operations import Device, Operation, Result
from server.domain.refusal import FieldProblem, InputInvalid
from server.domain.roles import Reader
from server.storage import answers, editions, intake, paper, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration
from server.storage.intake import Writer


@dataclass(frozen=True)
class Sheet:
    """What somebody read off a sheet of paper: who types, the revision their page showed, and every field of it. What
    stands on no sheet is left out."""

    typist: str
    seen: int
    values: Mapping[str, Any]


async def type_in(reader: Reader, declaration_id: UUID, sheet: Sheet, *, now: datetime) -> list[FieldProblem]:
    """Saves what is new on it. What lost: `typed_moved` to somebody of the same side, who shall look again, and
    `typed_elsewhere` to an answer from a screen, beside which it is kept for those who gave it."""
    async with transaction():
        declaration = await visible.declaration_for(reader, declaration_id, lock=True)
        side = await visible.types_in_as(reader, declaration)
        declarations.demand("type_in", declaration.status)
        hands = await paper.sides(declaration.id)
        typing_in.demand_free(hands, side)
        _demand_name(sheet.typist)
        typing = await paper.begin(declaration, reader.address, texts.tidy(sheet.typist), side, now)
        device = Device("panel", typing.name[:80])
        writer = Writer("supervisor", device, door=doors.PAPER, typing_id=typing.id)
        others = typing_in.elsewhere(hands, side)
        operations = await _operations(declaration, sheet, others, now)
        _, results = await intake.take(declaration, writer, operations, now)
        return [
            FieldProblem(operation.field, problem)
            for operation, result in zip(operations, results, strict=True)
            if (problem := _lost(result, operation.field in others))
        ]


def _demand_name(typist: str) -> None:
    code = texts.problem(typist, NAME) or (None if typist.strip() else "your_name_missing")
    if code:
        raise InputInvalid([FieldProblem("typist", code)])


async def _operations(declaration: Declaration, sheet: Sheet, others: set[str], now: datetime) -> list[Operation]:
    """Only of what was typed: a field as the page showed it says nothing. `base`: what the page showed."""
    edition = await editions.get(declaration.edition)
    asked = typing_in.fields(edition, declaration.specialisation) if edition else []
    standing, made = await answers.current(declaration.id), []
    for field in (field for field in asked if field in sheet.values):
        value = sheet.values[field]
        current, revision = standing.get(field, (None, 0))
        before = current if revision <= sheet.seen else await answers.value_at(declaration.id, field, sheet.seen)
        suggested, _ = standing.get(field.replace("supervisor.", "self.", 1), (None, 0))
        if field in others and revision <= sheet.seen:
            continue  # the page showed that it is answered elsewhere, and not what: nobody types over that
        if typing_in.is_typed(value, before, suggested):
            base = revision if revision <= sheet.seen else min(sheet.seen, revision - 1)
            made.append(Operation(uuid4(), field, value, base, 1, iso(now)))
    return made


def _lost(result: Result, elsewhere: bool) -> str | None:
    """Whether the same was answered elsewhere is not told: it would tell what was."""
    if result.outcome == "rejected":
        return result.code
    if elsewhere:
        return "typed_elsewhere"
    return "typed_moved" if result.outcome == "conflict" else None

"""Operations on their way into a draft, in the order they arrive: compare-and-set per field, losers kept
(offline.md 2.3)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain import answers as rules
from server.domain import declarations, seal, summonses, texts
from server.domain.answers import Decision, Owner
from server.domain.catalogue import Edition
from server.domain.operations import LOST, Device, Operation, Result, Standing
from server.domain.refusal import NotFound
from server.storage import answers as stored
from server.storage import calling_up, changes, editions
from server.storage.answers import Answer, AnswerOperation
from server.storage.database import transaction
from server.storage.declarations import Declaration, Recipient

LARGEST_UNPLACED = 20_000


@dataclass(frozen=True)
class Writer:
    """Who sends the operations: an apprentice, or a recipient who may fill in, and from which device."""

    owner: Owner
    device: Device
    recipient_id: UUID | None = None
    door: str | None = None
    typing_id: UUID | None = None


async def take(
    declaration: Declaration, writer: Writer, operations: list[Operation], now: datetime
) -> tuple[int, list[Result]]:
    """The declaration's revision afterwards, and a result per operation. In a transaction that holds the row."""
    edition = await editions.get(declaration.edition)
    if edition is None:
        raise NotFound
    intake = Intake(declaration, edition, writer, now)
    await intake.read(operations)
    before = declaration.revision
    results = [await intake.take_one(operation) for operation in operations]
    if declaration.revision != before:
        await declaration.save(update_fields=["revision"])
    # After the whole batch: what was typed without a network stands, whether before the code or after it.
    tied = _code_came(declaration, operations, results) and await calling_up.tie(declaration, intake.values(), now)
    if declaration.revision != before or tied or any(result.outcome == "late" for result in results):
        await changes.note(declaration.apprentice_id, [declaration.id])
    return declaration.revision, results


def _code_came(declaration: Declaration, operations: list[Operation], results: list[Result]) -> bool:
    """A call-up's code is new, was changed or cleared, or was sent again while it led nowhere."""
    outcomes = {r.outcome for o, r in zip(operations, results, strict=True) if o.field == summonses.CODE}
    return "applied" in outcomes or ("duplicate" in outcomes and declaration.summons_id is None)


def _unplaceable(value: Any) -> str | None:
    """Why a value that only a later version understands cannot even be kept."""
    if not texts.storable(value):
        return "text_hidden_characters"
    return "text_too_long" if len(json.dumps(value)) > LARGEST_UNPLACED else None


class Intake:
    """One batch on its way in: what stands, what was seen before, and the declaration's counter."""

    def __init__(self, declaration: Declaration, edition: Edition, writer: Writer, now: datetime) -> None:
        self.declaration, self.edition, self.writer, self.now = declaration, edition, writer, now
        self.current: dict[str, tuple[Any, int]] = {}
        self.seen: dict[UUID, AnswerOperation] = {}

    async def read(self, operations: list[Operation]) -> None:
        self.current = await stored.current(self.declaration.id)
        ids = {operation.id for operation in operations} | {
            operation.base for operation in operations if isinstance(operation.base, UUID)
        }
        self.seen = {row.id: row for row in await AnswerOperation.filter(id__in=list(ids))}

    def values(self) -> dict[str, Any]:
        """Every field's value by now."""
        return {field: value for field, (value, _) in self.current.items()}

    async def take_one(self, operation: Operation) -> Result:
        """One operation in a savepoint of its own, so that a bad one spoils no other."""
        revision = self.declaration.revision
        try:
            async with transaction():
                return await self._judge(operation)
        except Exception:  # whatever it was goes on; the savepoint is undone, so is the counter
            self.declaration.revision = revision
            raise

    async def _judge(self, operation: Operation) -> Result:
        if operation.id in self.seen:
            return await self._repeated(operation, self.seen[operation.id])
        refused = self._refused(operation)
        if refused:
            return Result(operation.id, "rejected", 0, refused)
        if not rules.known(operation.field, self.edition, self.declaration.specialisation):
            return await self._keep(operation, Decision("unplaced"), 0)
        standing, revision = self.current.get(operation.field, (None, 0))
        decision = rules.decide(
            closed=declarations.closed_to(self.writer.owner, self.declaration.status),
            base=self._base(operation),
            current_revision=revision,
            same_value=seal.same(standing, operation.value),
        )
        if decision.outcome != "applied":
            return await self._keep(operation, decision, revision)
        return await self._apply(operation)

    def _refused(self, operation: Operation) -> str | None:
        """The code of why this will never do. It leaves no row: a mended one may come under the same id."""
        if self.declaration.discarded_at:
            return "discarded"
        owner = rules.owner(operation.field)
        if owner is None:
            return "field_unknown"
        if owner != self.writer.owner:
            return "not_yours"
        if not rules.known(operation.field, self.edition, self.declaration.specialisation):
            return _unplaceable(operation.value)
        return rules.problem(operation.field, operation.value, self.edition)

    async def _repeated(self, operation: Operation, row: AnswerOperation) -> Result:
        if row.declaration_id != self.declaration.id or row.fingerprint != operation.fingerprint():
            return Result(operation.id, "rejected", 0, "id_reused")
        outcome = "duplicate" if row.outcome == "applied" else row.outcome
        current = await self._standing(row.field) if row.outcome in LOST else None
        return Result(operation.id, outcome, row.revision, current=current)

    async def _standing(self, field: str) -> Standing:
        value, revision = self.current.get(field, (None, 0))
        row = await stored.behind(self.declaration.id, field, revision)
        if row is None:
            return Standing(value, revision)
        by = await Recipient.get_or_none(id=row.recipient_id) if row.recipient_id else None
        return Standing(value, revision, by.name if by else "", row.device_name or "", row.received_at)

    def _base(self, operation: Operation) -> int | None:
        if isinstance(operation.base, int):
            return operation.base
        earlier = self.seen.get(operation.base)
        mine = earlier is not None and earlier.declaration_id == self.declaration.id
        return earlier.revision if earlier and mine and earlier.outcome in ("applied", "duplicate") else None

    async def _keep(self, operation: Operation, decision: Decision, revision: int) -> Result:
        await self._remember(operation, decision.outcome, revision)
        current = await self._standing(operation.field) if decision.outcome in LOST else None
        return Result(operation.id, decision.outcome, revision, decision.code, current)

    async def _apply(self, operation: Operation) -> Result:
        self.declaration.revision += 1
        revision = self.declaration.revision
        value = json.dumps(operation.value, ensure_ascii=False)
        if operation.field in self.current:
            rows = Answer.filter(declaration_id=self.declaration.id, field=operation.field)
            await rows.update(value=value, revision=revision)
        else:
            row = Answer(declaration_id=self.declaration.id, field=operation.field, value=value, revision=revision)
            await row.save(force_create=True)
        await self._remember(operation, "applied", revision)
        self.current[operation.field] = (operation.value, revision)
        return Result(operation.id, "applied", revision)

    async def _remember(self, operation: Operation, outcome: str, revision: int) -> None:
        row = AnswerOperation(
            id=operation.id,
            declaration_id=self.declaration.id,
            field=operation.field,
            value=json.dumps(operation.value, ensure_ascii=False),
            fingerprint=operation.fingerprint(),
            author=self.writer.owner,
            recipient_id=self.writer.recipient_id,
            door=self.writer.door,
            typing_id=self.writer.typing_id,
            device=self.writer.device.id,
            device_name=self.writer.device.name,
            base=operation.base if isinstance(operation.base, int) else None,
            form_version=operation.form_version,
            typed_at=operation.typed_at,
            received_at=self.now,
            revision=revision,
            outcome=outcome,
        )
        await row.save(force_create=True)
        self.seen[operation.id] = row

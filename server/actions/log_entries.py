"""Taking in the running log: an entry is compared and set as a whole, and the losing text is kept (offline.md 2.3)."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from server.domain import log_entries as rules
from server.domain import seal, texts
from server.domain.answers import decide
from server.domain.operations import LOST, Device, Operation, Result, Standing
from server.storage import changes
from server.storage.database import transaction
from server.storage.log_entries import LogEntry, LogOperation
from server.storage.people import Person


async def take(person_id: UUID, device: Device, operations: list[Operation], *, now: datetime) -> list[Result]:
    """A result per operation; an operation's field is the id of its entry."""
    async with transaction():
        await Person.filter(id=person_id).select_for_update().get()  # one phone of a person at a time
        ids = {operation.id for operation in operations} | {o.base for o in operations if isinstance(o.base, UUID)}
        intake = Intake(person_id, device, now)
        intake.seen = {row.id: row for row in await LogOperation.filter(id__in=list(ids))}
        results = [await intake.take_one(operation) for operation in operations]
        if any(result.outcome == "applied" for result in results):
            number = await changes.note(person_id, [None])
            applied = {
                operation.field
                for operation, result in zip(operations, results, strict=True)
                if result.outcome == "applied"
            }
            await LogEntry.filter(id__in=[UUID(field) for field in applied]).update(number=number)
        return results


class Intake:
    """One batch on its way in."""

    def __init__(self, person_id: UUID, device: Device, now: datetime) -> None:
        self.person_id, self.device, self.now = person_id, device, now
        self.seen: dict[UUID, LogOperation] = {}

    async def take_one(self, operation: Operation) -> Result:
        if operation.id in self.seen:
            return await self._repeated(operation, self.seen[operation.id])
        if not rules.UUID_FORM.fullmatch(operation.field):
            return Result(operation.id, "rejected", 0, "field_unknown")
        code = "text_hidden_characters" if not texts.storable(operation.value) else rules.problem(operation.value)
        if code:
            return Result(operation.id, "rejected", 0, code)
        entry = await LogEntry.get_or_none(id=UUID(operation.field))
        if entry and entry.person_id != self.person_id:
            return Result(operation.id, "rejected", 0, "not_yours")
        return await self._judge(operation, entry)

    async def _judge(self, operation: Operation, entry: LogEntry | None) -> Result:
        standing: Any = json.loads(entry.value) if entry else None
        revision = entry.revision if entry else 0
        decision = decide(
            closed=False,
            base=self._base(operation),
            current_revision=revision,
            same_value=entry is not None and seal.same(standing, operation.value),
        )
        if decision.outcome == "applied":
            revision += 1
            await self._apply(operation, revision, new=entry is None)
        await self._remember(operation, decision.outcome, revision)
        current = await self._standing(operation.field) if decision.outcome in LOST else None
        return Result(operation.id, decision.outcome, revision, decision.code, current)

    async def _apply(self, operation: Operation, revision: int, *, new: bool) -> None:
        shared = (operation.value or {}).get("shared_with")
        values = {
            "value": _json(operation.value),
            "revision": revision,
            "shared_with": UUID(shared) if shared else None,
        }
        if new:
            row = LogEntry(id=UUID(operation.field), person_id=self.person_id, number=0, **values)
            await row.save(force_create=True)
        else:
            await LogEntry.filter(id=UUID(operation.field)).update(**values)

    async def _repeated(self, operation: Operation, row: LogOperation) -> Result:
        if row.person_id != self.person_id or row.fingerprint != operation.fingerprint():
            return Result(operation.id, "rejected", 0, "id_reused")
        outcome = "duplicate" if row.outcome == "applied" else row.outcome
        current = await self._standing(operation.field) if row.outcome in LOST else None
        return Result(operation.id, outcome, row.revision, current=current)

    async def _standing(self, field: str) -> Standing:
        entry = await LogEntry.get(id=UUID(field))
        wrote = LogOperation.filter(entry_id=entry.id, revision=entry.revision, outcome="applied")
        by = await wrote.first()
        value = json.loads(entry.value)
        return Standing(value, entry.revision, "", by.device_name if by else "", by.received_at if by else None)

    def _base(self, operation: Operation) -> int | None:
        if isinstance(operation.base, int):
            return operation.base
        earlier = self.seen.get(operation.base)
        mine = earlier is not None and earlier.person_id == self.person_id
        return earlier.revision if earlier and mine and earlier.outcome in ("applied", "duplicate") else None

    async def _remember(self, operation: Operation, outcome: str, revision: int) -> None:
        row = LogOperation(
            id=operation.id,
            entry_id=UUID(operation.field),
            person_id=self.person_id,
            value=_json(operation.value),
            fingerprint=operation.fingerprint(),
            device=self.device.id,
            device_name=self.device.name,
            typed_at=operation.typed_at,
            received_at=self.now,
            revision=revision,
            outcome=outcome,
        )
        await row.save(force_create=True)
        self.seen[operation.id] = row


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

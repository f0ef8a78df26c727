"""What lists show and filter by, one plain row a declaration: taken from its answers whenever something changes.

`changes.note` calls `refresh` in the same transaction, so no deed can forget it. Rights are not in here: visible.py.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Subquery
from tortoise.models import Model

from server.domain import goals, texts
from server.domain.answers import day
from server.domain.stages import SEALED, stage
from server.storage import editions, sealed
from server.storage.answers import Answer
from server.storage.declarations import Declaration, Recipient

SHOWN = (
    "details.main_course", "details.school_class", "details.workplace_name", "details.workplace_cvr",
    "details.training_period_ends_on", "details.school_period_starts_on", "details.final_period",
)  # fmt: skip
AT_ONCE = 200


class Listed(Model):
    declaration_id = fields.UUIDField(primary_key=True)
    apprentice_id = fields.UUIDField(db_index=True)
    summons_id = fields.UUIDField(null=True)
    stage = fields.CharField(max_length=10)  # of domain.stages
    apprentice_name = fields.CharField(max_length=120)
    programme = fields.CharField(max_length=80)
    main_course = fields.IntField(null=True)
    final_period = fields.BooleanField()
    school_class = fields.CharField(max_length=80)
    workplace_name = fields.CharField(max_length=120)
    workplace_cvr = fields.CharField(max_length=20)
    training_period_ends_on = fields.DateField(null=True)
    school_period_starts_on = fields.DateField(null=True)
    required = fields.IntField()  # goals
    answered = fields.IntField()
    read_by = fields.CharField(max_length=120, null=True)
    read_at = fields.DatetimeField(null=True)
    search = fields.TextField()  # texts.searchable: name, class, workplace and its CVR number

    class Meta:
        table = "listed"
        # None by stage or date: without statistics SQLite would read everybody's by it.
        indexes = (("summons_id", "stage"),)


async def refresh(declaration_ids: Iterable[UUID]) -> None:
    """Writes the rows anew. A number of statements that does not grow with the declarations."""
    wanted = list(dict.fromkeys(declaration_ids))
    for start in range(0, len(wanted), AT_ONCE):
        await _refresh(wanted[start : start + AT_ONCE])


async def refresh_missing() -> int:
    """Rows for declarations that have none: made before there were lists. Returns how many."""
    known = Subquery(Listed.all().values("declaration_id"))
    ids = await Declaration.exclude(id__in=known).values_list("id", flat=True)
    await refresh(UUID(str(one)) for one in ids)
    return len(ids)


async def of_person(person_id: UUID) -> list[UUID]:
    return [UUID(str(one)) for one in await Declaration.filter(apprentice_id=person_id).values_list("id", flat=True)]


async def _refresh(ids: list[UUID]) -> None:
    declarations = await Declaration.filter(id__in=ids).select_related("apprentice")
    values = await _values(ids)
    sent = [one.id for one in declarations if one.status in SEALED]  # most deeds are of one that is not sent yet
    standing = await sealed.standing(sent) if sent else {}
    released = {id: len(out) for id, all in standing.items() if (out := sealed.released(all))}
    read = await _read(list(released)) if released else {}
    rows = []
    for one in declarations:
        reader = read.get((one.id, released.get(one.id, 0)))
        rows.append(await _row(one, values[one.id], one.id in released, reader))
    names = [name for name in Listed._meta.fields_map if name != "declaration_id"]
    await Listed.bulk_create(rows, on_conflict=["declaration_id"], update_fields=names)


async def _row(one: Declaration, values: Mapping[str, Any], released: bool, reader: Recipient | None) -> Listed:
    edition = await editions.get(one.edition)
    course = values.get("details.main_course")
    asked = goals.required(edition, one.specialisation, course) if edition and course else []
    name, workplace = one.apprentice.name or "", values.get("details.workplace_name") or ""
    school_class, cvr = values.get("details.school_class") or "", values.get("details.workplace_cvr") or ""
    at = stage(one.status, discarded=one.discarded_at is not None, released=released, read=reader is not None)
    asked_of = "" if at == "begun" else f"{workplace} {cvr}"  # nobody finds a draft by whom it may be sent to
    return Listed(
        declaration_id=one.id,
        apprentice_id=one.apprentice_id,
        summons_id=one.summons_id,
        stage=at,
        apprentice_name=name,
        programme=edition.programme if edition else "",
        main_course=course,
        final_period=values.get("details.final_period") is True,
        school_class=school_class,
        workplace_name=workplace,
        workplace_cvr=cvr,
        training_period_ends_on=day(values.get("details.training_period_ends_on")),
        school_period_starts_on=day(values.get("details.school_period_starts_on")),
        required=len(asked),
        answered=goals.answered(values, asked, "supervisor"),
        read_by=reader.read_by if reader else None,
        read_at=reader.read_at if reader else None,
        search=texts.searchable(f"{name} {school_class} {asked_of}"),
    )


async def _values(ids: list[UUID]) -> Mapping[UUID, dict[str, Any]]:
    found: dict[UUID, dict[str, Any]] = defaultdict(dict)
    rows = Answer.filter(declaration_id__in=ids).values_list("declaration_id", "field", "value")
    for declaration_id, field, value in await rows:
        if field in SHOWN or field.startswith("supervisor.goal."):
            found[declaration_id][field] = json.loads(value)
    return found


async def _read(ids: list[UUID]) -> dict[tuple[UUID, int], Recipient]:
    """Who at a school read which version, the newest word of each."""
    rows = Recipient.filter(declaration_id__in=ids, read_at__isnull=False).order_by("read_at")
    return {(row.declaration_id, row.read_version or 0): row for row in await rows if "school" in row.role_list()}

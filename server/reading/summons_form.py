"""The form of a call-up as it stands, and the declarations that were made with its code and say something else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server.domain import summonses as rules
from server.domain.roles import Reader
from server.reading.panel_summonses import GONE
from server.storage import visible
from server.storage.answers import Answer
from server.storage.listed import Listed
from server.storage.summonses import Expected

MOST_SHOWN = 200


@dataclass(frozen=True)
class Standing:
    """The form as it stands, the seal that tells whether it moved on, and the declarations that say otherwise."""

    written: dict[str, str]
    seal: str
    used: int
    otherwise: list[dict[str, Any]]


async def standing(reader: Reader, summons_id: UUID) -> Standing:
    """Raises NotFound."""
    row = await visible.summons(reader, summons_id)
    call_up = row.call_up(await Expected.filter(summons_id=summons_id))
    made = Listed.filter(summons_id=summons_id).exclude(stage=GONE)
    shown = await made.order_by("apprentice_name").limit(MOST_SHOWN)
    contacts = await _contacts([one.declaration_id for one in shown])
    told = [
        {"id": one.declaration_id, "name": one.apprentice_name, "stage": one.stage, "differs": differs}
        for one in shown
        if (differs := rules.differing(_details(one, contacts), row.details()))
    ]
    return Standing(call_up.written(), call_up.seal(), await made.count(), told)


def _details(one: Listed, contacts: Mapping[UUID, Any]) -> dict[str, Any]:
    ends, starts = one.training_period_ends_on, one.school_period_starts_on
    return {
        "details.main_course": one.main_course,
        "details.training_period_ends_on": ends.isoformat() if ends else None,
        "details.school_period_starts_on": starts.isoformat() if starts else None,
        "details.school_class": one.school_class,
        "details.school_contacts": contacts.get(one.declaration_id, []),
    }


async def _contacts(ids: list[UUID]) -> dict[UUID, Any]:
    rows = Answer.filter(declaration_id__in=ids, field="details.school_contacts").values_list("declaration_id", "value")
    return {UUID(str(id)): json.loads(value) or [] for id, value in await rows} if ids else {}

"""What is known for the final forms, made of the cast's answers."""

from typing import Any

from server.domain.levels import in_order
from server.reading.final_form import Known
from tests.cast import SPECIALISATION
from tests.documents import sealed
from tests.example import EDITION

PROFILE = {
    "name": "Åse Ærø", "address": "laerling@post.example", "programme": EDITION.programme,
    "specialisation": SPECIALISATION, "started_on": "2024-08-01",
}  # fmt: skip


def period(course: int, ends_on: str, workplace: str = "Snedkeriet Ærø", **answers: Any) -> dict[str, Any]:
    """A sealed period; `answers` as `sealed.version` takes them."""
    told = {"details__main_course": course, "details__training_period_ends_on": ends_on}
    return sealed.version(details__workplace_name=workplace, **told, **answers)["payload"]


def of(*payloads: dict[str, Any], own: bool = True, disputed: frozenset[str] = frozenset(), **profile: str) -> Known:
    return Known({**PROFILE, **profile}, EDITION, [dict(one) for one in in_order(payloads)], disputed, own)

"""What mails say of one declaration and of one recipient."""

from typing import Any

from server.domain.doors import PAPER
from server.storage import answers, editions, paper
from server.storage.declarations import Declaration, Recipient
from server.storage.people import Person


def recipient_facts(row: Recipient) -> dict[str, Any]:
    """What a link is made from, and whose it is."""
    shown = {name: getattr(row, name) for name in ("public_id", "name", "address", "link_generation")}
    return {"id": str(row.id), "roles": row.role_list(), **shown}


async def declaration_facts(row: Declaration) -> dict[str, Any]:
    """Whose it is, which period and which workplace."""
    values = await answers.values(row.id)
    person = await Person.get(id=row.apprentice_id)
    edition = await editions.get(row.edition)
    typing = (await paper.newest([row.id])).get(row.id) if row.awaiting_door == PAPER else None
    sent = row.status in ("releasing", "submitted")
    typed_from = await paper.typed_by(row.id) if sent else None
    courses = {course.number: course.name for course in edition.main_courses} if edition else {}
    return {
        "declaration_id": str(row.id),
        "apprentice_name": person.name or "",
        "apprentice_address": person.address,
        "main_course_name": courses.get(values.get("details.main_course") or 0, ""),
        "training_period_ends_on": values.get("details.training_period_ends_on"),
        "school_period_starts_on": values.get("details.school_period_starts_on"),
        "workplace_name": values.get("details.workplace_name") or "",
        "training_centre": bool(values.get("details.training_centre")),
        "supervisor_name": values.get("supervisor.name") or "",
        "filled_by": values.get("supervisor.filled_by"),
        "law": edition.as_json()["law"] if edition else None,
        "awaiting_door": row.awaiting_door,
        "typed_by": {"name": typing.name, "role": typing.side} if typing else None,
        "typed_from": typed_from.name if typed_from else None,
        "typed_anew": typing is not None and await paper.mended(row.id) is not None,
    }

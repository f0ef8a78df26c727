"""What somebody with a link that does not work may know: a masked address; and what a mail of all open links lists."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.domain.addresses import masked
from server.domain.moments import iso
from server.domain.recipients import mail_when_requested, may_fill
from server.domain.refusal import NotFound
from server.storage import editions
from server.storage.answers import Answer
from server.storage.declarations import Declaration, Recipient

READABLE = timedelta(days=365)  # after it was sent
MOST = 100
FILL, UNDO, FOLLOW, READ = "fill", "undo", "follow", "read"


async def masked_address(public_id: str) -> str:
    """The address a link was made for; NotFound when there is none or it was taken off."""
    row = await Recipient.get_or_none(public_id=public_id, removed_at=None)
    if row is None:
        raise NotFound("link_unknown")
    return masked(row.address)


async def open_links(address: str, now: datetime) -> list[dict[str, Any]]:
    """`{what, recipient, apprentice_name, main_course_name, releases_at}` of each: to fill in first, then what can
    still be taken back, to follow, to read."""
    rows = await (
        Recipient.filter(address=address, removed_at=None)
        .exclude(declaration__status__in=["draft", "withdrawn"])
        .order_by("-created_at")
        .limit(MOST)
        .prefetch_related("declaration__apprentice")
    )
    told = [(row, what) for row in rows if (what := _what(row, row.declaration, now))]
    courses = await _courses(row.declaration for row, _ in told)
    return [
        {
            "what": what,
            "recipient": {
                "id": str(row.id), "public_id": row.public_id, "link_generation": row.link_generation
            },
            "apprentice_name": row.declaration.apprentice.name or "",
            "main_course_name": courses.get(row.declaration_id, ""),
            "releases_at": iso(row.declaration.releases_at) if what == UNDO and row.declaration.releases_at else None,
        }
        for order in (FILL, UNDO, FOLLOW, READ)
        for row, what in told
        if what == order
    ]  # fmt: skip


def _what(row: Recipient, declaration: Declaration, now: datetime) -> str | None:
    """None for whom it does not concern yet, or no more."""
    roles = row.role_list()
    if declaration.submitted_at and declaration.status in ("submitted", "correcting"):
        return READ if declaration.submitted_at > now - READABLE else None
    if may_fill(roles, has_pen=row.has_pen):
        return {"requested": FILL, "releasing": UNDO}.get(declaration.status, FOLLOW)
    return FOLLOW if mail_when_requested(roles) else None


async def _courses(declarations: Iterable[Declaration]) -> dict[UUID, str]:
    """The main course of each in words."""
    edition_of = {declaration.id: declaration.edition for declaration in declarations}
    known = {edition_id: await editions.get(edition_id) for edition_id in set(edition_of.values())}
    rows = await Answer.filter(declaration_id__in=list(edition_of), field="details.main_course")
    names: dict[UUID, str] = {}
    for row in rows:
        edition = known[edition_of[row.declaration_id]]
        courses = {str(course.number): course.name for course in edition.main_courses} if edition else {}
        names[row.declaration_id] = courses.get(row.value, "")
    return names

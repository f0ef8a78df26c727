"""A committee's form in the open database, as an operator has uploaded it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from server.actions import official_forms
from server.documents import official_form
from server.domain.official_forms import Link
from server.reading import official_forms as reading
from tests.documents import official

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
BY = "drift@logbog.example"


async def added(
    kind: str = "final",
    programme: str = "bygningssnedker",
    content: bytes | None = None,
    links: Sequence[Link] = (),
) -> UUID:
    """With `links` it is in use."""
    form_id, file = uuid4(), official.simple().content() if content is None else content
    checked = official_form.check(file)
    await official_forms.add(
        form_id, kind, programme, file, "blanket.pdf", checked.fields, checked.pages, by=BY, now=NOW
    )
    if links:
        await connected(form_id, links)
        await official_forms.take_into_use(form_id, await seen(form_id), by=BY, now=NOW)
    return form_id


async def seen(form_id: UUID) -> str:
    """What somebody who looks at the draft now has seen."""
    return str((await reading.one(form_id))["seen"])


async def connected(form_id: UUID, links: Sequence[Link]) -> None:
    facts = [link.fact for link in links]
    await official_forms.connect(form_id, await seen(form_id), lambda _: links, facts, by=BY, now=NOW)

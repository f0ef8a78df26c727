"""The school's note on a declaration, which goes along to the apprentice's next one."""

from datetime import datetime
from uuid import UUID

from server.domain import follow_ups, texts
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.storage import changes, following, readers, visible
from server.storage import follow_ups as stored
from server.storage.database import transaction


async def note(reader: Reader, declaration_id: UUID, text: str, seen_revision: int, *, now: datetime) -> None:
    """Writes the note, or clears it. `seen_revision`: the one the page showed; a note that somebody else wrote since
    is not lost (`note_moved`). A repeat changes nothing."""
    text = texts.tidy(text)
    code = follow_ups.problem(text)
    if code:
        raise InputInvalid([FieldProblem("note", code)])
    async with transaction():
        declaration = await visible.declaration_for(reader, declaration_id, lock=True)
        if not await visible.at_school(reader, declaration):
            raise NotFound
        row = (await stored.held([declaration.id]))[0]
        if row.note == text:
            return
        if row.revision != seen_revision:
            raise Refusal("note_moved")
        row.note, row.revision = text, row.revision + 1
        row.noted_by = await readers.name_of(reader, await readers.place_of(reader, declaration.id))
        row.noted_at = now
        await row.save(update_fields=["note", "revision", "noted_by", "noted_at"])
        later = (await following.of({declaration.apprentice_id})).after(declaration.id)
        await changes.note(declaration.apprentice_id, [declaration.id, *later])

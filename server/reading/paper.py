"""What a printed form's code leads its reader to: a declaration they may see anyway, or nothing."""

from uuid import UUID

from server.domain import paper
from server.domain.refusal import FieldProblem, InputInvalid, NotFound
from server.domain.roles import Reader
from server.storage import visible
from server.storage.declarations import Declaration


async def behind(reader: Reader, typed: str) -> UUID:
    """The id of the declaration with that code which the reader may type in. A wrong code and another's declaration
    look alike."""
    if not typed.strip():
        raise InputInvalid([FieldProblem("code", "paper_code_missing")])
    between = paper.ids(typed)
    if between is None:
        wrong = "paper_code_wrong" if paper.is_whole(typed) else "paper_code_part"
        raise InputInvalid([FieldProblem("code", wrong)])
    first, last = between
    rows = Declaration.filter(visible.to_reader(reader), id__gte=first, id__lte=last, requested_at__isnull=False)
    found = [one for one in await rows.limit(2) if await _types_in(reader, one)]
    if len(found) != 1:
        raise InputInvalid([FieldProblem("code", "paper_code_unknown")])
    return UUID(str(found[0].id))


async def _types_in(reader: Reader, declaration: Declaration) -> bool:
    try:
        await visible.types_in_as(reader, declaration)
    except NotFound:
        return False
    return True

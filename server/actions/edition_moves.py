"""A school's word that an apprentice goes on by a newer edition, from the next declaration; and taking it back."""

from datetime import date, datetime
from uuid import UUID

from server.domain import edition_moves, texts
from server.domain.answers import NAME
from server.domain.editions import newer
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.roles import Reader
from server.storage import changes, editions, followed_editions, receipts, visible
from server.storage.database import transaction
from server.storage.declarations import Declaration
from server.storage.people import Move, Person
from server.storage.receipts import Receipt


async def move(
    reader: Reader, declaration_id: UUID, deed_id: UUID, to: str, name: str, *, now: datetime, today: date
) -> None:
    """`name`: who gives the school's word. Declarations that are there, drafts too, keep the edition they have."""
    problem = texts.problem(name, NAME) or (None if name.strip() else "your_name_missing")
    if problem:
        raise InputInvalid([FieldProblem("name", problem)])
    async with transaction():
        declaration, person = await _held(reader, declaration_id)
        if await receipts.done(deed_id, "move_edition", declaration.id):
            return
        if person.moved_to_edition == to:
            raise Refusal("edition_moved_already", name=person.moved_by)
        await _demand(person, declaration, to, today)
        last: Move = {
            "moved_to_edition": to,
            "moved_by": texts.tidy(name),
            "moved_by_address": reader.address,
            "moved_on": today.isoformat(),
        }
        await _write(person, [*person.moved(), last], "move_edition", deed_id, declaration, now)


async def undo(reader: Reader, declaration_id: UUID, deed_id: UUID, seen: str, *, now: datetime) -> None:
    """One move back, to what they followed before it; until a declaration was made from it. `seen`: the edition that
    the page said they were moved to."""
    async with transaction():
        declaration, person = await _held(reader, declaration_id)
        if await receipts.done(deed_id, "undo_move", declaration.id):
            return
        if person.moved_to_edition is None or person.moved_to_edition != seen:
            raise Refusal("edition_move_gone")
        if await followed_editions.made_from(person.id, person.moved_to_edition):
            raise Refusal("edition_in_use")
        await _write(person, person.moved()[:-1], "undo_move", deed_id, declaration, now)


async def _held(reader: Reader, declaration_id: UUID) -> tuple[Declaration, Person]:
    """The declaration, and its apprentice held until the transaction ends."""
    declaration = await visible.decided_by_school(reader, declaration_id)
    person = await Person.filter(id=declaration.apprentice_id).select_for_update().get()
    edition = await editions.get(declaration.edition)
    if edition is None or edition.programme != person.programme:
        raise NotFound
    return declaration, person


async def _demand(person: Person, declaration: Declaration, to: str, today: date) -> None:
    known = await followed_editions.in_force(person.programme, today)
    follows = await followed_editions.of(person, known)
    before, wanted = await editions.get(follows or ""), await editions.get(to)
    if before is None or wanted is None:
        raise Refusal("edition_not_newer")
    specialisation = person.specialisation or declaration.specialisation
    edition_moves.demand_move(newer(known, before.id), before, wanted, specialisation)


async def _write(
    person: Person, moves: list[Move], deed: str, deed_id: UUID, declaration: Declaration, now: datetime
) -> None:
    await person.save(update_fields=person.set_moved(moves))
    await Receipt.create(id=deed_id, deed=deed, declaration_id=declaration.id, done_at=now)
    await changes.note(person.id, [None])

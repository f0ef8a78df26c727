"""A declaration brought to where a test of an action begins."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from server import tokens
from server.actions import answers, declarations, opening, requests
from server.domain.operations import Device, Operation
from server.domain.roles import Visitor
from server.storage.declarations import Recipient
from server.storage.people import Person
from tests.cast import ANSWERS, DETAILS, SPECIALISATION, SUPERVISOR
from tests.example import EDITION

KEY = b"k" * 40
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def operations(values: dict[str, Any]) -> list[Operation]:
    return [Operation(uuid4(), name, value, 0, 1, "2026-11-23T09:00:00Z") for name, value in values.items()]


async def make(person: Person, declaration_id: UUID) -> bool:
    return await declarations.make(person.id, declaration_id, EDITION.id, SPECIALISATION, now=NOW, today=TODAY)


async def prepared(person: Person) -> UUID:
    declaration_id = uuid4()
    await make(person, declaration_id)
    await answers.take_from_apprentice(person.id, declaration_id, Device("test"), operations(DETAILS), now=NOW)
    return declaration_id


async def opened(declaration_id: UUID, address: str = SUPERVISOR) -> tuple[Visitor, Recipient, str]:
    row = await Recipient.get(declaration_id=declaration_id, address=address)
    secret = tokens.link_secret(KEY, str(row.id), row.link_generation)
    token = await opening.open_link(row.public_id, secret, None, "test", key=KEY, now=NOW)
    return Visitor(row.public_id, tokens.hash_token(token)), row, token


async def filled_in(person: Person) -> tuple[UUID, Visitor, int]:
    """Asked for, opened and answered: the declaration, who holds the link, and the revision that can be sent."""
    declaration_id = await prepared(person)
    await requests.request(person.id, declaration_id, uuid4(), now=NOW)
    visitor, _, _ = await opened(declaration_id)
    revision, _ = await answers.take_from_visitor(visitor, Device("test"), operations(ANSWERS), now=NOW)
    return declaration_id, visitor, revision

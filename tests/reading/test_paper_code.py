"""The code on a sheet of paper, on both databases: it finds what one may type in, and nothing of anybody else's."""

from uuid import UUID, uuid4

import pytest

from server.domain import paper
from server.domain.refusal import InputInvalid
from server.domain.roles import Reader
from server.reading.paper import behind
from server.storage.declarations import Declaration, Recipient
from tests.cast import SCHOOL
from tests.panel_rows import NOW, declaration, person

pytestmark = pytest.mark.usefixtures("open_database")
HANNE = Reader(uuid4(), SCHOOL, "Hanne")


async def asked(to: str = SCHOOL, roles: str = "school") -> UUID:
    made = await declaration(await person(), "Alma", to, roles)
    await Declaration.filter(id=made).update(requested_at=NOW)
    return made


async def test_it_finds_the_declaration_among_others() -> None:
    ids = [await asked() for _ in range(20)]
    for made in ids:
        assert await behind(HANNE, paper.code(made)) == made


@pytest.mark.parametrize(("to", "roles"), [("anden@skole.example", "school"), (SCHOOL, "other")])
async def test_what_the_reader_may_not_type_in_is_not_found(to: str, roles: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        await behind(HANNE, paper.code(await asked(to, roles)))
    assert refused.value.problems[0].code == "paper_code_unknown"


async def test_of_two_with_one_code_none_is_found() -> None:
    one = await asked()
    twin = UUID(int=one.int ^ 1)
    row = await Declaration.get(id=one)
    await Declaration.create(**{**dict(row), "id": twin})
    told = await Recipient.get(declaration_id=one)
    await Recipient.create(**{**dict(told), "id": uuid4(), "declaration_id": twin, "public_id": uuid4().hex})
    assert paper.code(one) == paper.code(twin)
    with pytest.raises(InputInvalid):
        await behind(HANNE, paper.code(one))

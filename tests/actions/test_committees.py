"""A programme has one trade committee, also when two operators give it away at the same moment."""

import asyncio
from uuid import uuid4

import pytest

from server.actions import committees
from server.domain.refusal import InputInvalid
from server.storage.committees import TRADE, Committee
from tests.actions.stage import NOW

pytestmark = pytest.mark.usefixtures("open_database")


async def test_of_two_at_once_one_gets_the_programme() -> None:
    for number in range(6):
        programme = f"fag_{number}"
        adding = [committees.add(uuid4(), TRADE, name, [programme], None, now=NOW) for name in ("Et", "Et andet")]
        outcome = await asyncio.gather(*adding, return_exceptions=True)
        (refused,) = [one for one in outcome if one is not None]
        assert isinstance(refused, InputInvalid)
        assert refused.problems[0].code == "programme_owned"
        assert await Committee.filter(programmes=programme).count() == 1

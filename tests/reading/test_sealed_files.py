"""What a ZIP of the panel holds, on both databases: in order, in parts, without what was erased, and for whom."""

from uuid import uuid4

import pytest

from server.actions import erasure
from server.domain.refusal import NotFound
from server.domain.roles import Reader
from server.reading import sealed_files
from server.storage.declarations import Declaration
from server.storage.sealed import SealedVersion
from server.storage.summonses import Summons
from tests import sealed_rows
from tests.cast import SCHOOL
from tests.panel_rows import NOW


async def test_a_class_comes_by_name_in_parts_and_without_what_was_erased(
    open_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    called = await sealed_rows.class_of(5)
    reader = Reader(uuid4(), SCHOOL, "", ((await Summons.get(id=called)).school_id,))
    monkeypatch.setattr(sealed_files, "MOST", 3)
    parts = await sealed_files.parts_of_class(reader, called)
    assert [(part.number, part.first, part.last, part.all) for part in parts] == [(1, 1, 3, 5), (2, 4, 5, 5)]
    first = await sealed_files.of_class(reader, called, 1)
    told = [(await sealed_files.one(reader, id))["payload"]["apprentice"]["name"] for id in first.ids]
    assert [name.split()[0] for name in told] == ["Åse", "Alma", "Bo"], "as aase, as lists are"
    await erasure.erase((await SealedVersion.get(declaration_id=first.ids[1])).id, "retention", now=NOW)
    again = await sealed_files.of_class(reader, called, 1)
    assert again.ids == [first.ids[0], first.ids[2]]
    assert len(again.erased) == 1
    assert len((await sealed_files.of_class(reader, called, 2)).ids) == 2
    with pytest.raises(NotFound):
        await sealed_files.one(reader, first.ids[1])


async def test_whoever_may_not_see_it_finds_nothing(open_database: str) -> None:
    called = await sealed_rows.class_of(1)
    stranger = Reader(uuid4(), "fremmed@skole.example", "", (uuid4(),))
    id = (await Declaration.first()).id
    for asked in (
        sealed_files.of_class(stranger, called, 1),
        sealed_files.parts_of_class(stranger, called),
        sealed_files.of_apprentice(stranger, id, 1),
        sealed_files.one(stranger, id),
    ):
        with pytest.raises(NotFound):
            await asked

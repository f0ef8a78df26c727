"""The demonstration's school periods begin as real ones do, and somebody in it has sent several declarations."""

from datetime import UTC, date, datetime

import pytest

from server import seeding, seeding_school
from server.domain.roles import Reader
from server.reading import sealed_files
from server.seeding_school import begins_on
from server.storage.listed import Listed


@pytest.mark.parametrize(("day", "begins"), [(23, 7), (24, 14), (29, 14), (30, 14)])
def test_a_school_period_begins_on_the_next_monday(day: int, begins: int) -> None:
    assert begins_on(date(2026, 11, day), 14) == date(2026, 12, begins)


@pytest.mark.usefixtures("open_database")
async def test_there_is_a_zip_of_an_apprentices_declarations_to_show() -> None:
    now = datetime(2026, 11, 30, 9, tzinfo=UTC)
    summonses = await seeding_school.load(now)
    await seeding._load_class(b"k" * 32, summonses[2].code, now)
    row = await Listed.get(apprentice_name="Freja Eksempel", main_course=2)
    office = Reader(row.declaration_id, seeding.SCHOOL, "", schools=[summonses[2].school_id])
    [part] = await sealed_files.parts_of_apprentice(office, row.declaration_id)
    assert part.all == 2

"""The demonstration's school periods begin as real ones do."""

from datetime import date

import pytest

from server.seeding_school import begins_on


@pytest.mark.parametrize(("day", "begins"), [(23, 7), (24, 14), (29, 14), (30, 14)])
def test_a_school_period_begins_on_the_next_monday(day: int, begins: int) -> None:
    assert begins_on(date(2026, 11, day), 14) == date(2026, 12, begins)

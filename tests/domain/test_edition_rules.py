"""From which day an edition may hold: never one that is over, never over another's, never out of everybody's reach."""

from datetime import date

import pytest

from server.domain import edition_rules
from server.domain.refusal import InputInvalid

TODAY, NEWEST = date(2026, 8, 1), date(2026, 9, 1)
CASES = [
    (None, None, "date_wrong"),
    (date(2026, 7, 31), None, "edition_day_past"),
    (TODAY, None, ""),
    (NEWEST, NEWEST, "edition_day_before_newest"),  # two of one day: which of them holds?
    (date(2026, 9, 2), NEWEST, ""),
    (date(2031, 8, 1), NEWEST, ""),
    (date(2062, 8, 1), NEWEST, "edition_day_far"),
]


@pytest.mark.parametrize(("day", "newest", "code"), CASES)
def test_the_day_of_an_edition(day: date | None, newest: date | None, code: str) -> None:
    if not code:
        assert edition_rules.demand_day(day, TODAY, newest) == day
        return
    with pytest.raises(InputInvalid) as wrong:
        edition_rules.demand_day(day, TODAY, newest)
    assert [one.code for one in wrong.value.problems] == [code]

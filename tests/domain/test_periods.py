"""The half-years of the figures: told once, eight weeks after they are over."""

from datetime import date

import pytest

from server.domain import periods
from server.domain.periods import Period

TODAY = [
    (date(2026, 2, 24), []),
    (date(2026, 2, 25), ["2025-2"]),  # eight weeks after New Year's Eve
    (date(2026, 8, 24), ["2025-2"]),
    (date(2026, 8, 25), ["2025-2", "2026-1"]),
]


def test_the_next_that_is_told_of() -> None:
    for today, key, told in (
        (date(2026, 11, 30), "2026-2", date(2027, 2, 25)), (date(2027, 2, 24), "2026-2", date(2027, 2, 25)),
        (date(2027, 2, 25), "2027-1", date(2027, 8, 25)), (date(2026, 8, 1), "2026-1", date(2026, 8, 25)),
    ):  # fmt: skip
        found = periods.next_told(today)
        assert (found.key, found.told_on) == (key, told), today


@pytest.mark.parametrize(("today", "told"), TODAY)
def test_a_period_is_told_of_eight_weeks_after_its_end(today: date, told: list[str]) -> None:
    assert [one.key for one in periods.settled(date(2025, 9, 1), today)] == told


def test_each_day_lies_in_one_period() -> None:
    assert periods.of(date(2026, 6, 30)) == Period(2026, 1)
    assert periods.of(date(2026, 7, 1)) == Period(2026, 2)
    assert (Period(2026, 2).starts_on, Period(2026, 2).ends_on) == (date(2026, 7, 1), date(2026, 12, 31))
    assert Period(2026, 1).next().next() == Period(2027, 1)


@pytest.mark.parametrize(("key", "meant"), [("2026-1", Period(2026, 1)), ("2026-3", None), ("", None), ("1999-1", None),
                                            ("2026-1\n", None), ("٢٠٢٦-1", None)])  # fmt: skip
def test_a_key_is_a_period_or_none(key: str, meant: Period | None) -> None:
    assert periods.from_key(key) == meant

"""On which declaration a school's note is shown: the one of the next period, whatever is filled in of it yet."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from server.domain import follow_ups
from server.domain.follow_ups import Period

SPRING, AUTUMN = date(2026, 3, 2), date(2026, 12, 7)


def period(number: int, main_course: int | None, starts_on: date | None, made: int = 1) -> Period:
    return Period(UUID(int=number), main_course, starts_on, datetime(2026, 1, made, tzinfo=UTC))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], []),
        ([period(2, 3, AUTUMN)], [2]),
        ([period(2, 1, SPRING)], []),
        ([period(2, 3, AUTUMN), period(3, 4, None)], [2]),  # one period on, and not further
        ([period(2, 3, AUTUMN), period(3, 3, AUTUMN)], [2, 3]),  # two workplaces in it
        ([period(2, 2, SPRING, made=2)], []),  # two workplaces in its own
        ([period(2, 2, None, made=2)], []),
        ([period(2, 2, AUTUMN)], [2]),  # the course is done again
        ([period(2, None, None, made=2)], [2]),  # a draft with nothing in it yet
        ([period(2, None, None, made=1)], []),
        ([period(2, None, AUTUMN)], [2]),
        ([period(2, 4, None)], [2]),  # one that was never made between them
    ],
)
def test_the_next_period_is_what_comes_first_after_it(others: list[Period], expected: list[int]) -> None:
    one = period(1, 2, SPRING)
    assert [found.id.int for found in follow_ups.following(one, [one, *others])] == expected


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("", None),
        ("To linjer\nMere", None),
        ("x" * 2000, None),
        ("x" * 2001, "text_too_long"),
        ("\x07", "text_hidden_characters"),
    ],
)
def test_a_note_is_a_text_of_some_lines(note: str, code: str | None) -> None:
    assert follow_ups.problem(note) == code

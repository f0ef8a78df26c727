"""Whoever is under way keeps the edition they began under."""

from datetime import date

import pytest

from server.domain.editions import Known, followed, newer

OLD, NEW, NEXT = (Known(f"e-{year}", date(year, 8, 1)) for year in (2023, 2026, 2028))
CASES = [
    ([OLD, NEW], date(2024, 8, 1), None, "e-2023", "began under the old one"),
    ([OLD, NEW], date(2026, 8, 1), None, "e-2026", "began on the first day of the new one"),
    ([OLD, NEW], date(2026, 7, 31), None, "e-2023", "began the day before"),
    ([NEW, OLD], date(2027, 1, 1), None, "e-2026", "whatever order they come in"),
    ([OLD, NEW], date(2027, 1, 1), "e-2023", "e-2023", "what they follow already stands"),
    ([OLD, NEW], date(2024, 8, 1), "e-2026", "e-2026", "also when they were moved"),
    ([OLD, NEW], date(2024, 8, 1), "another-2020", "e-2023", "of another programme"),
    ([OLD, NEW], date(2022, 8, 1), None, "e-2023", "began before there was any"),
    ([OLD, NEW, NEXT], None, None, "e-2028", "has not said when they began"),
    ([], date(2024, 8, 1), None, None, "a programme without any"),
]


@pytest.mark.parametrize(
    ("editions", "started_on", "first", "expected", "why"), CASES, ids=[case[-1] for case in CASES]
)
def test_an_apprentice_follows(
    editions: list[Known], started_on: date | None, first: str | None, expected: str | None, why: str
) -> None:
    assert followed(editions, started_on, first) == expected, why


MOVES = [
    (date(2024, 8, 1), "e-2023", "e-2026", "e-2026", "moved to a newer one"),
    (date(2024, 8, 1), "e-2026", "e-2026", "e-2026", "and a declaration was made from it"),
    (date(2024, 8, 1), "e-2028", "e-2026", "e-2028", "what they follow already is newer still"),
    (date(2024, 8, 1), "e-2023", "another-2020", "e-2023", "moved in another programme"),
    (date(2024, 8, 1), None, "e-2026", "e-2026", "nothing stands of what was made before"),
    (date(2024, 8, 1), "e-2023", None, "e-2023", "the school took it back"),
]


@pytest.mark.parametrize(
    ("started_on", "first", "moved_to", "expected", "why"), MOVES, ids=[case[-1] for case in MOVES]
)
def test_the_school_moves_an_apprentice(
    started_on: date, first: str | None, moved_to: str | None, expected: str, why: str
) -> None:
    assert followed([NEW, OLD, NEXT], started_on, first, moved_to) == expected, why


def test_newer_are_those_after_it_and_of_one_day_the_one_that_came_first() -> None:
    mended = Known("e-2026b", NEW.valid_from)
    assert newer([NEXT, OLD, NEW, mended], "e-2023") == ["e-2028", "e-2026b", "e-2026"]
    assert newer([OLD, NEW, mended], "e-2026") == ["e-2026b"]
    assert newer([OLD, NEW], "e-2026") == newer([OLD, NEW], "another-2020") == []

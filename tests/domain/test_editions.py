"""Whoever is under way keeps the edition they began under."""

from datetime import date

import pytest

from server.domain.editions import Known, followed

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


@pytest.mark.parametrize(("editions", "started_on", "last", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_an_apprentice_follows(
    editions: list[Known], started_on: date | None, last: str | None, expected: str | None, why: str
) -> None:
    assert followed(editions, started_on, last) == expected, why

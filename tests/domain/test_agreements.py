"""What is said of an agreement when a form is printed."""

from datetime import date
from typing import Any

import pytest

from server.domain.agreements import Agreement, told
from server.domain.refusal import InputInvalid


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("final", "", "", ""), Agreement()),
        (("final", None, None, None), Agreement()),
        (("final", "2025-01-01", "2026-06-30", "early"), Agreement(date(2025, 1, 1), date(2026, 6, 30))),
        (("partly_completed", None, "2099-06-30", "part"), Agreement(None, date(2099, 6, 30), "part")),
        (("partly_completed", "2026-01-01", "2026-01-01", ""), Agreement(date(2026, 1, 1), date(2026, 1, 1))),
    ],
)
def test_what_is_said_stands(said: tuple[Any, ...], expected: Agreement) -> None:
    assert told(*said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (("", "", "", ""), [("kind", "value_wrong_type")]),
        (("andet", "", "", ""), [("kind", "value_wrong_type")]),
        (
            ("final", "i går", "2026-02-30", ""),
            [("agreement_started_on", "date_wrong"), ("agreement_ended_on", "date_wrong")],
        ),
        (("final", "", "1926-02-03", ""), [("agreement_ended_on", "date_wrong")]),
        (("partly_completed", "", "", "uenige"), [("why", "value_wrong_type")]),
        (("final", "2026-06-30", "2026-06-29", ""), [("agreement_ended_on", "agreement_ends_before_start")]),
    ],
)
def test_what_cannot_be_is_told_at_its_field(said: tuple[Any, ...], expected: list[tuple[str, str]]) -> None:
    with pytest.raises(InputInvalid) as error:
        told(*said)
    assert [(problem.field, problem.code) for problem in error.value.problems] == expected

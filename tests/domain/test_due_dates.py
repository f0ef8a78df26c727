"""Which days stand in a calendar, by table: what is done is gone, nobody is named more than needed."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from server.domain import due_dates
from server.domain.due_dates import Class, Period
from server.domain.missing import LATE, Counts

TODAY = date(2026, 11, 23)
ENDS, STARTS = date(2026, 12, 4), date(2026, 12, 7)
ONE, OTHER, PERSON = UUID(int=1), UUID(int=2), UUID(int=9)


def period(id: UUID = ONE, **more: Any) -> Period:
    known = {"name": "Alma Kjær", "course": 2, "ends_on": ENDS, "starts_on": STARTS, "open": True}
    return Period(id, **{**known, **more})


def class_(**counts: int) -> Class:
    known = {"expected": None, "begun": 0, "requested": 0, "answered": 0, "read": 0}
    return Class(ONE, "snh2", 2, ENDS, STARTS, Counts(**{**known, **counts}))


def seen(days: list[due_dates.Day]) -> list[tuple[str, date]]:
    return [(one.kind, one.on) for one in days]


OWN = [
    (period(), [("due", ENDS), ("school", STARTS)]),
    (period(open=False), [("school_ready", STARTS)]),  # it is filled in: nothing is due, and the calendar says so
    (period(ends_on=None), [("due", STARTS), ("school", STARTS)]),
    (period(ends_on=STARTS, starts_on=ENDS), [("due", ENDS), ("school", ENDS)]),  # whatever comes first
    (period(starts_on=None), [("due", ENDS)]),
    (period(ends_on=None, starts_on=None), []),
    (period(final=True), [("final_due", ENDS)]),  # on paper, and no school after it
    (period(ends_on=TODAY - LATE, starts_on=None), [("due", TODAY - LATE)]),
    (period(ends_on=TODAY - LATE - timedelta(1), starts_on=None), []),  # long ago
]


@pytest.mark.parametrize(("one", "days"), OWN)
def test_of_an_apprentice(one: Period, days: list[tuple[str, date]]) -> None:
    assert sorted(seen(due_dates.of_apprentice(PERSON, [one], None, TODAY))) == sorted(days)


@pytest.mark.parametrize(
    ("next_on", "days"), [(STARTS + timedelta(20), 2), (STARTS + timedelta(28), 3), (date(2027, 8, 9), 3), (None, 2)]
)
def test_the_profiles_school_period_counts_when_no_declaration_knows_it(next_on: date | None, days: int) -> None:
    assert len(due_dates.of_apprentice(PERSON, [period()], next_on, TODAY)) == days


def test_a_day_that_is_moved_stays_the_same_day() -> None:
    before = due_dates.of_apprentice(PERSON, [period()], None, TODAY)
    after = due_dates.of_apprentice(PERSON, [period(ends_on=date(2026, 11, 30))], None, TODAY)
    assert [one.uid for one in before] == [one.uid for one in after]
    assert len({one.uid for one in before}) == 2


NAMES = [
    (["Alma Kjær"], ["Alma"]),
    (["Alma Kjær", "Bo Holm"], ["Alma", "Bo"]),
    (["Alma Kjær", "Alma Holm Dahl"], ["Alma K.", "Alma D."]),
    (["Alma", "Alma Holm"], ["Alma", "Alma H."]),
    (["Mads-Christian von Rosen"], ["Mads-Christian"]),
    (["", "Bo"], ["", "Bo"]),
    (["Alma Kjær", "Alma Kjær"], ["Alma", "Alma"]),  # of one name: nothing tells them apart
]


@pytest.mark.parametrize(("names", "called"), NAMES)
def test_a_workplace_reads_first_names(names: list[str], called: list[str]) -> None:
    known = due_dates.first_names(names)
    assert [known[name] for name in names] == called
    days = due_dates.of_workplace([period(UUID(int=n), name=name) for n, name in enumerate(names)], TODAY)
    assert {one.facts["name"] for one in days} == set(called)


CLASSES = [
    ({}, "class_nobody"),
    ({"begun": 3}, "class_due"),
    ({"begun": 3, "answered": 3}, "class_all_there"),
    ({"expected": 4, "begun": 3, "answered": 3}, "class_due"),
]


@pytest.mark.parametrize(("counts", "kind"), CLASSES)
def test_of_a_class_numbers_alone(counts: dict[str, int], kind: str) -> None:
    days = due_dates.of_classes([class_(**counts)], TODAY)
    assert seen(days) == [(kind, ENDS), ("class_school", STARTS)]
    assert days[0].facts["missing"] == max(counts.get("expected", 0), counts.get("begun", 0)) - counts.get(
        "answered", 0
    )


@pytest.mark.parametrize(("counts", "kind"), CLASSES)
def test_a_file_of_a_class_tells_no_number_that_goes_stale(counts: dict[str, int], kind: str) -> None:
    feed, file = due_dates.of_class(class_(**counts)), due_dates.of_class_file(class_(**counts))
    assert seen(file) == [("class_file", ENDS), ("class_school", STARTS)]
    assert [one.uid for one in feed] == [one.uid for one in file]
    assert not any(set(one.facts) - {"class_", "course"} for one in file)


def test_what_has_no_class_is_counted_by_day_and_nobody_is_named() -> None:
    there = [period(), period(OTHER), period(UUID(int=3), ends_on=None), period(UUID(int=4), open=False)]
    days = due_dates.of_loose(PERSON, there, TODAY)
    assert [(one.on, dict(one.facts)) for one in days] == [(ENDS, {"missing": 2}), (STARTS, {"missing": 1})]


def test_a_calendar_has_an_end() -> None:
    many = [period(UUID(int=number)) for number in range(due_dates.MOST)]
    assert len(due_dates.of_workplace(many, TODAY)) == due_dates.MOST


def test_a_request_has_one_day() -> None:
    [one] = due_dates.of_request(ONE, "Alma Kjær", "2026-12-04", None)
    assert (one.on, one.kind, one.facts["name"]) == (ENDS, "workplace_due", "Alma")
    assert due_dates.of_request(ONE, "Alma", None, "i morgen") == []

"""When people are reminded, by tables. Times are Danish wall time, "mo 2026-11-23 10:00": the weekday is checked."""

from datetime import date, datetime

import pytest

from server import danish_holidays
from server.domain import reminders, working_hours
from server.domain.moments import DENMARK
from server.domain.refusal import Refusal

HOLIDAYS = danish_holidays.days()
WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


def at(text: str) -> datetime:
    weekday, rest = text.split(" ", 1)
    moment = datetime.fromisoformat(rest).replace(tzinfo=DENMARK)
    assert WEEKDAYS[moment.weekday()] == weekday, text
    return moment


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("mo 2026-11-23 10:00", "mo 2026-11-23 10:00"),
        ("mo 2026-11-23 07:59", "mo 2026-11-23 08:00"),
        ("mo 2026-11-23 08:00", "mo 2026-11-23 08:00"),
        ("mo 2026-11-23 15:59", "mo 2026-11-23 15:59"),
        ("mo 2026-11-23 16:00", "tu 2026-11-24 08:00"),
        ("fr 2026-11-27 23:30", "mo 2026-11-30 08:00"),
        ("sa 2026-11-28 10:00", "mo 2026-11-30 08:00"),
        ("we 2026-12-23 16:30", "mo 2026-12-28 08:00"),  # Christmas Eve is no official holiday, and still quiet
        ("th 2026-12-31 10:00", "mo 2027-01-04 08:00"),
        ("fr 2026-06-05 09:00", "mo 2026-06-08 08:00"),  # Constitution Day
        ("fr 2026-05-01 09:00", "mo 2026-05-04 08:00"),
        ("th 2026-04-02 09:00", "tu 2026-04-07 08:00"),  # Easter
        ("fr 2026-05-01 03:00", "mo 2026-05-04 08:00"),  # no Great Prayer Day since 2024: 1 May it is
        ("fr 2025-05-16 10:00", "fr 2025-05-16 10:00"),  # it was Great Prayer Day until 2023
        ("su 2026-10-25 02:30", "mo 2026-10-26 08:00"),  # the clocks go back in this night
    ],
)
def test_people_are_written_to_in_working_hours(moment: str, opens: str) -> None:
    assert working_hours.next_open(at(moment), HOLIDAYS) == at(opens)
    assert working_hours.is_open(at(moment), HOLIDAYS) == (moment == opens)


@pytest.mark.parametrize(
    ("asked", "school", "expected"),
    [
        (
            "mo 2026-11-02 10:00",
            "2026-12-07",
            ["th 2026-11-05 10:00", "mo 2026-11-09 10:00", "mo 2026-11-16 10:00", "mo 2026-11-30 08:00"],
        ),
        # at night, and on weekends: moved to the morning
        (
            "we 2026-11-04 22:15",
            None,
            ["mo 2026-11-09 08:00", "th 2026-11-12 08:00", "th 2026-11-19 08:00"],
        ),
        # day 3 is a Saturday
        (
            "we 2026-11-04 10:00",
            "2026-11-30",
            ["mo 2026-11-09 08:00", "we 2026-11-11 10:00", "we 2026-11-18 10:00", "mo 2026-11-23 08:00"],
        ),
        # over Christmas: days 3 and 7 fall on the same morning
        (
            "mo 2026-12-21 10:00",
            "2027-01-18",
            ["mo 2026-12-28 08:00", "mo 2026-12-28 10:00", "mo 2027-01-04 10:00", "mo 2027-01-11 08:00"],
        ),
        # asked for less than 7 days before the school: that step lies behind
        (
            "th 2026-12-03 10:00",
            "2026-12-07",
            ["mo 2026-12-07 08:00", "th 2026-12-10 10:00", "th 2026-12-17 10:00"],
        ),
        # the wall clock stays when the clocks are changed between
        (
            "th 2026-10-22 10:00",
            None,
            ["mo 2026-10-26 08:00", "th 2026-10-29 10:00", "th 2026-11-05 10:00"],
        ),
    ],
)
def test_steps_count_from_the_asking(asked: str, school: str | None, expected: list[str]) -> None:
    assert list(reminders.steps(at(asked), day(school), HOLIDAYS).values()) == [at(text) for text in expected]


ASKED, SCHOOL = "mo 2026-11-02 10:00", "2026-12-07"


@pytest.mark.parametrize(
    ("now", "done", "last", "step"),
    [
        ("th 2026-11-05 09:59", (), None, None),
        ("th 2026-11-05 10:00", (), None, "day_3"),
        ("th 2026-11-05 15:00", ("day_3",), "th 2026-11-05 10:00", None),
        ("mo 2026-11-09 09:55", ("day_3",), "th 2026-11-05 10:00", None),
        ("mo 2026-11-09 10:05", ("day_3",), "th 2026-11-05 10:00", "day_7"),
        ("mo 2026-11-16 10:00", ("day_3", "day_7"), "mo 2026-11-09 10:00", "day_14"),
        ("mo 2026-11-30 08:00", ("day_3", "day_7", "day_14"), "mo 2026-11-16 10:00", "before_school"),
        ("mo 2026-11-30 08:05", ("before_school",), "mo 2026-11-30 08:00", None),
        # an outage of two weeks: the latest alone
        ("tu 2026-11-17 08:00", (), None, "day_14"),
        ("we 2026-11-18 08:00", ("day_14",), "tu 2026-11-17 08:00", None),
        # a reminder by hand, or beside another's, within the 24 hours before is this step's mail
        ("th 2026-11-05 10:00", (), "we 2026-11-04 10:01", None),
        ("th 2026-11-05 10:00", (), "we 2026-11-04 10:00", "day_3"),
        ("th 2026-11-05 10:00", (), "fr 2026-11-06 08:00", None),  # asked for by hand already, goes in the morning
        ("mo 2026-11-09 10:00", (), "th 2026-11-05 12:00", "day_7"),
        # what was missed for a month helps nobody
        ("we 2026-12-30 08:00", (), None, "before_school"),
        ("we 2026-12-30 08:01", (), None, None),
    ],
)
def test_the_latest_step_is_due_once(now: str, done: tuple[str, ...], last: str | None, step: str | None) -> None:
    last_at = at(last) if last else None
    found = reminders.due_step(
        at(ASKED), day(SCHOOL), HOLIDAYS, done=done, last_at=last_at, beside_at=None, now=at(now)
    )
    assert found == step


@pytest.mark.parametrize(
    ("beside", "step"),
    [("fr 2026-11-13 09:59", "day_14"), ("fr 2026-11-13 10:00", None), ("mo 2026-11-16 09:00", None)],
)
def test_who_was_listed_beside_another_is_left_in_peace_for_three_days(beside: str, step: str | None) -> None:
    known = {"done": (), "last_at": at(beside), "beside_at": at(beside)}
    assert reminders.due_step(at(ASKED), None, HOLIDAYS, now=at("mo 2026-11-16 10:00"), **known) == step


OPEN = {"status": "requested", "final_period": False, "fills": True, "declined": False, "bounced": False}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"status": "draft"}, "not_requested"),
        ({"status": "releasing"}, "already_submitted"),
        ({"status": "submitted"}, "already_submitted"),
        ({"status": "correcting"}, "already_submitted"),
        ({"status": "withdrawn"}, "withdrawn"),
        ({"final_period": True}, "final_on_paper"),
        ({"fills": False}, "not_asked_to_fill"),
        ({"declined": True}, "recipient_declined"),
        ({"bounced": True}, "recipient_bounced"),
    ],
)
def test_reminders_stop_at_once(change: dict[str, object], why: str | None) -> None:
    assert reminders.silent(**{**OPEN, **change}) == why


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("mo 2026-11-16 09:59", False),
        ("mo 2026-11-16 10:00", True),
        ("we 2026-12-16 10:00", True),
        ("we 2026-12-16 10:01", False),
    ],
)
def test_after_two_weeks_the_apprentice_is_told_what_to_do(now: str, told: bool) -> None:
    assert reminders.no_answer_is_told(at(ASKED), HOLIDAYS, at(now)) == told


@pytest.mark.parametrize(
    ("asked", "school", "now", "told"),
    [
        (ASKED, SCHOOL, "mo 2026-12-07 07:59", False),
        (ASKED, SCHOOL, "mo 2026-12-07 08:00", True),
        (ASKED, "2026-12-05", "mo 2026-12-07 08:00", True),
        (ASKED, "2026-12-05", "sa 2026-12-05 10:00", False),
        (ASKED, SCHOOL, "we 2027-01-06 08:01", False),
        (ASKED, None, "mo 2026-12-07 08:00", False),
        ("mo 2026-12-07 09:00", SCHOOL, "mo 2026-12-07 10:00", False),  # asked for after it had begun
    ],
)
def test_the_school_is_told_when_its_period_begins(asked: str, school: str | None, now: str, told: bool) -> None:
    assert reminders.school_is_told(at(asked), day(school), HOLIDAYS, at(now)) == told


@pytest.mark.parametrize(
    ("school", "asked_for", "now", "step"),
    [
        ("2026-12-07", (), "mo 2026-11-09 07:59", None),
        ("2026-12-07", (), "mo 2026-11-09 08:00", "28 days before 2026-12-07"),
        ("2026-12-07", (), "fr 2026-11-13 08:00", "28 days before 2026-12-07"),
        ("2026-12-07", (), "fr 2026-11-13 08:01", None),  # the date was written later than that: no nudge at once
        ("2026-12-07", (), "mo 2026-11-23 08:00", "14 days before 2026-12-07"),
        ("2026-12-07", ("2026-12-07",), "mo 2026-11-23 08:00", None),
        ("2026-12-07", ("2026-12-14",), "mo 2026-11-23 08:00", None),
        ("2026-12-07", ("2026-06-01",), "mo 2026-11-23 08:00", "14 days before 2026-12-07"),
        ("2026-12-06", (), "su 2026-11-08 09:00", None),
        ("2026-12-06", (), "mo 2026-11-09 08:00", "28 days before 2026-12-06"),
        ("2026-12-07", (), "mo 2026-12-07 08:00", None),
    ],
)
def test_who_has_asked_for_nothing_is_nudged(school: str, asked_for: tuple[str, ...], now: str, step: str) -> None:
    days = tuple(date.fromisoformat(text) for text in asked_for)
    today = at(now).date()
    assert reminders.nudge(date.fromisoformat(school), days, HOLIDAYS, now=at(now), today=today) == step


def test_a_second_one_within_24_hours_is_refused_with_the_time_of_the_next() -> None:
    last = at("mo 2026-11-23 10:05")
    reminders.demand_pause(None, last)
    reminders.demand_pause(last, at("tu 2026-11-24 10:05"))
    with pytest.raises(Refusal) as refused:
        reminders.demand_pause(last, at("tu 2026-11-24 10:04"))
    assert (refused.value.code, refused.value.facts) == ("reminded_lately", {"day": "24.11.", "time": "10.05"})


def test_several_addresses_can_be_reminded_again_when_the_first_of_them_can() -> None:
    early, late = at("mo 2026-11-23 08:00"), at("mo 2026-11-23 10:00")
    assert reminders.all_again_at([late, early]) == at("tu 2026-11-24 08:00")
    assert reminders.all_again_at([late, None]) is None, "one was never reminded"
    assert reminders.all_again_at([]) is None

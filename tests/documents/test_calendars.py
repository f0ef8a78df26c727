"""Calendars read back by another library: what stands in them, hostile texts, and what stays the same when fetched."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from server import words
from server.documents import calendars
from server.domain import due_dates
from server.domain.due_dates import Class, Day, Kind, Period
from server.domain.missing import Counts
from tests.documents import calendar_readback

NOW = datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC)
ON = date(2026, 12, 4)
LINKS = {
    "": "https://logbog.example/find",
    "declaration": "https://logbog.example/app/declarations/{id}",
    "class": "https://logbog.example/panel/classes/{id}",
}
FACTS: dict[str, Any] = {"name": "Alma", "course": 2, "class_": "snh2", "answered": 3, "whole": 5, "missing": 2}


def one(kind: Kind = "due", id: int = 1, on: date = ON, **facts: Any) -> Day:
    return Day(UUID(int=id), kind, on, {**FACTS, **facts}, UUID(int=id))


def feed(days: Iterable[Day], said: str = "{}", now: datetime = NOW) -> tuple[bytes, str]:
    return calendars.feed(days, said, name="Logbog", links=LINKS, now=now)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_day_has_its_words(kind: Kind) -> None:
    [day] = calendar_readback.days(feed([one(kind)])[0])
    for text in (day["title"], day["more"]):
        assert text
        assert "{" not in text
        assert "  " not in text
    [bare] = calendar_readback.days(feed([one(kind, course=0, name="")])[0])
    assert "H0" not in bare["title"] + bare["more"]
    assert not bare["title"].endswith((" ", "for"))


def test_a_whole_day_with_what_calendars_need() -> None:
    content, _ = feed([one("workplace_due")])
    [day] = calendar_readback.days(content)
    assert (day["on"], day["title"]) == (ON, "Frist: oplæringserklæring for Alma")
    assert day["url"] == f"https://logbog.example/app/declarations/{UUID(int=1)}"
    assert day["more"].endswith(day["url"])
    assert day["stamp"] == day["changed"] == NOW.replace(microsecond=0)
    assert day["class_"] == "PRIVATE"
    lines = content.decode().splitlines()
    assert "DTSTART;VALUE=DATE:20261204" in lines
    assert "DTEND;VALUE=DATE:20261205" in lines
    assert "TRANSP:TRANSPARENT" in lines  # it keeps nobody from a meeting
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H", "VERSION:2.0", "X-WR-CALNAME:Logbog"} <= {
        *lines
    }
    assert not [line for line in lines if line.startswith(("METHOD", "BEGIN:VTIMEZONE", "BEGIN:VALARM"))]


def test_what_names_nobody_may_be_seen_in_a_shared_calendar() -> None:
    counts = Counts(expected=3, begun=3, requested=2, answered=1, read=0)
    days = due_dates.of_class(Class(UUID(int=1), "snh2", 2, ON, ON, counts))
    period = Period(UUID(int=2), "Alma Kjær", 2, ON, ON, open=True)
    loose = due_dates.of_loose(UUID(int=3), [period], ON)
    theirs = due_dates.of_workplace([period], ON)
    seen = [day["class_"] for day in calendar_readback.days(feed([*days, *loose, *theirs])[0])]
    assert seen == ["PUBLIC"] * 3 + ["PRIVATE"] * 2


def test_an_empty_calendar_is_one() -> None:
    assert calendar_readback.days(feed([])[0]) == []


HOSTILE = [
    "snh2\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Falsk",
    "a,b;c:d\\n\\,\\;",
    'snh2"; DROP TABLE',
    "\\",
    "snh2\\\r\n\tSUMMARY:x",
    "x\x00y\x07z\x7f\x85\u2028\u2029",
    "\u202etxet desrever",
    "é" * 80,
    "👩‍🔧" * 40,
    "{name} {0} %s ${x}",
    "END:VCALENDAR",
    "ATTACH;VALUE=URI:file:///etc/passwd",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "kind", ["class_due", "class_school", "workplace_due", "workplace_school", "workplace_school_ready"]
)
def test_what_somebody_typed_is_text_and_nothing_else(kind: Kind, text: str) -> None:
    content, _ = feed([one(kind, class_=text, name=text), one("due", 2)])
    first, second = calendar_readback.days(content)
    assert second["title"] == words.text("calendar_title.due", before="før H2")
    typed = "".join(letter for letter in text if letter.isprintable() and not letter.isspace())
    assert typed in "".join(first["title"].split())
    assert "\n" not in first["title"]
    assert content.count(b"BEGIN:VEVENT\r\n") == 2
    assert content.count(b"\r\nSUMMARY") == 2


def test_what_has_not_changed_is_the_same_to_the_byte() -> None:
    first, said = feed([one(), one("school", 2)])
    again, still = feed([one(), one("school", 2)], said, NOW + timedelta(days=3))
    assert (again, still) == (first, said)


def test_what_changes_gets_a_new_revision_and_nothing_else_does() -> None:
    first, said = feed([one(), one("school", 2)])
    later, then = feed([one(on=ON + timedelta(7)), one("school", 2)], said, NOW + timedelta(hours=1))
    (old, same), (new, still) = calendar_readback.days(first), calendar_readback.days(later)
    assert still == same
    assert new["uid"] == old["uid"]
    assert new["sequence"] == old["sequence"] + 3600
    assert new["changed"] == new["stamp"] == old["stamp"] + timedelta(hours=1)
    gone, left = feed([one("school", 2)], then, NOW + timedelta(hours=2))
    assert calendar_readback.days(gone) == [same]
    back, _ = feed([one(), one("school", 2)], left, NOW + timedelta(hours=3))
    assert calendar_readback.days(back)[0]["sequence"] > new["sequence"]  # never one that was given before


def test_what_is_remembered_of_a_calendar_holds_no_word_of_it() -> None:
    _, said = feed([one("workplace_due", name="Ermegard")])
    assert "Ermegard" not in said
    assert "2026" not in said


def test_a_file_to_take_over_once_says_so_and_a_later_one_counts_for_more() -> None:
    first = calendars.file([one()], links=LINKS, now=NOW)
    later = calendars.file([one(on=ON + timedelta(1))], links=LINKS, now=NOW + timedelta(minutes=1))
    assert calendar_readback.read(first).method.value == "PUBLISH"
    [old], [new] = calendar_readback.days(first), calendar_readback.days(later)
    assert (new["uid"], new["sequence"] > old["sequence"]) == (old["uid"], True)

"""Days as an iCalendar (RFC 5545, RFC 7986): a feed that programs fetch, a file to save, a file that a mail carries.

A day's revision is a moment: since when it says what it says. So a feed that has not changed is the same to the byte,
and a file that was saved is brought up to date by a later one.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from server import words
from server.domain import file_names
from server.domain.due_dates import Day
from server.domain.texts import one_line

MEDIA_TYPE = "text/calendar; charset=utf-8"
OF_A_MAIL = f"{MEDIA_TYPE}; method=PUBLISH"  # what programs go by that offer to take it over
NAME = "oplaeringserklaering.ics"
PRODUCT = "-//Logbog//Logbog//DA"
AGAIN = timedelta(hours=4)  # how often programs are asked to look for something new
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)  # revisions are counted from here, in seconds: they fit 31 bits until 2094

Link = Mapping[str, str]  # "declaration" and "class": where each is found, `{id}` in it; "": everything else


def feed(days: Iterable[Day], said: str, *, name: str, links: Link, now: datetime) -> tuple[bytes, str]:
    """A calendar, and what it said, to be handed in with the next: only what changed since gets a new revision."""
    before, after = json.loads(said), {}
    calendar = _calendar()
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", f"PT{AGAIN // timedelta(hours=1)}H")  # the same for Outlook
    for day in days:
        event = _event(day, links)
        digest, key = hashlib.sha256(event.to_ical()).hexdigest()[:16], day.uid.hex
        since = before[key][1] if key in before and before[key][0] == digest else _seconds(now)
        after[key] = [digest, since]
        calendar.add_component(_dated(event, since))
    return bytes(calendar.to_ical()), json.dumps(after, separators=(",", ":"))


def file(days: Iterable[Day], *, links: Link, now: datetime) -> bytes:
    """A calendar to be taken over once."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    for day in days:
        calendar.add_component(_dated(_event(day, links), _seconds(now)))
    return bytes(calendar.to_ical())


def class_file_name(days: Sequence[Day]) -> str:
    """Of a file with the dates of one class."""
    return f"{file_names.plain('hold', str(days[0].facts['class_']))}.ics"


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def _event(day: Day, links: Link) -> Event:
    """A whole day that keeps nobody from anything else, without its revision."""
    link = links[_kind_of_link(day)].format(id=day.about)
    event = Event()
    event.add("uid", str(day.uid))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", _title(day))
    event.add("description", f"{_more(day)}\n{link}".strip())
    if link:
        event.add("url", link)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE" if day.private else "PUBLIC")
    return event


def _kind_of_link(day: Day) -> str:
    if day.about is None:
        return ""
    return "class" if day.kind.startswith("class") else "declaration"


def _title(day: Day) -> str:
    return _tidy(words.text(f"calendar_title.{day.kind}", **_facts(day)))


def _more(day: Day) -> str:
    return _tidy(words.text(f"calendar_more.{day.kind}", **_facts(day)))


def _facts(day: Day) -> dict[str, str]:
    """What somebody typed makes no line of its own; what nobody typed leaves no gap."""
    facts = {key: one_line(str(value)) for key, value in day.facts.items()}
    course = day.facts.get("course")
    facts["course"] = f"H{course}" if course else ""
    facts["before"] = words.text("calendar_file.before", course=course) if course else ""
    return {**facts, "name": facts.get("name") or words.text("calendar_file.nobody")}


def _tidy(text: str) -> str:
    """Without the blanks that a gap leaves that is not filled."""
    return " ".join(text.split())


def _dated(event: Event, since: int) -> Event:
    moment = BEGAN + timedelta(seconds=since)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)
    event.add("sequence", since)
    return event


def _seconds(now: datetime) -> int:
    return int((now - BEGAN).total_seconds())

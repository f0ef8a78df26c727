"""A calendar read back by another library than the one that writes it, and line by line as RFC 5545 wants them."""

import re
from typing import Any

import vobject

LINE = re.compile(rb'[A-Z0-9-]+(;[A-Z0-9-]+=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*:[^\x00-\x08\x0a-\x1f\x7f]*')


def days(content: bytes) -> list[dict[str, Any]]:
    """Each day of it: uid, on, title, more, url, sequence, stamp, changed, class_. It has no line it may not have."""
    calendar = read(content)
    return [
        {
            "uid": event.uid.value,
            "on": event.dtstart.value,
            "title": event.summary.value,
            "more": event.description.value,
            "url": event.url.value,
            "sequence": int(event.sequence.value),
            "stamp": event.dtstamp.value,
            "changed": event.last_modified.value,
            "class_": event.contents["class"][0].value,
        }
        for event in calendar.contents.get("vevent", [])
    ]


def read(content: bytes) -> Any:
    demand_lines(content)
    [calendar] = list(vobject.readComponents(content.decode("utf-8")))
    assert calendar.name == "VCALENDAR"
    if calendar.contents.get("vevent"):  # a feed may be empty, which vobject's rules do not foresee
        calendar.validate(raiseException=True)
    return calendar


def demand_lines(content: bytes) -> None:
    """Lines of at most 75 bytes with CRLF, none but whole letters in each; unfolded, each a name and a value."""
    assert content.endswith(b"\r\n")
    folded = content[:-2].split(b"\r\n")
    assert not [line for line in folded if b"\n" in line or b"\r" in line]
    assert max(map(len, folded)) <= 75
    for line in folded:
        line.decode("utf-8")  # no letter is cut in two
    for line in content[:-2].replace(b"\r\n ", b"").split(b"\r\n"):
        assert LINE.fullmatch(line), line

"""One entry of the running log: a day, a few words, what it was about, and whether the workplace may see it."""

import re
from typing import Any

from server.domain import texts
from server.domain.answers import day

KEYS = ("goals", "functions", "machines")
FIELDS = {"on", "text", "shared_with", *KEYS}
MOST_KEYS, LONGEST = 200, 4000
KEY = re.compile(r"[a-z0-9_]{1,80}")
UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def problem(value: Any) -> str | None:
    """The code of what is wrong with an entry, or None. `null` deletes it. Keys are of any edition."""
    if value is None:
        return None
    if not isinstance(value, dict) or set(value) != FIELDS or not all(_keys(value[name]) for name in KEYS):
        return "value_wrong_type"
    if not day(value["on"]):
        return "date_wrong"
    shared = value["shared_with"]
    if shared is not None and not (isinstance(shared, str) and UUID_FORM.fullmatch(shared)):
        return "value_wrong_type"
    return texts.problem(value["text"], LONGEST, lines=True)


def _keys(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MOST_KEYS
        and all(isinstance(key, str) and KEY.fullmatch(key) for key in value)
    )

"""What a school's call-up says of a declaration, and which of its fields the code fills in."""

from collections.abc import Mapping
from typing import Any

CODE = "details.summons_code"


def fill(values: Mapping[str, Any], said: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The fields to write: what is empty still, and what says just what the call-up of an earlier code said.

    `values`: every field as it stands. `said` and `before`: the details of a call-up, `before` empty without one.
    What the apprentice typed otherwise stands.
    """
    return {
        field: value
        for field, value in said.items()
        if not _empty(value)
        and values.get(field) != value
        and (_empty(values.get(field)) or values.get(field) == before.get(field))
    }


def _empty(value: Any) -> bool:
    """Whether nothing was written: a row of people without a letter in it is nothing either."""
    if isinstance(value, list):
        return not any(text.strip() for person in value for text in person.values())
    return value is None or (isinstance(value, str) and not value.strip())

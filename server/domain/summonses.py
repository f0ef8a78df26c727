"""What a school's call-up says of a declaration, and which of its fields the code fills in."""

from collections.abc import Mapping
from typing import Any

from server.domain.addresses import normal

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


def differing(values: Mapping[str, Any], said: Mapping[str, Any]) -> list[str]:
    """The fields of a declaration that say something else than the call-up does now, without "details."."""
    return [
        field.removeprefix("details.") for field, value in said.items() if _plain(values.get(field)) != _plain(value)
    ]


def _plain(value: Any) -> Any:
    """Contacts are the same when their addresses are, in whatever order."""
    if isinstance(value, list):
        return sorted(normal(person["address"]) for person in value)
    return (value or "").strip() if isinstance(value, str) or value is None else value

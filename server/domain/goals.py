"""Which training goals a declaration asks about, and how many of them are answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.catalogue import Edition, goals_of


def required(edition: Edition, specialisation: str, main_course: int) -> list[str]:
    """Keys of the goals expected before this main course, in the catalogue's order."""
    return [goal.key for goal in goals_of(edition, specialisation) if goal.expected_before <= main_course]


def answered(answers: Mapping[str, Any], keys: Sequence[str], who: str) -> int:
    """How many of the goals have a level from `who`: `self` or `supervisor`."""
    return sum(answers.get(f"{who}.goal.{key}") is not None for key in keys)

"""The one way a rule says no: a code and the facts a sentence about it needs. Words live in pwa/words/."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one field; `facts` fill the gaps of the sentence `refusal.<code>`."""

    field: str
    code: str
    facts: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, field: str, code: str, **facts: str | int) -> "FieldProblem":
        return cls(field, code, tuple(sorted(facts.items())))


class Refusal(Exception):
    """A rule says no. The web turns it into 409, the page into a sentence."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class InputInvalid(Refusal):
    """Fields are wrong or missing: 422, each named."""

    def __init__(self, problems: Iterable[FieldProblem]) -> None:
        super().__init__("input_invalid")
        self.problems = list(problems)


class NotFound(Refusal):
    """Not there, or not for this person: the same answer, 404."""

    def __init__(self, code: str = "not_found") -> None:
        super().__init__(code)


class SignedOut(Refusal):
    """Nobody is signed in, or no grant is held: 401, and the client keeps everything."""

    def __init__(self, code: str = "signed_out") -> None:
        super().__init__(code)


class TooMany(Refusal):
    """A limit is reached: 429, with the seconds to wait."""

    def __init__(self, code: str, retry_after: int) -> None:
        super().__init__(code, minutes=max(1, round(retry_after / 60)))
        self.retry_after = retry_after


class Outdated(Refusal):
    """The answers moved on since the person last saw them: 412."""

    def __init__(self) -> None:
        super().__init__("answers_moved_on")

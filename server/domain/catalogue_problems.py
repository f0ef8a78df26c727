"""What is wrong with a catalogue file: where, a code and facts. The sentences lie in pwa/words/da/catalogue.json."""

from collections.abc import Iterable
from dataclasses import dataclass

# Every code has a sentence `catalogue.<code>`, and the other way round.
CODES = (
    "alias", "area_elsewhere", "duplicate_field", "duplicate_key", "edition_twice", "empty", "expected_outside",
    "first_step_reached", "hidden_characters", "key_form", "law_missing", "missing", "no_main_course",
    "none_reached", "not_a_date", "not_flag", "not_keys", "not_text", "not_things", "not_yaml", "number_outside",
    "reached_falls_back", "text_too_long", "too_deep", "too_few_goals", "too_large", "too_many_goals",
    "unknown_field", "unknown_law", "unknown_specialisation", "unknown_work_area", "version_form",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class CatalogueProblem:
    """One thing that is wrong; `facts` fill the gaps of the sentence."""

    file: str
    line: int
    code: str
    facts: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of(cls, file: str, line: int, code: str, **facts: str | int) -> "CatalogueProblem":
        return cls(file, line, code, tuple(sorted(facts.items())))

    def __str__(self) -> str:
        told = " ".join(f"{name}={value}" for name, value in self.facts)
        return f"{self.file}:{self.line}: {self.code} {told}".rstrip()


class CatalogueError(Exception):
    """The files cannot be used; carries everything that is wrong, in the order of the lines."""

    def __init__(self, problems: Iterable[CatalogueProblem]) -> None:
        self.problems = sorted(set(problems), key=lambda known: (known.file, known.line, known.code, str(known)))
        super().__init__("\n".join(str(known) for known in self.problems))

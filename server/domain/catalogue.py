"""An edition of the catalogue: a programme's goals, work areas, machines and scale as they stood at one time."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from server.domain.seal import canonical


@dataclass(frozen=True)
class LawReference:
    """A paragraph and one sentence of our own about it."""

    key: str
    paragraph: str
    about: str


@dataclass(frozen=True)
class Law:
    """The order that holds, and the places in it that people meet."""

    version: str
    order: str
    references: tuple[LawReference, ...]


LawBook = Mapping[str, Law]


@dataclass(frozen=True)
class Specialisation:
    key: str
    name: str


@dataclass(frozen=True)
class MainCourse:
    """A school period of the main course; empty `specialisations` means all of them, here as below."""

    number: int
    name: str
    specialisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Level:
    """A step of the scale; `reached` says whether a goal at this step counts as reached."""

    key: str
    name: str
    sentence: str
    reached: bool


@dataclass(frozen=True)
class Function:
    key: str
    name: str


@dataclass(frozen=True)
class WorkArea:
    key: str
    name: str
    functions: tuple[Function, ...]
    specialisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Goal:
    """A training goal; its key means the same in every edition and every programme."""

    key: str
    work_area: str
    text: str
    plain: str
    example: str
    expected_before: int
    specialisations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine:
    key: str
    name: str
    under_18: str | None = None


@dataclass(frozen=True)
class Edition:
    """What a declaration is made from. Once one is made from it, it never changes: a new text is a new version."""

    programme: str
    name: str
    version: str
    valid_from: date
    goals_are_examples: bool
    label: str
    source: str
    law: Law
    specialisations: tuple[Specialisation, ...]
    main_courses: tuple[MainCourse, ...]
    scale: tuple[Level, ...]
    work_areas: tuple[WorkArea, ...]
    goals: tuple[Goal, ...]
    machines: tuple[Machine, ...]

    @property
    def id(self) -> str:
        return f"{self.programme}-{self.version}"

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the edition's canonical JSON: two editions that say the same have the same."""
        return hashlib.sha256(canonical(self.as_json()).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """The edition as phones get it (docs/protocol.md, "The catalogue")."""
        return {
            "id": self.id,
            "programme": self.programme,
            "name": self.name,
            "version": self.version,
            "valid_from": self.valid_from.isoformat(),
            "goals_are_examples": self.goals_are_examples,
            "label": self.label,
            "source": self.source,
            "law": _law_as_json(self.law),
            "specialisations": [_as_json(item) for item in self.specialisations],
            "main_courses": [_as_json(item) for item in self.main_courses],
            "scale": [_as_json(item) for item in self.scale],
            "work_areas": [_as_json(item) for item in self.work_areas],
            "goals": [_as_json(item) for item in self.goals],
            "machines": [_as_json(item) for item in self.machines],
        }


def _as_json(item: Any) -> dict[str, Any]:
    """A thing and the things in it; what is empty or absent is left out."""
    return {
        name: [_as_json(inner) if isinstance(inner, Function) else inner for inner in value]
        if isinstance(value, tuple)
        else value
        for name, value in vars(item).items()
        if value is not None and value != ()
    }


def _law_as_json(law: Law) -> dict[str, Any]:
    references = {known.key: {"paragraph": known.paragraph, "about": known.about} for known in law.references}
    return {"version": law.version, "order": law.order, "references": references}


def from_json(content: Mapping[str, Any]) -> Edition:
    """The edition that `as_json` wrote. It was judged when it was first read, so nothing is judged here."""
    law = content["law"]
    references = tuple(LawReference(key=key, **told) for key, told in law["references"].items())
    return Edition(
        **{name: content[name] for name in ("programme", "name", "version", "goals_are_examples", "label", "source")},
        valid_from=date.fromisoformat(content["valid_from"]),
        law=Law(law["version"], law["order"], references),
        specialisations=tuple(Specialisation(**item) for item in content["specialisations"]),
        main_courses=tuple(MainCourse(**_with_tuples(item)) for item in content["main_courses"]),
        scale=tuple(Level(**item) for item in content["scale"]),
        work_areas=tuple(_work_area(item) for item in content["work_areas"]),
        goals=tuple(Goal(**_with_tuples(item)) for item in content["goals"]),
        machines=tuple(Machine(**item) for item in content["machines"]),
    )


def _work_area(item: Mapping[str, Any]) -> WorkArea:
    functions = tuple(Function(**function) for function in item["functions"])
    return WorkArea(**{**_with_tuples(item), "functions": functions})


def _with_tuples(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in item.items()}


class _Shared(Protocol):
    @property
    def specialisations(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=_Shared)


def _of(items: Iterable[T], specialisation: str) -> list[T]:
    return [item for item in items if not item.specialisations or specialisation in item.specialisations]


def goals_of(edition: Edition, specialisation: str) -> list[Goal]:
    """The goals of one specialisation, in the catalogue's order."""
    return _of(edition.goals, specialisation)


def work_areas_of(edition: Edition, specialisation: str) -> list[WorkArea]:
    return _of(edition.work_areas, specialisation)


def main_courses_of(edition: Edition, specialisation: str) -> list[MainCourse]:
    return _of(edition.main_courses, specialisation)


def machines_of(edition: Edition, specialisation: str) -> list[Machine]:
    """The machines are the same for all specialisations of a programme."""
    return list(edition.machines) if specialisation in [known.key for known in edition.specialisations] else []


def level(edition: Edition, key: str) -> Level | None:
    """The step of the scale with this key."""
    return next((step for step in edition.scale if step.key == key), None)

"""From a subject table to an edition: goals keep their keys; what no table tells is carried from the edition before."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from server.domain import goal_keys
from server.domain.catalogue import Edition, Function, Goal, MainCourse, Specialisation, WorkArea, main_courses_of
from server.domain.fagtabel import Speciality, normal

Named = tuple[str, str]  # a goal's text, and its work area's name


@dataclass(frozen=True)
class About:
    """What the table does not tell. `main_courses`: how many, where no edition before has any to carry."""

    programme: str
    name: str
    version: str
    valid_from: date
    label: str
    source: str
    main_courses: int


@dataclass
class Draft:
    """A goal of the table before it has a key."""

    text: str
    area: str
    specialisations: list[str]


def edition(table: Sequence[Speciality], about: About, base: Edition, known: Sequence[Edition]) -> Edition:
    """The edition that the table tells. `base`: the programme's newest, or for a new programme any whose scale and law
    it shall have. `known`: all editions there are."""
    own = base if base.programme == about.programme else None
    specialisations = _named([one.name for one in table], {s.name: s.key for s in own.specialisations} if own else {})
    drafts = _drafts(table, specialisations)
    areas = _named([draft.area for draft in drafts], {area.name: area.key for area in own.work_areas} if own else {})
    courses = _main_courses(about, own, list(specialisations.values()))
    made = replace(
        base,
        programme=about.programme,
        name=about.name,
        version=about.version,
        valid_from=about.valid_from,
        goals_are_examples=False,
        label=about.label,
        source=about.source,
        specialisations=tuple(Specialisation(key, name) for name, key in specialisations.items()),
        main_courses=courses,
        work_areas=_work_areas(drafts, areas, own, known, len(specialisations)),
        machines=own.machines if own else (),
        goals=(),
    )
    return replace(made, goals=tuple(_goals(drafts, areas, made, own, known)))


def _named(names: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """A key for each name, the known one where the name says the same."""
    by_words, found = {normal(name): key for name, key in known.items()}, dict[str, str]()
    for name in dict.fromkeys(names):
        key = by_words.get(normal(name))
        found[name] = key or goal_keys.new_key(name, {*known.values(), *found.values()})
    return found


def _drafts(table: Sequence[Speciality], specialisations: Mapping[str, str]) -> list[Draft]:
    """Each goal once, however many specialities have it; in another work area it is another goal."""
    found: dict[tuple[str, str], Draft] = {}
    names: dict[str, str] = {}
    for speciality in table:
        for subject in speciality.subjects:
            area = names.setdefault(normal(subject.title), subject.title)
            for text in subject.goals:
                draft = found.setdefault((normal(text), normal(area)), Draft(text, area, []))
                draft.specialisations.append(specialisations[speciality.name])
    return list(found.values())


def _main_courses(about: About, own: Edition | None, specialisations: Sequence[str]) -> tuple[MainCourse, ...]:
    """As before; a speciality that is new has all of them."""
    if own is None or not own.main_courses:
        return tuple(MainCourse(number, f"H{number}") for number in range(1, about.main_courses + 1))
    new = set(specialisations) - {one.key for one in own.specialisations}
    return tuple(_of_those(course, new, specialisations) for course in own.main_courses)


def _of_those(course: MainCourse, new: set[str], specialisations: Sequence[str]) -> MainCourse:
    if not course.specialisations:
        return course
    return replace(course, specialisations=tuple(k for k in specialisations if k in new or k in course.specialisations))


def _work_areas(
    drafts: Sequence[Draft], areas: Mapping[str, str], own: Edition | None, known: Iterable[Edition], all: int
) -> tuple[WorkArea, ...]:
    """With the functions they had; a new one has itself as its only function until somebody names more."""
    before = {area.key: area.functions for area in own.work_areas} if own else {}
    functions = {f.key: f.name for one in known for area in one.work_areas for f in area.functions}
    return tuple(
        WorkArea(key, name, before.get(key) or (_function(name, functions),), _where(drafts, name, all))
        for name, key in areas.items()
    )


def _function(name: str, known: Mapping[str, str]) -> Function:
    """A key means the same in every programme."""
    return Function(goal_keys.new_key(name, [key for key, told in known.items() if normal(told) != normal(name)]), name)


def _where(drafts: Iterable[Draft], area: str, all: int) -> tuple[str, ...]:
    found = dict.fromkeys(key for draft in drafts if draft.area == area for key in draft.specialisations)
    return () if len(found) == all else tuple(found)


def _goals(
    drafts: Sequence[Draft], areas: Mapping[str, str], made: Edition, own: Edition | None, known: Iterable[Edition]
) -> Iterable[Goal]:
    """With the plain line, the example and the main course they had. A new one is expected before the last of them."""
    before = {goal.key: goal for goal in own.goals} if own else {}
    others = {goal.key: goal.text for one in known for goal in one.goals}
    names = {area.key: area.name for area in own.work_areas} if own else {}
    words, words_before = _apart(
        {place: (draft.text, draft.area) for place, draft in enumerate(drafts)},
        {key: (goal.text, names[goal.work_area]) for key, goal in before.items()},
    )
    keys = goal_keys.keys(list(words.values()), words_before, others)
    for place, draft in enumerate(drafts):
        key = keys[words[place]]
        was = before.get(key)
        where = () if len(draft.specialisations) == len(made.specialisations) else tuple(draft.specialisations)
        courses = set.intersection(*({c.number for c in main_courses_of(made, one)} for one in draft.specialisations))
        expected = was.expected_before if was and was.expected_before in courses else max(courses, default=1)
        plain, example = (was.plain, was.example) if was and was.text == draft.text else ("", "")
        yield Goal(key, areas[draft.area], draft.text, plain, example, expected, where)


def _apart(now: Mapping[int, Named], before: Mapping[str, Named]) -> tuple[dict[int, str], dict[str, str]]:
    """Words of each that are its own: a text that stands in two work areas is told apart by the area."""
    twice = {
        text for told in (now, before) for text, times in Counter(normal(one) for one, _ in told.values()).items()
        if times > 1
    }  # fmt: skip

    def own(text: str, area: str) -> str:
        return f"{text} ({area})" if normal(text) in twice else text

    return {place: own(*one) for place, one in now.items()}, {key: own(*one) for key, one in before.items()}

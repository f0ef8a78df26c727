"""Whether the parts of an edition fit together. What could not be read is left out, so nothing is told twice."""

from collections.abc import Iterable, Iterator

from server.domain.catalogue import LawBook
from server.domain.catalogue_problems import CatalogueProblem
from server.domain.catalogue_yaml import At, Thing

# Of a speciality: about 20 are answered in four minutes, other trades have more. Of 400 a form for the pencil is set in
# half a second; of 2,000 it takes seconds.
FEWEST_GOALS, MOST_GOALS = 1, 400

Found = Iterator[tuple[int, str, dict[str, str | int]]]


def law_problems(file: str, law: Thing) -> list[CatalogueProblem]:
    """No order twice, and within an order no reference twice."""
    orders = _things(law, "orders")
    checks = [_once(orders, "version"), *(_once(_things(order.value, "references"), "key") for order in orders)]
    return _gathered(file, checks)


def problems(file: str, edition: Thing, law: LawBook) -> list[CatalogueProblem]:
    """Everything that does not fit."""
    checks = [
        _keys_once(edition),
        _specialisations_known(edition),
        _goals_placed(edition),
        _goals_expected(edition),
        _goals_counted(edition),
        _scale_rises(edition),
        _law_known(edition, law),
    ]
    return _gathered(file, checks)


def _gathered(file: str, checks: Iterable[Found]) -> list[CatalogueProblem]:
    return [CatalogueProblem.of(file, line, code, **facts) for check in checks for line, code, facts in check]


def _things(owner: Thing, name: str) -> list[At]:
    return owner[name].value if name in owner else []


def _value(thing: At, name: str) -> str | int | None:
    return thing.value[name].value if name in thing.value else None


def _keys(edition: Thing, name: str) -> list[str]:
    return [str(_value(item, "key")) for item in _things(edition, name)]


def _specialisations_of(thing: At, edition: Thing) -> list[str]:
    """The specialisations a thing belongs to: those it names, or all."""
    if "specialisations" in thing.value:
        return [at.value for at in thing.value["specialisations"].value]
    return _keys(edition, "specialisations")


def _keys_once(edition: Thing) -> Found:
    """A key names one thing of its kind in the whole edition: answers are stored under it."""
    for name in ("specialisations", "scale", "work_areas", "goals", "machines"):
        yield from _once(_things(edition, name), "key")
    yield from _once(_things(edition, "main_courses"), "number")
    yield from _once((f for area in _things(edition, "work_areas") for f in _things(area.value, "functions")), "key")


def _once(items: Iterable[At], name: str) -> Found:
    """Things whose field `name` says what an earlier one says; told where the first one stands."""
    first: dict[str, int] = {}
    for item in items:
        if name in item.value:
            key, line = str(item.value[name].value), item.value[name].line
            if key in first:
                yield line, "duplicate_key", {"key": key, "first": first[key]}
            first.setdefault(key, line)


def _specialisations_known(edition: Thing) -> Found:
    known = _keys(edition, "specialisations")
    for name in ("main_courses", "work_areas", "goals"):
        for item in _things(edition, name):
            for at in _things(item.value, "specialisations"):
                if at.value not in known:
                    yield at.line, "unknown_specialisation", {"key": at.value}


def _goals_placed(edition: Thing) -> Found:
    """Each goal stands in a work area that its specialisations have."""
    known = set(_keys(edition, "specialisations"))
    areas = {str(_value(area, "key")): _specialisations_of(area, edition) for area in _things(edition, "work_areas")}
    for goal in _things(edition, "goals"):
        if "work_area" not in goal.value:
            continue
        area, line = goal.value["work_area"].value, goal.value["work_area"].line
        if area not in areas:
            yield line, "unknown_work_area", {"key": area}
        elif set(_specialisations_of(goal, edition)) & known - set(areas[area]):
            yield line, "area_elsewhere", {"key": area}


def _goals_expected(edition: Thing) -> Found:
    """Each goal is expected before a main course that its specialisations have."""
    for key, at in ((at.value["key"].value, at) for at in _things(edition, "specialisations") if "key" in at.value):
        courses = _courses_of(key, edition)
        if not courses:
            yield at.line, "no_main_course", {"key": key}
            continue
        for goal in _things(edition, "goals"):
            number = _value(goal, "expected_before")
            if number is not None and key in _specialisations_of(goal, edition) and number not in courses:
                facts = {"number": number, "specialisation": key}
                yield goal.value["expected_before"].line, "expected_outside", facts


def _courses_of(specialisation: str, edition: Thing) -> list[str | int | None]:
    courses = _things(edition, "main_courses")
    return [_value(item, "number") for item in courses if specialisation in _specialisations_of(item, edition)]


def _goals_counted(edition: Thing) -> Found:
    for at in _things(edition, "specialisations"):
        key = str(_value(at, "key"))
        count = sum(key in _specialisations_of(goal, edition) for goal in _things(edition, "goals"))
        if count < FEWEST_GOALS:
            yield at.line, "too_few_goals", {"key": key, "count": count, "fewest": FEWEST_GOALS}
        if count > MOST_GOALS:
            yield at.line, "too_many_goals", {"key": key, "count": count, "most": MOST_GOALS}


def _scale_rises(edition: Thing) -> Found:
    """From "not tried" upwards: once a step counts as reached, every higher one does."""
    steps = [at for at in _things(edition, "scale") if "reached" in at.value]
    reached = [at.value["reached"].value for at in steps]
    if not steps:
        return
    if not any(reached):
        yield steps[-1].line, "none_reached", {}
    if reached[0]:
        yield steps[0].line, "first_step_reached", {}
    for lower, at in zip(reached, steps[1:], strict=False):
        if lower and not at.value["reached"].value:
            yield at.value["reached"].line, "reached_falls_back", {"key": str(_value(at, "key"))}


def _law_known(edition: Thing, law: LawBook) -> Found:
    if "law" in edition and edition["law"].value not in law:
        yield edition["law"].line, "unknown_law", {"version": edition["law"].value}

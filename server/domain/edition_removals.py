"""A thing taken out of a draft with what goes along, told as plain values; and put back where it stood."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from server.domain.edition_things import KINDS, MOST_THINGS, Content, Thing, find, fingerprint, key_of
from server.domain.refusal import NotFound, Refusal

Removal = dict[str, Any]
ORDER = ("specialisations", "main_courses", "work_areas", "goals", "machines", "scale")  # what others stand on first


def removal(content: Content, kind: str, key: str) -> Removal:
    """What taking it out does, whether it may be or not: `gone` with the place of each, and of things that stay the
    specialisations before and after. Raises NotFound."""
    thing, after = find(content, kind, key), _without(content, kind, key)
    stay = {name: {key_of(one): one for one in after[name]} for name in KINDS}
    gone = [
        {"kind": name, "place": place, "thing": one}
        for name in ORDER
        for place, one in enumerate(content[name])
        if key_of(one) not in stay[name]
    ]
    narrowed = [
        {"kind": name, "key": key_of(one), "before": one["specialisations"], "after": left}
        for name in ORDER
        for one in content[name]
        if (there := stay[name].get(key_of(one)))
        and (left := there.get("specialisations", [])) != one.get("specialisations", [])
    ]
    return {"kind": kind, "key": key, "name": name_of(thing), "gone": gone, "narrowed": narrowed}


def name_of(thing: Mapping[str, Any]) -> str:
    return str(thing.get("text") or thing["name"])


def along(told: Removal) -> list[str]:
    """The names of what goes with it."""
    own = (told["kind"], told["key"])
    return [name_of(one["thing"]) for one in told["gone"] if (one["kind"], key_of(one["thing"])) != own]


def going(content: Content, kind: str, key: str) -> str:
    """The fingerprint of all that goes, as somebody sees it before they take it out."""
    told = removal(content, kind, key)
    return fingerprint({"gone": [one["thing"] for one in told["gone"]]})


def removed(content: Content, kind: str, key: str) -> Thing:
    """Without it. A work area, a main course or a speciality that something stands on is not taken away."""
    find(content, kind, key)
    if kind == "work_areas" and any(goal["work_area"] == key for goal in content["goals"]):
        raise Refusal("area_has_goals")
    if kind == "main_courses" and any(str(goal["expected_before"]) == key for goal in content["goals"]):
        raise Refusal("course_has_goals")
    if len(content[kind]) == 1:
        raise Refusal("last_thing")
    return _without(content, kind, key)


def _without(content: Content, kind: str, key: str) -> Thing:
    left = {**content, kind: [thing for thing in content[kind] if key_of(thing) != key]}
    return _without_speciality(left, key) if kind == "specialisations" else left


def _without_speciality(content: Thing, key: str) -> Thing:
    """What belonged to it alone goes with it."""
    for kind in ("goals", "work_areas", "main_courses"):
        things = []
        for thing in content[kind]:
            own = [one for one in thing.get("specialisations", []) if one != key]
            if thing.get("specialisations") and not own:
                continue
            shared = {name: value for name, value in thing.items() if name != "specialisations"}
            things.append({**shared, "specialisations": own} if own else shared)
        content = {**content, kind: things}
    return content


def put_back(content: Content, told: Removal, others: Sequence[Removal] = ()) -> Thing:
    """All of it, each where it stood as far as there is such a place. What was changed meanwhile stays as it is.
    `others`: what else is taken out; with a speciality of them may have gone what this one shared."""
    if any(key_of(one) == told["key"] for one in content[told["kind"]]):
        raise Refusal("thing_there")
    if any(_went_along(others, one) for one in told["narrowed"]):
        raise Refusal("ground_gone")
    for one in told["gone"]:
        if all(key_of(one["thing"]) != key_of(there) for there in content[one["kind"]]):
            content = inserted(content, one["kind"], one["place"], one["thing"])
    for one in told["narrowed"]:
        content = _widened(content, one)
    for one in told["gone"]:
        _demand_ground(content, one["kind"], one["thing"])
    return dict(content)


def inserted(content: Content, kind: str, place: int, thing: Thing) -> Thing:
    things = list(content[kind])
    if len(things) >= MOST_THINGS:
        raise Refusal("things_many")
    things.insert(place, dict(thing))
    return {**content, kind: things}


def _went_along(others: Sequence[Removal], told: Mapping[str, Any]) -> bool:
    """Whether a thing that should have its speciality again was taken out with another one."""
    parts = [part for other in others if other["kind"] == "specialisations" for part in other["gone"]]
    return any(part["kind"] == told["kind"] and key_of(part["thing"]) == told["key"] for part in parts)


def _widened(content: Content, told: Mapping[str, Any]) -> Thing:
    """With its speciality again. Others may have gone or come back since: those are no choice that anybody made."""
    there = [key_of(one) for one in content["specialisations"]]

    def as_before(thing: Thing) -> Thing:
        own = thing.get("specialisations", [])
        if key_of(thing) != told["key"] or not own or set(own) & set(told["before"]) != set(told["after"]) & set(there):
            return thing
        again = {*own, *told["before"]}
        return {**thing, "specialisations": told["before"] if own == told["after"] else _known(again, there)}

    return {**content, told["kind"]: [as_before(one) for one in content[told["kind"]]]}


def _known(keys: Collection[str], there: Sequence[str]) -> list[str]:
    return [key for key in there if key in keys]


def _demand_ground(content: Content, kind: str, thing: Mapping[str, Any]) -> None:
    """Whatever it stands on may have been taken out after it."""
    known = {name: [key_of(one) for one in content[name]] for name in ORDER}
    if kind == "goals" and thing["work_area"] not in known["work_areas"]:
        raise Refusal("ground_gone")
    if kind == "goals" and str(thing["expected_before"]) not in known["main_courses"]:
        raise Refusal("ground_gone")
    if not set(thing.get("specialisations", [])) <= set(known["specialisations"]):
        raise Refusal("ground_gone")


def last_seen(told: Sequence[Removal], kind: str, key: str) -> tuple[int, Thing, Removal]:
    """A thing that was taken out, as it stood, with its place and how it went. `told`: the newest first. NotFound."""
    for one in told:
        for part in one["gone"]:
            if part["kind"] == kind and key_of(part["thing"]) == key:
                return part["place"], dict(part["thing"]), one
    raise NotFound

"""What an edition is made of, as people edit it: the things of each kind with their fields, changed one at a time.

A content is an edition's JSON (domain.catalogue.Edition.as_json); functions give a new one and leave the old alone.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from server.domain import goal_keys, texts
from server.domain.fagtabel import normal
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Refusal
from server.domain.seal import canonical

Content = Mapping[str, Any]
Thing = dict[str, Any]
Shape = Literal["text", "flag", "work_area", "main_course", "specialisations", "functions"]

MOST_THINGS = 2000  # of one kind
MOST_COURSES = 12  # the highest number that a declaration and a file may say
MOST_FUNCTIONS = 60  # of a work area
OWN = 100  # the last number of a version that the house's own files may have


@dataclass(frozen=True)
class Field:
    """`most`: letters of a text; `missing`: what is said where there is none. `specialisations` empty means all of
    them; `functions` are lines of names."""

    name: str
    shape: Shape = "text"
    most: int = 120
    optional: bool = False
    missing: str = "thing_text_missing"


LONG = 400
ABOUT = (Field("name"), Field("label"), Field("source", most=LONG))
KINDS: Mapping[str, tuple[Field, ...]] = {
    "goals": (
        Field("text", most=LONG, missing="goal_text_missing"),
        Field("plain", most=LONG, optional=True),
        Field("example", most=LONG, optional=True),
        Field("work_area", "work_area"),
        Field("expected_before", "main_course"),
        Field("specialisations", "specialisations"),
    ),
    "work_areas": (Field("name"), Field("functions", "functions"), Field("specialisations", "specialisations")),
    "machines": (Field("name"), Field("under_18", most=LONG, optional=True)),
    "scale": (Field("name"), Field("sentence", most=LONG), Field("reached", "flag")),
    "main_courses": (Field("name"), Field("specialisations", "specialisations")),
    "specialisations": (Field("name"),),
}


def key_of(thing: Mapping[str, Any]) -> str:
    """What a thing is known by in its kind: its key, of a main course its number."""
    return str(thing.get("key") or thing["number"])


def find(content: Content, kind: str, key: str) -> Thing:
    """Raises NotFound."""
    found = next((thing for thing in content[kind] if key_of(thing) == key), None) if kind in KINDS else None
    if found is None:
        raise NotFound
    return dict(found)


def fingerprint(thing: Mapping[str, Any] | None) -> str:
    """Tells whether a thing is as somebody saw it. Empty for one that is not there."""
    return hashlib.sha256(canonical(thing).encode()).hexdigest()[:16] if thing else ""


def read(content: Content, fields: Sequence[Field], sent: Mapping[str, Sequence[str]]) -> Thing:
    """The values of a form, each as it is kept; raises InputInvalid with all that is wrong."""
    found: Thing = {}
    problems: list[FieldProblem] = []
    for field in fields:
        value, code = _read(content, field, sent.get(field.name, []))
        if code:
            problems.append(FieldProblem(field.name, code))
        found[field.name] = value
    if problems:
        raise InputInvalid(problems)
    return found


def _read(content: Content, field: Field, sent: Sequence[str]) -> tuple[Any, str | None]:
    one = texts.tidy(sent[0]) if sent else ""
    if field.shape == "text":
        missing = None if one or field.optional else field.missing
        return one, missing or texts.problem(one, field.most)
    if field.shape == "flag":
        return bool(sent), None
    if field.shape == "work_area":
        return one, None if one in [area["key"] for area in content["work_areas"]] else "thing_choice_missing"
    if field.shape == "main_course":
        numbers = [str(course["number"]) for course in content["main_courses"]]
        return (int(one), None) if one in numbers else (0, "thing_choice_missing")
    if field.shape == "functions":
        return _names(one)
    known = [item["key"] for item in content["specialisations"]]
    chosen = [key for key in known if key in sent]
    return ([] if len(chosen) == len(known) else chosen), None if chosen else "thing_choice_missing"


def _names(text: str) -> tuple[list[str], str | None]:
    lines = [line for one in text.split("\n") if (line := texts.tidy(one))]
    wrong = next((problem for line in lines if (problem := texts.problem(line, 120))), None)
    if not lines:
        return [], "functions_missing"
    if len({normal(line) for line in lines}) < len(lines):
        return lines, "functions_twice"
    return lines, wrong or ("functions_many" if len(lines) > MOST_FUNCTIONS else None)


def put(content: Content, kind: str, key: str | None, values: Mapping[str, Any], taken: Sequence[str]) -> Thing:
    """With the thing changed, or added at the end when `key` is None. `taken`: keys of its kind that meant something in
    any edition; a new thing gets one that never did."""
    things = [dict(thing) for thing in content[kind]]
    if key is None:
        if len(things) >= MOST_THINGS:
            raise Refusal("things_many")
        things.append(_kept(content, kind, _new(kind, things, values, taken), values))
    else:
        find(content, kind, key)
        things = [_kept(content, kind, thing, values) if key_of(thing) == key else thing for thing in things]
    return {**content, kind: things}


def made_twice(content: Content, kind: str) -> bool:
    """Whether its newest thing says nothing but what another of its kind says: a form that was sent once more."""
    *others, newest = [_said(one) for one in content[kind]]
    return newest in others


def _said(thing: Mapping[str, Any]) -> Thing:
    said = {name: value for name, value in thing.items() if name not in ("key", "number")}
    return {**said, "functions": [one["name"] for one in thing.get("functions", [])]}


def _new(kind: str, things: Sequence[Thing], values: Mapping[str, Any], taken: Sequence[str]) -> Thing:
    if kind == "main_courses":
        number = max((int(thing["number"]) for thing in things), default=0) + 1
        if number > MOST_COURSES:
            raise Refusal("things_many")
        return {"number": number}
    known = {*taken, *(key_of(thing) for thing in things)}
    return {"key": goal_keys.new_key(str(values.get("text") or values["name"]), known)}


def _kept(content: Content, kind: str, thing: Thing, values: Mapping[str, Any]) -> Thing:
    """In the form of an edition's JSON: what is empty is left out, but for a goal's own lines."""
    told = {**thing, **values}
    if kind == "work_areas":
        told["functions"] = _functions(content, thing, values["functions"])
    left_out = () if kind == "goals" else ("under_18",)
    return {
        name: value
        for name, value in told.items()
        if not (name == "specialisations" and not value) and not (name in left_out and not value)
    }


def _functions(content: Content, area: Thing, names: Sequence[str]) -> list[dict[str, str]]:
    """A function keeps its key while its name says the same; else by its place when as many stand there as before."""
    before = area.get("functions", [])
    by_name = {normal(one["name"]): one["key"] for one in before}
    same_place = len(before) == len(names)
    used = {one["key"] for known in content["work_areas"] for one in known["functions"]}
    found: list[dict[str, str]] = []
    for place, name in enumerate(names):
        key = by_name.get(normal(name))
        if key is None and same_place and normal(before[place]["name"]) not in map(normal, names):
            key = before[place]["key"]
        key = key or goal_keys.new_key(name, used)
        used.add(key)
        found.append({"key": key, "name": name})
    return found


def moved(content: Content, kind: str, key: str, up: bool) -> Thing:
    """A place up or down in its list; at the end it stays. Goals move within their work area."""
    find(content, kind, key)
    things = list(content[kind])
    at = next(place for place, thing in enumerate(things) if key_of(thing) == key)
    same = [place for place, thing in enumerate(things) if _together(kind, things[at], thing)]
    there = same.index(at) + (-1 if up else 1)
    if 0 <= there < len(same):
        other = same[there]
        things[at], things[other] = things[other], things[at]
    return {**content, kind: things}


def order(content: Content, kind: str, key: str) -> str:
    """The fingerprint of the list that it moves in, as somebody saw it. Empty for one that is not there."""
    mine = next((thing for thing in content[kind] if key_of(thing) == key), None)
    if mine is None:
        return ""
    return fingerprint({"order": [key_of(one) for one in content[kind] if _together(kind, mine, one)]})


def _together(kind: str, one: Thing, other: Thing) -> bool:
    return kind != "goals" or one["work_area"] == other["work_area"]


def next_version(month: str, known: Sequence[str]) -> str:
    """ "2026-08" → "2026-08.101", or the number after those that are there. Those up to 100 are for the house's own
    files: one that comes with a later release must never have the id of what a committee has published."""
    numbers = [int(version.rpartition(".")[2]) for version in known if version.startswith(f"{month}.")]
    return f"{month}.{max([*numbers, OWN]) + 1}"


def whole(content: Content, newest: str | None) -> str:
    """The fingerprint of all that a member sees before publishing: the draft, and the edition it is compared with."""
    return fingerprint({"content": content, "newest": newest})

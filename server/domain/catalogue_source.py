"""From the text of catalogue files to editions, or to everything that is wrong with them. Reads no disk itself."""

from collections.abc import Mapping
from typing import Any

from server.domain import catalogue_rules
from server.domain.catalogue import Edition, Law, LawBook, LawReference, from_json
from server.domain.catalogue_problems import CatalogueError, CatalogueProblem
from server.domain.catalogue_yaml import At, Shape, read

LAW_FILE = "law.yaml"

TEXT, KEY, NUMBER, FLAG = Shape("text"), Shape("key"), Shape("number"), Shape("flag")
NAME = Shape("text", limit=120)
SPECIALISATIONS = Shape("keys", optional=True)
LATER = Shape("text", optional=True)  # a goal from a table has none before somebody writes one


def _things(*, optional: bool = False, **fields: Shape) -> Shape:
    return Shape("things", optional, fields=fields)


EDITION: Mapping[str, Shape] = {
    "programme": KEY,
    "name": NAME,
    "version": Shape("version"),
    "valid_from": Shape("date"),
    "goals_are_examples": FLAG,
    "label": NAME,
    "source": TEXT,
    "law": NAME,
    "specialisations": _things(key=KEY, name=NAME),
    "main_courses": _things(number=NUMBER, name=NAME, specialisations=SPECIALISATIONS),
    "scale": _things(key=KEY, name=NAME, sentence=TEXT, reached=FLAG),
    "work_areas": _things(
        key=KEY, name=NAME, specialisations=SPECIALISATIONS, functions=_things(key=KEY, name=NAME)
    ),
    "goals": _things(
        key=KEY, work_area=KEY, expected_before=NUMBER, specialisations=SPECIALISATIONS,
        text=TEXT, plain=LATER, example=LATER,
    ),
    "machines": _things(optional=True, key=KEY, name=NAME, under_18=Shape("text", optional=True)),
}  # fmt: skip

LAW: Mapping[str, Shape] = {
    "orders": _things(version=NAME, order=NAME, references=_things(key=KEY, paragraph=NAME, about=TEXT))
}


def parse(name: str, text: str, law: LawBook) -> Edition:
    """The edition in the file called `name`; raises CatalogueError with everything that is wrong."""
    root, found = read(name, text, EDITION)
    found += catalogue_rules.problems(name, root.value, law)
    if found:
        raise CatalogueError(found)
    content = _plain(root)
    told = law[content["law"]]
    references = {known.key: {"paragraph": known.paragraph, "about": known.about} for known in told.references}
    content["goals"] = [{"plain": "", "example": "", **goal} for goal in content["goals"]]
    content.setdefault("machines", [])
    return from_json({**content, "law": {"version": told.version, "order": told.order, "references": references}})


def parse_law(name: str, text: str) -> LawBook:
    """The orders by version; raises CatalogueError."""
    root, found = read(name, text, LAW)
    found += catalogue_rules.law_problems(name, root.value)
    if found:
        raise CatalogueError(found)
    orders = _plain(root)["orders"]
    return {
        order["version"]: Law(
            order["version"], order["order"], tuple(LawReference(**told) for told in order["references"])
        )
        for order in orders
    }


def parse_all(files: Mapping[str, str]) -> list[Edition]:
    """All editions of a folder given as {file name: text}, law.yaml among them; raises CatalogueError for all files."""
    if LAW_FILE not in files:
        raise CatalogueError([CatalogueProblem.of(LAW_FILE, 1, "law_missing")])
    law = parse_law(LAW_FILE, files[LAW_FILE])
    editions: dict[str, Edition] = {}
    found: list[CatalogueProblem] = []
    for name in sorted(set(files) - {LAW_FILE}):
        try:
            edition = parse(name, files[name], law)
        except CatalogueError as error:
            found += error.problems
            continue
        if edition.id in editions:
            found.append(CatalogueProblem.of(name, 1, "edition_twice", id=edition.id))
        editions[edition.id] = edition
    if found:
        raise CatalogueError(found)
    return list(editions.values())


def _plain(at: At) -> Any:
    """The values without their lines."""
    if isinstance(at.value, dict):
        return {name: _plain(inner) for name, inner in at.value.items()}
    if isinstance(at.value, list):
        return [_plain(inner) for inner in at.value]
    return at.value

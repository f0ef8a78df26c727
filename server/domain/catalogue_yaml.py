"""Reads YAML into values that know their line, against a shape given as data. Judges each field by itself."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import yaml

from server.domain import texts
from server.domain.catalogue_problems import CatalogueError, CatalogueProblem

LARGEST, DEEPEST = 1_000_000, 8  # characters of a file, and lists within lists: ours need 40,000 and 6
NOT_KIND: Mapping[str, str] = {
    "text": "not_text",
    "key": "key_form",
    "version": "version_form",
    "date": "not_a_date",
    "number": "number_outside",
    "flag": "not_flag",
    "keys": "not_keys",
    "things": "not_things",
}
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
VERSION = re.compile(r"20\d\d-\d\d\.\d{1,3}", re.ASCII)

Kind = Literal["text", "key", "version", "date", "number", "flag", "keys", "things"]


@dataclass(frozen=True)
class Shape:
    """What a field holds; `things` are a list of mappings with `fields` of their own."""

    kind: Kind
    optional: bool = False
    limit: int = 400
    fields: "Mapping[str, Shape]" = field(default_factory=dict)


@dataclass(frozen=True)
class At:
    """A value and the line it stands on. A mapping's value is a `Thing`, a list's a list of `At`."""

    value: Any
    line: int


Thing = dict[str, At]


class _Loader(yaml.SafeLoader):
    """Refuses aliases and deep nesting while composing: a small file must not grow into a huge one."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # of PyYAML, which is not annotated
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="alias", problem_mark=mark)
        if self.depth >= DEEPEST:
            raise yaml.MarkedYAMLError(problem="too_deep", problem_mark=mark)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read(file: str, text: str, shape: Mapping[str, Shape]) -> tuple[At, list[CatalogueProblem]]:
    """The file's fields that are right by themselves, and what is wrong with the others."""
    reading = _Reading(file)
    root = _compose(file, text)
    thing = reading.mapping(root, shape)
    return At(thing, 1), reading.problems


def _compose(file: str, text: str) -> yaml.MappingNode:
    """The tree of the file, or a CatalogueError when there is none to walk."""
    if len(text) > LARGEST:
        raise CatalogueError([CatalogueProblem.of(file, 1, "too_large", limit=LARGEST)])
    try:
        node = _Loader(text).get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CatalogueError([CatalogueProblem.of(file, line, "hidden_characters")]) from error
    except yaml.MarkedYAMLError as error:
        code = error.problem if error.problem in ("alias", "too_deep") else "not_yaml"
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError([CatalogueProblem.of(file, line, str(code))]) from error
    if not isinstance(node, yaml.MappingNode):
        raise CatalogueError([CatalogueProblem.of(file, 1, "not_yaml")])
    return node


class _Reading:
    """One walk through one file, gathering what is wrong on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[CatalogueProblem] = []

    def wrong(self, node: yaml.Node, code: str, **facts: str | int) -> None:
        self.problems.append(CatalogueProblem.of(self.file, node.start_mark.line + 1, code, **facts))

    def mapping(self, node: yaml.MappingNode, shape: Mapping[str, Shape]) -> Thing:
        found: Thing = {}
        seen: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            if name in seen:
                self.wrong(key, "duplicate_field", name=name)
            elif name not in shape:
                self.wrong(key, "unknown_field", name=name)
            elif (read := self.value(name, value, shape[name])) is not None:
                found[name] = At(read, value.start_mark.line + 1)
            seen.add(name)
        for name, wanted in shape.items():
            if not wanted.optional and name not in seen:
                self.wrong(node, "missing", name=name)
        return found

    def value(self, name: str, node: yaml.Node, shape: Shape) -> Any:
        """The field's value, or None when it cannot be used."""
        if shape.kind == "things":
            return self.things(name, node, shape)
        if shape.kind == "keys":
            return self.keys(name, node)
        return self.scalar(name, node, shape)

    def things(self, name: str, node: yaml.Node, shape: Shape) -> list[At] | None:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.wrong(node, NOT_KIND["things"], name=name)
            return None
        found = []
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                found.append(At(self.mapping(item, shape.fields), item.start_mark.line + 1))
            else:
                self.wrong(item, NOT_KIND["things"], name=name)
        return found

    def keys(self, name: str, node: yaml.Node) -> list[At] | None:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.wrong(node, NOT_KIND["keys"], name=name)
            return None
        read = [(item, self.scalar(name, item, Shape("key"))) for item in node.value]
        return [At(key, item.start_mark.line + 1) for item, key in read if key is not None]

    def scalar(self, name: str, node: yaml.Node, shape: Shape) -> Any:
        convert, tags = SCALARS[shape.kind]
        if not isinstance(node, yaml.ScalarNode) or node.tag.removeprefix("tag:yaml.org,2002:") not in tags:
            empty = isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")
            self.wrong(node, "empty" if empty else NOT_KIND[shape.kind], name=name)
            return None
        value, code = convert(node.value, shape)
        if code:
            self.wrong(node, code, name=name)
        return None if code else value


Converted = tuple[Any, str | None]


def _text(written: str, shape: Shape) -> Converted:
    value = texts.tidy(written)
    code = texts.problem(value, shape.limit) if value else "empty"
    return value, "hidden_characters" if code == "text_hidden_characters" else code


def _key(written: str, _: Shape) -> Converted:
    return written, None if KEY.fullmatch(written) else "key_form"


def _version(written: str, _: Shape) -> Converted:
    return written, None if VERSION.fullmatch(written) else "version_form"


def _date(written: str, _: Shape) -> Converted:
    try:
        return date.fromisoformat(written).isoformat(), None if re.fullmatch(r"[\d-]{10}", written) else "not_a_date"
    except ValueError:
        return None, "not_a_date"


def _number(written: str, _: Shape) -> Converted:
    return (int(written), None) if re.fullmatch(r"[1-9]|1[0-2]", written) else (None, "number_outside")


def _flag(written: str, _: Shape) -> Converted:
    return written == "true", None if written in ("true", "false") else "not_flag"


# How each kind is read, and what YAML may think it is: `no` unquoted is a flag to YAML, not a text.
SCALARS: Mapping[str, tuple[Callable[[str, Shape], Converted], tuple[str, ...]]] = {
    "text": (_text, ("str",)),
    "key": (_key, ("str",)),
    "version": (_version, ("str",)),
    "date": (_date, ("str", "timestamp")),
    "number": (_number, ("int",)),
    "flag": (_flag, ("bool",)),
}

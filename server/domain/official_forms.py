"""The committee's own form: which of its fields takes which fact, and what is then written where."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from server.domain import texts
from server.domain.agreements import KINDS
from server.domain.refusal import FieldProblem, InputInvalid

LARGEST = 5 * 1024 * 1024  # bytes
SAYS_LETTERS = 120
Field = Mapping[str, Any]  # as documents/form_box/fields.py reads it


@dataclass(frozen=True)
class Link:
    """A field takes a fact. For a tick: one of its states, set when the fact is there, or is `says`."""

    name: str
    fact: str
    state: str = ""
    says: str = ""


@dataclass(frozen=True)
class OfficialForm:
    """A form that was uploaded, with its fields and what they take."""

    content: bytes
    fields: Sequence[Field]
    links: Sequence[Link]


@dataclass(frozen=True)
class LeftOut:
    """A value that does not go into its field, which stays empty. `why`: too_long or no_option."""

    name: str
    fact: str
    why: str


@dataclass(frozen=True)
class Plan:
    """What is written: texts as they are stored and as they are seen, and the state of each tick."""

    texts: Mapping[str, tuple[str, str]]
    ticks: Mapping[str, str]
    left_out: tuple[LeftOut, ...]


def demand_placed(kind: str, programme: str, programmes: Iterable[str]) -> None:
    """A kind we know, and a programme or all of them (empty)."""
    problems = []
    if kind not in KINDS:
        problems.append(FieldProblem("kind", "form_kind_missing"))
    if programme and programme not in programmes:
        problems.append(FieldProblem("programme", "form_programme_unknown"))
    if problems:
        raise InputInvalid(problems)


def targets(field: Field) -> list[str]:
    """The places of a field that take a fact: each state of a tick, else the one field."""
    return [one["state"] for one in field["states"]] if field["kind"] == "tick" else [""]


def kept(links: Iterable[Link], before: Iterable[Field], now: Iterable[Field]) -> tuple[list[Link], list[Link]]:
    """What still holds after another file was uploaded, and what is lost: a field of that name and kind is not there
    any more, or has no such state."""
    was = {field["name"]: field["kind"] for field in before}
    places = {(field["name"], field["kind"], state) for field in now for state in targets(field)}
    known = [(link, (link.name, was.get(link.name, ""), link.state) in places) for link in links]
    return [link for link, holds in known if holds], [link for link, holds in known if not holds]


def fingerprint(digest: str, links: Iterable[Link]) -> str:
    """Of a file and what its fields take: what somebody looked at, before they save or take it into use."""
    told = [digest, *sorted("\n".join((link.name, link.state, link.fact, link.says)) for link in links)]
    return hashlib.sha256("\0".join(told).encode("utf-8", "surrogatepass")).hexdigest()


def demand_links(links: Iterable[Link], fields: Iterable[Field], facts: Iterable[str]) -> list[Link]:
    """Those that name a place of the form and a fact there is; anything else no page of ours sends."""
    places = {(field["name"], state) for field in fields for state in targets(field)}
    found, offered = [replace(link, says=texts.tidy(link.says)) for link in links], set(facts)
    if any((link.name, link.state) not in places or link.fact not in offered for link in found):
        raise InputInvalid([FieldProblem("", "value_wrong_type")])
    return found


def plan(form: OfficialForm, facts: Mapping[str, str]) -> Plan:
    """What the facts make of the form. What is not known leaves its field as it is."""
    written: dict[str, tuple[str, str]] = {}
    ticks: dict[str, str] = {}
    left_out: list[LeftOut] = []
    by_name: dict[str, list[Link]] = {}
    for link in form.links:
        by_name.setdefault(link.name, []).append(link)
    for field in form.fields:
        links = by_name.get(field["name"], [])
        if field["kind"] == "tick":
            if state := next((link.state for link in links if _holds(link, facts)), ""):
                ticks[field["name"]] = state
            continue
        for link in links:
            value = facts.get(link.fact, "").strip()
            found = _written(field, value)
            if found is not None and value:
                written[field["name"]] = found
            elif value:
                why = "no_option" if field["kind"] == "choice" else "too_long"
                left_out.append(LeftOut(field["name"], link.fact, why))
    return Plan(written, ticks, tuple(left_out))


def _holds(link: Link, facts: Mapping[str, str]) -> bool:
    value = facts.get(link.fact, "").strip()
    return texts.folded(value) == texts.folded(link.says) if link.says else bool(value)


def _written(field: Field, value: str) -> tuple[str, str] | None:
    """Stored and seen; None when it cannot go in."""
    if field["kind"] == "choice":
        return _chosen(field, value)
    shown = value if field["multiline"] else ", ".join(value.splitlines())
    if field["comb"] and len(shown) > field["longest"]:
        shown = "".join(letter for letter in shown if letter not in " -")  # 04-12-2026 in eight cells
    fits = not field["longest"] or len(shown) <= field["longest"]
    return (shown, shown) if fits else None


def _chosen(field: Field, value: str) -> tuple[str, str] | None:
    wanted = texts.folded(value)
    for option in field["options"]:
        if wanted in (texts.folded(option["label"]), texts.folded(option["value"])):
            return option["value"], option["label"]
    return (value, value) if field["free"] else None

"""Saying no to a request: why, in whose place, and what becomes of the declaration's addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.domain import addresses, texts
from server.domain.answers import NAME
from server.domain.refusal import FieldProblem

REASONS = ("not_me", "not_here", "cannot", "other")
NAMES_ANOTHER = ("not_me", "cannot")  # with these reasons the right person may be named
WORDS = 1000
LISTS = ("details.supervisors", "details.workplace_contacts")


@dataclass(frozen=True)
class Decline:
    """What was chosen and typed. `instead`: `{name, address}` of the right person, or None."""

    reason: str
    text: str
    instead: Mapping[str, Any] | None = None


def problems(said: Decline, answers: Mapping[str, Any], *, own: str, apprentice: str) -> list[FieldProblem]:
    """What is wrong with it, each at its field. `own`: the address that declines."""
    if said.reason not in REASONS:
        return [FieldProblem("reason", "value_wrong_type")]
    if said.instead is not None and said.reason not in NAMES_ANOTHER:
        return [FieldProblem("instead", "value_wrong_type")]
    code = texts.problem(said.text, WORDS, lines=True)
    if not code and said.instead is None and not said.text.strip():
        code = "why_missing"
    found = [FieldProblem("text", code)] if code else []
    return found + (_person(said.instead, answers, own, apprentice) if said.instead is not None else [])


def _person(instead: Mapping[str, Any], answers: Mapping[str, Any], own: str, apprentice: str) -> list[FieldProblem]:
    name, address = instead.get("name"), instead.get("address")
    if set(instead) != {"name", "address"} or not isinstance(name, str) or not isinstance(address, str):
        return [FieldProblem("instead", "value_wrong_type")]
    named = texts.problem(name, NAME) or (None if name.strip() else "supervisor_name_missing")
    found = [FieldProblem("instead.name", named)] if named else []
    code = addresses.problem(address) or refused(address, answers, apprentice)
    if not code and addresses.normal(address) == own:
        code = "address_your_own"
    return found + ([FieldProblem("instead.address", code)] if code else [])


def refused(address: str, answers: Mapping[str, Any], apprentice: str) -> str | None:
    """Why an address may not stand for the workplace: it is the apprentice's, or a school's that is no workplace."""
    mine = addresses.normal(address)
    if addresses.mailbox(mine) == addresses.mailbox(apprentice):
        return "address_of_apprentice"
    school = [addresses.normal(person["address"]) for person in answers.get("details.school_contacts") or []]
    return "address_of_school" if mine in school and not answers.get("details.training_centre") else None


def with_instead(answers: Mapping[str, Any], own: str, instead: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """The lists that change: whoever declined goes, the right person stands in their place among the supervisors."""
    right = {"name": texts.tidy(instead["name"]), "address": addresses.normal(instead["address"])}
    lists: dict[str, list[dict[str, str]]] = {field: list(answers.get(field) or []) for field in LISTS}
    supervisors = lists[LISTS[0]]
    place = next((i for i, person in enumerate(supervisors) if _is(person, own)), len(supervisors))
    if not any(_is(person, right["address"]) for person in supervisors):
        supervisors.insert(place, right)
    after = {field: [person for person in people if not _is(person, own)] for field, people in lists.items()}
    return {field: people for field, people in after.items() if people != (answers.get(field) or [])}


def _is(person: Mapping[str, str], address: str) -> bool:
    return addresses.normal(person["address"]) == address

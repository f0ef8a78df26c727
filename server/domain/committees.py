"""What a committee is called and what it is about. A programme has one owner."""

import re
from collections.abc import Collection, Iterable

from server.domain import addresses, texts
from server.domain.refusal import FieldProblem, InputInvalid, NotFound
from server.domain.roles import Reader, Seat

NAME = 120  # letters
KINDS = ("trade", "local")
KEY = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
MOST_PROGRAMMES = 40


def demand(kind: str, name: str, programmes: Collection[str], school: bool, owned: Collection[str]) -> None:
    """`school`: whether one that is known was chosen; `owned`: the programmes that other trade committees own."""
    found = [*_name(name), *_programmes(kind, programmes, owned)]
    if kind not in KINDS:
        found.append(FieldProblem("kind", "value_wrong_type"))
    if kind == "local" and not school:
        found.append(FieldProblem("school", "committee_school_missing"))
    if found:
        raise InputInvalid(found)


def _name(name: str) -> list[FieldProblem]:
    code = texts.problem(name, NAME) or (None if texts.tidy(name) else "committee_name_missing")
    return [FieldProblem("name", code)] if code else []


def _programmes(kind: str, programmes: Collection[str], owned: Collection[str]) -> Iterable[FieldProblem]:
    if not programmes:
        yield FieldProblem("programmes", "committee_programmes_missing")
    elif len(programmes) > MOST_PROGRAMMES or not all(KEY.fullmatch(key) for key in programmes):
        yield FieldProblem("programmes", "programme_key_form")
    elif kind == "trade" and (taken := sorted(set(programmes) & set(owned))):
        yield FieldProblem("programmes", "programme_owned", (("programme", taken[0]),))


def demand_member(address: str, name: str) -> None:
    """Their mailbox may be anywhere: they are employers and workers, not the school's staff."""
    wrong = texts.problem(name, NAME) or (None if texts.tidy(name) else "member_name_missing")
    problems = [FieldProblem("address", code)] if (code := addresses.problem(address)) else []
    problems += [FieldProblem("member_name", wrong)] if wrong else []
    if problems:
        raise InputInvalid(problems)


def owner(reader: Reader, programme: str) -> Seat:
    """The reader's seat on the trade committee that owns the programme. Raises NotFound."""
    found = next((one for one in reader.seats if one.kind == "trade" and programme in one.programmes), None)
    if found is None:
        raise NotFound
    return found

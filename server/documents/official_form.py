"""The committee's own form: checked when it comes, filled with facts, shown as pictures.

Whatever opens the uploaded file does so in a box (form_box): another process with little time and memory and no secret.
All of it blocks: call it through `in_turn`.
"""

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.documents import form_letters
from server.documents.form_box import frames
from server.documents.turns import Turns
from server.domain import official_forms as rules
from server.domain.agreements import KINDS
from server.domain.final_form import FACTS, TICK, is_tick
from server.domain.official_forms import LARGEST, SAYS_LETTERS, LeftOut, Link, OfficialForm, targets
from server.domain.refusal import FieldProblem, InputInvalid

ROOT = Path(__file__).parents[2]
PATIENCE = 30.0  # seconds on the wall; the box's own limit counts computing
AT_ONCE = 2
# What pages need to know of the rules.
__all__ = [
    "FACTS", "KINDS", "LARGEST", "SAYS_LETTERS", "TICK", "BoxFailed", "Checked", "Filled", "LeftOut", "Link",
    "OfficialForm", "check", "fill", "in_turn", "is_tick", "left_out", "picture", "targets",
]  # fmt: skip
in_turn = Turns("official_form", AT_ONCE).take  # each may take the memory that one form may take


class BoxFailed(Exception):
    """The box used up its time or memory, or broke on the file."""


@dataclass(frozen=True)
class Checked:
    """What an uploaded form holds: its fields, and the measures of its pages."""

    fields: Sequence[Mapping[str, Any]]
    pages: Sequence[Mapping[str, float]]


@dataclass(frozen=True)
class Filled:
    """The form as a PDF, and the values that did not go in: their fields are empty."""

    content: bytes
    left_out: Sequence[LeftOut]


def check(content: bytes, at: str = "file") -> Checked:
    """The form's fields; InputInvalid at the field `at` says what is wrong with it."""
    try:
        told, _ = _box({"task": "check"}, content)
    except BoxFailed:
        raise InputInvalid([FieldProblem(at, "form_too_heavy")]) from None
    if code := told.get("unfit"):
        raise InputInvalid([FieldProblem.of(at, code, **told["facts"])])
    return Checked(told["fields"], told["pages"])


def fill(form: OfficialForm, facts: Mapping[str, str]) -> Filled:
    """The form with what is known, its fields still open for the rest. Raises BoxFailed."""
    told, letters, left_out = _values(form, facts)
    _, [made] = _box({"task": "fill", **told}, form.content, letters)
    return Filled(made, left_out)


def left_out(form: OfficialForm, facts: Mapping[str, str]) -> Sequence[LeftOut]:
    """What `fill` would leave out."""
    return _values(form, facts)[2]


def picture(
    form: OfficialForm, page: int, marks: Sequence[Mapping[str, Any]], facts: Mapping[str, str] | None = None
) -> bytes:
    """A page as a PNG with numbers at the fields of `marks`; filled when there are facts. Raises BoxFailed."""
    asked: dict[str, Any] = {"task": "picture", "page": page, "marks": list(marks)}
    if facts is None:
        return _box(asked, form.content)[1][0]
    told, letters, _ = _values(form, facts)
    return _box({**asked, **told}, form.content, letters)[1][0]


def _values(form: OfficialForm, facts: Mapping[str, str]) -> tuple[dict[str, Any], bytes, Sequence[LeftOut]]:
    """What the box writes, the letters for it, and what does not go in."""
    plan = rules.plan(form, facts)
    fields = {field["name"]: field for field in form.fields}
    boxes: list[dict[str, Any]] = []
    pages: dict[str, list[int]] = {}
    for name, (_, seen) in plan.texts.items():
        places = fields[name]["boxes"]
        pages[name] = list(range(len(boxes), len(boxes) + len(places)))
        boxes += [form_letters.box(fields[name], place, seen) for place in places]
    letters = form_letters.set_in(boxes)
    full = [name for name in plan.texts if not all(letters.fits[page] for page in pages[name])]
    takes = {link.name: link.fact for link in form.links}
    over = [LeftOut(name, takes[name], "too_long") for name in full]
    texts = {
        name: {"value": stored, "pages": pages[name]} for name, (stored, _) in plan.texts.items() if name not in full
    }
    return {"texts": texts, "ticks": dict(plan.ticks)}, letters.pages, [*plan.left_out, *over]


def _box(told: Mapping[str, Any], *blobs: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """One task in a process of its own. Its environment is empty: no secret of the server is in there."""
    program = [sys.executable, "-m", "server.documents.form_box"]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(frames.pack(told, *blobs))
        given.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 (our own program)
                program, stdin=given, stdout=answer, stderr=subprocess.DEVNULL, cwd=ROOT, env={}, timeout=PATIENCE
            )
        except subprocess.TimeoutExpired:
            raise BoxFailed from None
        answer.seek(0)
        if done.returncode:
            raise BoxFailed
        return frames.unpack(answer.read())

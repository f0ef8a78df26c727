"""The fields of a form as plain values: what each is called, where it stands, what can be put in it."""

import math
from collections.abc import Iterator
from typing import Any

import pikepdf

from server.documents.form_box import limits

READ_ONLY, RADIO, PUSH, MULTILINE, PASSWORD, FILE, COMB = 1, 1 << 15, 1 << 16, 1 << 12, 1 << 13, 1 << 20, 1 << 24
COMBO, EDIT = 1 << 17, 1 << 18
HIDDEN, NO_VIEW = 1 << 1, 1 << 5
INHERITED = ("/FT", "/Ff", "/MaxLen", "/DA", "/Q", "/Opt")
DEEPEST = 32
LEAST_SIDE = 4.0  # points: what is smaller nobody can fill
NAME_LETTERS, MOST_CELLS = 200, 100
Told = dict[str, Any]


class TooMany(Exception):
    """More fields than we take."""


def read(document: pikepdf.Pdf) -> list[Told]:
    """The fields somebody may fill, in the order of the pages, from top to bottom. `kind`: text, tick or choice."""
    places, merged = places_of(document), dict[str, Told]()
    for name, known, widgets in walk(document):
        told = _field(name, known)
        boxes = [found for widget in widgets if (found := box(widget, places))]
        if told is None or not boxes:
            continue
        told["boxes"] = boxes
        if told["kind"] == "tick":
            told["states"] = _states(known, widgets)
            if not told["states"]:
                continue
        if name not in merged:
            merged[name] = told
        elif merged[name]["kind"] == told["kind"]:  # two fields of one name: both take the same
            merged[name]["boxes"] += told["boxes"]
    return sorted(merged.values(), key=_order)


def walk(document: pikepdf.Pdf) -> Iterator[tuple[str, Told, list[Any]]]:
    """Every field at the end of the tree: its full name, what it has of its own or from above, and its widgets."""
    form = document.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    above = {key: form[key] for key in ("/DA", "/Q") if key in form}
    left = [(one, "", above, 0) for one in reversed(list(form.get("/Fields", [])))]
    seen, count = set[tuple[int, int]](), 0
    while left:
        one, before, above, depth = left.pop()
        if not isinstance(one, pikepdf.Dictionary) or depth > DEEPEST or one.objgen in seen:
            continue
        if one.is_indirect:
            seen.add(one.objgen)
        name = ".".join(part for part in (before, str(one.get("/T", ""))) if part)
        known = {**above, **{key: one[key] for key in INHERITED if key in one}, "field": one}
        kids = [kid for kid in one.get("/Kids", []) if isinstance(kid, pikepdf.Dictionary)]
        named = [kid for kid in kids if "/T" in kid]
        if named:
            left += [(kid, name, known, depth + 1) for kid in reversed(named)]
            continue
        count += 1
        if count > limits.MOST_FIELDS or len(kids) > limits.MOST_BOXES:
            raise TooMany
        yield name, known, kids or [one]


def _field(name: str, known: Told) -> Told | None:
    """None for what nobody fills: buttons, signatures, read-only fields, and what has no name."""
    flags, kind = number(known.get("/Ff")), str(known.get("/FT", ""))
    if not name or len(name) > NAME_LETTERS or flags & READ_ONLY:
        return None
    label = str(known["field"].get("/TU", "")) or name.rpartition(".")[2]
    told: Told = {"name": name, "label": label[:NAME_LETTERS]}
    if kind == "/Tx" and not flags & (PASSWORD | FILE):
        longest, comb = max(0, number(known.get("/MaxLen"))), cells(known) > 1
        lines = bool(flags & MULTILINE)
        return {**told, "kind": "text", "multiline": lines, "comb": comb, "longest": longest, **_looks(known)}
    if kind == "/Btn" and not flags & PUSH:
        return {**told, "kind": "tick"}
    if kind == "/Ch":
        options = [pair for one in list(known.get("/Opt", []))[: limits.MOST_FIELDS] if (pair := _option(one))]
        written = bool(flags & COMBO and flags & EDIT)
        return {**told, "kind": "choice", "options": options, "free": written, **_looks(known)}
    return None


def kind(name: str, known: Told) -> str | None:
    """What kind of field it is; None for what nobody fills."""
    told = _field(name, known)
    return told["kind"] if told else None


def cells(known: Told) -> int:
    """How many letters stand in a cell each; 1 for a field that is one room."""
    longest = number(known.get("/MaxLen"))
    comb = number(known.get("/Ff")) & (COMB | MULTILINE) == COMB
    return longest if comb and 1 < longest <= MOST_CELLS else 1


def _looks(known: Told) -> Told:
    """How its letters stand: the size it asks for (0: what fits) and where they begin."""
    parts = str(known.get("/DA", "")).split()
    before = parts[parts.index("Tf") - 1] if "Tf" in parts[1:] else "0"
    try:
        size = float(before)
    except ValueError:
        size = 0.0
    align = {1: "center", 2: "right"}.get(number(known.get("/Q")), "left")
    return {"size": size if 0 < size <= 40 else 0.0, "align": align}


def _option(one: Any) -> Told | None:
    """What is written in the form for a choice, and what is seen."""
    if isinstance(one, pikepdf.Array):
        return {"value": str(one[0]), "label": str(one[1])} if len(one) == 2 else None
    return {"value": str(one), "label": str(one)} if isinstance(one, pikepdf.String) else None


def _states(known: Told, widgets: list[Any]) -> list[Told]:
    """What a tick can say, off left out; `label` as the form calls it."""
    options, found = list(known.get("/Opt", [])), dict[str, str]()
    for at, widget in enumerate(widgets):
        for state in on_states(widget):
            told = options[at] if at < len(options) else state.removeprefix("/")
            found.setdefault(state, str(told))
    return [{"state": state, "label": label[:NAME_LETTERS]} for state, label in found.items()]


def on_states(widget: Any) -> list[str]:
    shown = widget.get("/AP", {}).get("/N") if isinstance(widget.get("/AP", {}), pikepdf.Dictionary) else None
    if not isinstance(shown, pikepdf.Dictionary):
        return []
    return [state for state in shown.keys() if state != "/Off"]  # noqa: SIM118 (a pikepdf dictionary)


def places_of(document: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    """On which page each annotation stands."""
    found: dict[tuple[int, int], int] = {}
    for at, page in enumerate(document.pages):
        for one in page.obj.get("/Annots", []):
            if isinstance(one, pikepdf.Dictionary) and one.is_indirect:
                found.setdefault(one.objgen, at)
    return found


def box(widget: Any, places: dict[tuple[int, int], int]) -> Told | None:
    page, rect = places.get(widget.objgen), rectangle(widget.get("/Rect"))
    if page is None or rect is None or number(widget.get("/F")) & (HIDDEN | NO_VIEW):
        return None
    if min(rect[2] - rect[0], rect[3] - rect[1]) < LEAST_SIDE:
        return None
    states = on_states(widget)
    return {"page": page, "rect": rect, "turned": turned(widget), "state": states[0] if states else ""}


def turned(widget: Any) -> int:
    """How many degrees a widget's letters are turned."""
    looks = widget.get("/MK")
    return number(looks.get("/R")) % 360 if isinstance(looks, pikepdf.Dictionary) else 0


def rectangle(found: Any) -> list[float] | None:
    """Left, bottom, right, top; None for what is no rectangle on a page."""
    try:
        one, two, three, four = (float(side) for side in found)
    except (TypeError, ValueError, ArithmeticError):
        return None
    sides = [min(one, three), min(two, four), max(one, three), max(two, four)]
    return sides if all(math.isfinite(side) and abs(side) < 20_000 for side in sides) else None


def number(found: Any) -> int:
    try:
        return int(found or 0)
    except (TypeError, ValueError, ArithmeticError):
        return 0


def _order(field: Told) -> tuple[int, float, float]:
    first = field["boxes"][0]
    return first["page"], round(-first["rect"][3] / 6), first["rect"][0]

"""Writes values into a form. What is seen are letters that our own typesetter has set, so that every viewer shows æ, ø
and å; the fields stay fields, for whoever fills in the rest."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from server.documents.form_box import fields

Told = dict[str, Any]
TURNS = {90: [0, 1, -1, 0, 0, 0], 180: [-1, 0, 0, -1, 0, 0], 270: [0, -1, 1, 0, 0, 0]}


def fill(told: Told, blobs: list[bytes]) -> tuple[Told, bytes]:
    return {}, filled(told, *blobs)


def filled(told: Told, content: bytes, letters: bytes) -> bytes:
    """`told["texts"]`: `{name: {value, pages}}`, the pages of `letters` for its boxes one by one; `told["ticks"]`:
    `{name: state}`."""
    with pikepdf.open(io.BytesIO(content)) as document, pikepdf.open(io.BytesIO(letters)) as set_letters:
        places = fields.places_of(document)
        unseen = bool(document.Root.AcroForm.get("/NeedAppearances", False))
        if unseen:
            document.generate_appearance_streams()  # of what the form itself has written in some fields
        kinds = {field["name"]: field["kind"] for field in fields.read(document)}
        pages = {name: iter(text["pages"]) for name, text in told["texts"].items()}
        for name, known, widgets in fields.walk(document):
            taken = fields.kind(name, known) == kinds.get(name)  # another of that name, a button say, stays as it is
            if taken and name in told["texts"]:
                shown = [widget for widget in widgets if fields.box(widget, places)]
                _write(document, set_letters, known, shown, told["texts"][name]["value"], pages[name])
            elif taken and name in told["ticks"]:
                _tick(known["field"], widgets, told["ticks"][name])
            elif unseen:
                _show_empty(document, known, widgets)
        _settle(document)
        made = io.BytesIO()
        document.save(made, deterministic_id=True)
    return made.getvalue()


def _settle(document: pikepdf.Pdf) -> None:
    """No viewer shall set our letters anew, nor miss a permission that only holds for an untouched file."""
    form = document.Root.AcroForm
    for key in ("/NeedAppearances", "/SigFlags"):
        if key in form:
            del form[key]
    if "/Perms" in document.Root:
        del document.Root["/Perms"]


def _write(
    document: pikepdf.Pdf, letters: pikepdf.Pdf, known: Told, shown: list[Any], value: str, pages: Iterator[int]
) -> None:
    field = known["field"]
    field.V = String(value)
    for key in ("/RV", "/I"):
        if key in field:
            del field[key]
    for widget in shown:
        page = next(pages)
        placed = document.copy_foreign(letters.pages[page].as_form_xobject())
        widget.AP = Dictionary(N=document.make_indirect(_appearance(document, widget, placed, fields.cells(known))))
        if "/AS" in widget:
            del widget["/AS"]


def _show_empty(document: pikepdf.Pdf, known: Told, widgets: list[Any]) -> None:
    """The form left it to viewers to draw its fields, which none does any more once ours are drawn."""
    if known.get("/FT") not in (Name.Tx, Name.Ch):
        return
    for widget in widgets:
        if "/AP" not in widget and fields.rectangle(widget.get("/Rect")):
            drawn = _appearance(document, widget, None, fields.cells(known))
            widget.AP = Dictionary(N=document.make_indirect(drawn))


def _appearance(document: pikepdf.Pdf, widget: Any, placed: Any, cells: int) -> Stream:
    """The field's ground and frame as the form wants them, and the letters on it. `cells`: a letter each; or 1.
    `placed`: the letters; None for an empty field."""
    left, bottom, right, top = fields.rectangle(widget.Rect) or [0, 0, 1, 1]
    width, height = right - left, top - bottom
    turn = fields.turned(widget)
    if turn in (90, 270):
        width, height = height, width
    drawing = _ground(widget, width, height, cells) + (
        b"/Tx BMC q /Letters Do Q EMC" if placed is not None else b"/Tx BMC EMC"
    )
    made = Stream(document, drawing)
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = Array([0, 0, width, height])
    if turn in TURNS:
        made.Matrix = Array(TURNS[turn])
    made.Resources = Dictionary(XObject=Dictionary(Letters=placed)) if placed is not None else Dictionary()
    return made


def _ground(widget: Any, width: float, height: float, cells: int) -> bytes:
    looks = widget.get("/MK")
    if not isinstance(looks, Dictionary):
        return b""
    drawing = ""
    if colour := _colour(looks.get("/BG"), "g rg k"):
        drawing += f"q {colour} 0 0 {width:.2f} {height:.2f} re f Q "
    style = widget.get("/BS")
    line = float(style.get("/W", 1)) if isinstance(style, Dictionary) else 1.0
    if 0 < line < 10 and (colour := _colour(looks.get("/BC"), "G RG K")):
        half = line / 2
        between = " ".join(
            f"{width * at / cells:.2f} 0 m {width * at / cells:.2f} {height:.2f} l" for at in range(1, cells)
        )
        frame = f"{half:.2f} {half:.2f} {width - line:.2f} {height - line:.2f} re"
        drawing += f"q {colour} {line:.2f} w {frame} {between} S Q "
    return drawing.encode()


def _colour(found: Any, operators: str) -> str:
    """As a drawing says it; nothing for no colour."""
    if not isinstance(found, Array) or len(found) not in (1, 3, 4):
        return ""
    operator = dict(zip((1, 3, 4), operators.split(), strict=True))[len(found)]
    return " ".join(f"{float(part):.3f}" for part in found) + f" {operator}"


def _tick(field: Any, widgets: list[Any], state: str) -> None:
    """`state` empty: off."""
    field.V = Name(state) if state else Name.Off
    for widget in widgets:
        widget.AS = Name(state) if state in fields.on_states(widget) else Name.Off

"""The letters that stand in a form's fields, set by our own typesetter: a page for each box, or none that fit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import typst

from server.documents import typeset

TEMPLATE = typeset.FOLDER / "form_values.typ"
LEAST, LINES, LINE, COMB = (
    6.0,
    10.0,
    12.0,
    11.0,
)  # points: the smallest; and what we take where the form leaves it to us


@dataclass(frozen=True)
class Letters:
    """`pages`: a PDF with a page for each box that was asked for; `fits`: whether its text does."""

    pages: bytes
    fits: Sequence[bool]


def set_in(boxes: Sequence[Mapping[str, Any]]) -> Letters:
    """`boxes`: as `box` makes them. Blocks, like typeset.pdf."""
    told = json.dumps(typeset.shown({"boxes": list(boxes)}), ensure_ascii=False)
    how: dict[str, Any] = {"root": typeset.FOLDER, "ignore_system_fonts": True, "sys_inputs": {"data": told}}
    fits = json.loads(typst.query(TEMPLATE, "<fits>", field="value", **how))
    made = typst.compile(TEMPLATE, pdf_tags=False, timestamp=0, **how)
    typeset.forget()
    return Letters(made, fits)


def box(field: Mapping[str, Any], place: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A text for one place of a field."""
    left, bottom, right, top = place["rect"]
    width, height = right - left, top - bottom
    if place["turned"] in (90, 270):
        width, height = height, width
    comb = field["longest"] if field.get("comb") else 0
    most = field["size"] or (COMB if comb else LINES if field.get("multiline") else LINE)
    return {
        "width": width, "height": height, "text": text, "align": field["align"], "comb": comb,
        "multiline": bool(field.get("multiline")), "most": most, "least": min(most, LEAST),
    }  # fmt: skip

"""A page of a form as a picture, with numbers at its fields: a PDF from outside is never shown in our own pages."""

import io
from collections.abc import Sequence
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from server.documents.form_box import filling

WIDTH, TALLEST = 1100, 1800  # dots
COLOURS = {"filled": "#17594a", "empty": "#b25e00", "wrong": "#b3261e"}
BADGE, LETTERS = 34, 25  # dots; shown half as large
Told = dict[str, Any]
FORM_FAILED = RuntimeError


def picture(told: Told, blobs: list[bytes]) -> tuple[Told, bytes]:
    """Page `told["page"]` as a PNG, filled first when values come along. `told["marks"]`: `[{number, look, rect}]`."""
    content = filling.filled(told, *blobs) if len(blobs) > 1 else blobs[0]
    return {}, drawn(content, told["page"], told["marks"])


def drawn(content: bytes, page: int, marks: Sequence[Told]) -> bytes:
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        shown = document[page]
        width, height = shown.get_size()
        bitmap = shown.render(scale=min(WIDTH / width, TALLEST / height), may_draw_forms=True)
        image = bitmap.to_pil().convert("RGB")
        places = bitmap.get_posconv(shown)
        _mark(image, [(mark, _corners(places, mark["rect"])) for mark in marks])
    made = io.BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def _corners(places: Any, rect: Sequence[float]) -> tuple[int, int, int, int]:
    left, bottom, right, top = rect
    (x, y), (other_x, other_y) = places.to_bitmap(left, bottom), places.to_bitmap(right, top)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _mark(image: Image.Image, marks: list[tuple[Told, tuple[int, int, int, int]]]) -> None:
    """A frame round each field, and its number outside the corner: the same number as in the list beside."""
    draw = ImageDraw.Draw(image, "RGBA")
    letters = ImageFont.load_default(LETTERS)
    for mark, (left, top, right, bottom) in marks:
        colour = COLOURS[mark["look"]]
        tint = "" if mark["look"] == "filled" else "26"
        draw.rectangle((left, top, right, bottom), outline=colour, width=3, fill=f"{colour}{tint}" if tint else None)
        words = str(mark["number"])
        wide = max(BADGE, int(draw.textlength(words, letters)) + 14)
        x, y = max(0, left - wide + 3), max(0, top - BADGE // 2 - 3)
        draw.rounded_rectangle((x, y, x + wide, y + BADGE), radius=BADGE // 2, fill=colour)
        draw.text((x + wide / 2, y + BADGE / 2), words, fill="white", font=letters, anchor="mm")

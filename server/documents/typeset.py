"""Documents on paper: a template in typst/ and plain values become a tagged PDF (PDF/UA-1), in about 15 ms.

What people wrote reaches the typesetter as JSON and is never evaluated.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from server import words

CannotBeSet = typst.TypstError  # the typesetter's no to a document: it stays no
FOLDER = Path(__file__).parent / "typst"
# What our letters (Libertinus Serif) can show. PDF/UA refuses a document with a letter that has no shape:
# an emoji in a remark would stop the whole declaration. tests/documents/test_typeset.py tries each of them.
SHOWN = re.compile(
    "[\n -~\xa0-\xac\xae-\u0240\u0250-\u02e4\u0300-\u036f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f"
    "\u1e00-\u1e99\u1e9e\u1ea0-\u1ef9\u2002-\u200a\u2010-\u2015\u2018-\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u2044\u2070\u2071"
    "\u2074-\u208e\u20ac\u2116\u2122\u2126\u2153-\u215e\u2190-\u2199\u2206\u220f\u2211-\u2213\u2219-\u221a\u221e\u2229"
    "\u222b\u2248\u2260\u2264\u2265\u25a0\u25a1\u2605\ufffd]"
)
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)  # has no shape to miss
NOT_SHOWN = "\N{WHITE SQUARE}"  # of which ours has a shape
EMPTY = typst.Compiler(FOLDER / "empty.typ", root=FOLDER, ignore_system_fonts=True)
FORGETTING = 4
FORGETS = Lock()
LONGEST = 40  # letters in a row: then a line may break between any two
BREAK = "\N{ZERO WIDTH SPACE}"


def pdf(template: str, data: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """The document of `typst/<template>.typ`. Blocks: call it in a thread. `made_at` is local; the same values make
    the same bytes."""
    told = {**data, "made_on": {"year": made_at.year, "month": made_at.month, "day": made_at.day}}
    told["page_words"] = [words.text("paper.page"), words.text("paper.of")]
    made: bytes = typst.compile(
        FOLDER / f"{template}.typ",
        root=FOLDER,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(shown(told), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )
    forget()
    return made


def forget() -> None:
    """The typesetter keeps what it worked out until ten more documents did without it: 40 MB, and what people wrote.
    Some empty ones after each, in less than a millisecond, leave the half of it."""
    with FORGETS:
        for _ in range(FORGETTING):
            EMPTY.compile(format="pdf")


def shown(value: Any) -> Any:
    """The same values with texts that can be set: a letter nobody has a shape for is a square, nothing else changes."""
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, Mapping):
        return {name: shown(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [shown(one) for one in value]
    return value


def settable(text: str) -> str:
    """What can be set of a text, with room to break words longer than a line."""
    known = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))
    seen = UNSEEN.sub("", known)
    letters = "".join(one if SHOWN.match(one) else NOT_SHOWN for one in seen)
    return re.sub(rf"(\S{{{LONGEST}}})(?=\S)", rf"\1{BREAK}", letters)

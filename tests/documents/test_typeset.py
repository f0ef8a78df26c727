"""The typesetter: what people wrote comes out as they wrote it, whatever it is, and is never evaluated."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from server.documents import typeset
from server.domain.moments import DENMARK
from tests.documents import readback
from tests.documents.hostile import TEXTS

AT = datetime(2026, 12, 4, 14, 5, tzinfo=DENMARK)
SHEET = """
#import "parts.typ": *
#show: sheet.with(title: data.title, foot: data.title)
= #data.title
#for text in data.texts { par(text); par(strong(text)) }
"""


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A sheet of its own beside the parts of the real ones."""
    (tmp_path / "parts.typ").write_text((typeset.FOLDER / "parts.typ").read_text("utf-8"), "utf-8")
    (tmp_path / "sheet.typ").write_text(SHEET, "utf-8")
    monkeypatch.setattr(typeset, "FOLDER", tmp_path)
    return "sheet"


def letters() -> list[str]:
    return [chr(code) for code in range(0x10000) if typeset.SHOWN.match(chr(code)) and chr(code) not in "\n "]


def letters_of(text: str) -> str:
    """Without blanks and accents: readers of PDFs put them where they like."""
    parts = unicodedata.normalize("NFD", text.replace(typeset.BREAK, ""))
    return "".join(one for one in parts if not one.isspace() and not unicodedata.combining(one) and one != "\u00b4")


def test_each_letter_that_is_called_shown_has_a_shape_plain_and_bold(template: str) -> None:
    known = letters()
    assert len(known) > 1200
    rows = ["".join(f"{letter} " for letter in known[n : n + 40]) for n in range(0, len(known), 40)]
    typeset.pdf(template, {"title": "Bogstaver", "texts": rows}, made_at=AT)


def test_a_letter_without_a_shape_is_a_square_and_none_that_is_unseen_is_left() -> None:
    assert typeset.settable("Godt 🙂 漢") == "Godt □ □"
    assert typeset.settable("a\u200b\u202eb\u00ad\x07c\x00") == "abc"
    assert typeset.settable("A\u030a") == "Å"
    assert typeset.settable("æøå ÆØÅ é ½ – ” €") == "æøå ÆØÅ é ½ – ” €"


def test_a_word_longer_than_a_line_gets_room_to_break() -> None:
    word = "W" * 100
    assert typeset.settable(word).replace(typeset.BREAK, "") == word
    assert max(map(len, typeset.settable(word).split(typeset.BREAK))) <= typeset.LONGEST


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_stand_as_they_were_written(template: str, text: str) -> None:
    content = typeset.pdf(template, {"title": text[:60], "texts": [text]}, made_at=AT)
    read = readback.text(content)
    if len(text) < 1000:  # a longer one is broken by the foot of a page
        assert letters_of(typeset.settable(text)) in letters_of(read)
    assert "root:" not in read
    assert readback.claims(content)["ua"] == "1"


def test_several_at_once_are_each_what_they_are_alone(template: str) -> None:
    values = [{"title": f"Nummer {number}", "texts": [f"Ord {number}"] * 20} for number in range(24)]
    alone = [typeset.pdf(template, one, made_at=AT) for one in values]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: typeset.pdf(template, one, made_at=AT), values)) == alone


def test_the_same_values_make_the_same_bytes(template: str) -> None:
    values = {"title": "Ens", "texts": ["Ens"]}
    assert typeset.pdf(template, values, made_at=AT) == typeset.pdf(template, values, made_at=AT)

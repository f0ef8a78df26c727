"""What a piece of text may hold: no control characters, no tricks with direction, not too long."""

import json
import unicodedata
from typing import Any

# Letters that reverse or hide text. Zero-width joiners stay allowed: emoji and some names need them.
DIRECTION_TRICKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")

SPELLED_OUT = str.maketrans({"å": "aa", "æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe"})
AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def problem(value: Any, limit: int, *, lines: bool = False) -> str | None:
    """The code of what is wrong with `value` as a text of at most `limit` characters, or None."""
    if not isinstance(value, str):
        return "value_wrong_type"
    if len(value) > limit:
        return "text_too_long"
    allowed = "\n\t" if lines else ""
    if any(_hidden(letter) for letter in value if letter not in allowed):
        return "text_hidden_characters"
    return None


def _hidden(letter: str) -> bool:
    return letter in DIRECTION_TRICKS or unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp")


def storable(value: Any) -> bool:
    """False when a value, however deep, holds half an emoji: no database takes it."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def folded(value: str) -> str:
    """For comparing and searching: case, and how letters are composed, do not matter."""
    return " ".join(unicodedata.normalize("NFC", value.casefold()).split())


def searchable(value: str) -> str:
    """Folded further, for finding names: Åse is found by "aase", Ærø by "aeroe", Müller by "muller"."""
    letters = unicodedata.normalize("NFKD", folded(value).translate(SPELLED_OUT))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def danish_order(value: str) -> str:
    """A key to sort by: the alphabet ends with æ, ø and å, and aa is å."""
    return folded(value).replace("aa", "å").translate(AFTER_Z)


def tidy(value: str) -> str:
    """The text without blanks at the ends, letters composed (å is one letter)."""
    return unicodedata.normalize("NFC", value).strip()


def one_line(text: str) -> str:
    """No line break and no control character: what is typed as a name can start no header of its own."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())

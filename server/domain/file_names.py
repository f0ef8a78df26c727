"""Names of files: inside a ZIP readable, taken by Windows, macOS, Linux and phones, and no two alike on any of them;
in a header plain ASCII."""

import re
import unicodedata

from server.domain import texts

FORBIDDEN = frozenset('<>:"/\\|?*')
# What Windows takes for a device, whatever ending follows.
DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ .]*(\..*)?", re.IGNORECASE)
LONGEST = 120  # bytes; with folder and ending under the 255 that a file system takes


def safe(text: str, *, longest: int = LONGEST) -> str:
    """The text as a name without an ending; empty when nothing of it can stand in one."""
    letters = "".join(_letter(one) for one in unicodedata.normalize("NFC", text))
    name = _cut(" ".join(letters.split()), longest)
    return f"_{name}" if DEVICES.fullmatch(name) else name


def _letter(one: str) -> str:
    """What is not seen, or turns the direction of writing, is a blank; what a path is made of is a dash."""
    if unicodedata.category(one)[0] in "CZ":
        return " "
    return "-" if FORBIDDEN & set(unicodedata.normalize("NFKC", one)) else one


def _cut(name: str, longest: int) -> str:
    """Windows drops dots and blanks at the end, and a dot in front hides a file."""
    return name.strip(". ").encode()[:longest].decode("utf-8", "ignore").strip(". ")


def joined(*parts: str | None, longest: int = 60) -> str:
    """`Name - H2 - 2026-12-04`: each part cut by itself, so that a long name takes nothing from the date."""
    return safe(" - ".join(kept for part in parts if (kept := safe(part or "", longest=longest))))


def plain(*parts: str, longest: int = 40) -> str:
    """`hold-snedker-h2`: small ASCII letters, digits and dashes, for a header. What nothing is left of is left out."""
    return "-".join(kept for part in parts if (kept := _ascii(part)[:longest].strip("-")))


def _ascii(text: str) -> str:
    small = unicodedata.normalize("NFC", text).casefold().translate(texts.SPELLED_OUT)
    return re.sub("[^a-z0-9]+", "-", unicodedata.normalize("NFKD", small).encode("ascii", "ignore").decode()).strip("-")


def unique(name: str, ending: str, taken: set[str]) -> str:
    """The whole name, with a number where one like it is `taken`; which it then is. Systems differ on what is alike."""
    number, found = 1, f"{name}{ending}"
    while (key := unicodedata.normalize("NFKC", found).casefold()) in taken:
        number += 1
        found = f"{name} ({number}){ending}"
    taken.add(key)
    return found

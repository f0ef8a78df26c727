"""Names of files inside a ZIP: what people write becomes a name that every system takes, and no two are alike."""

import re
import unicodedata

import pytest

from server.domain.file_names import DEVICES, joined, plain, safe, unique
from tests.documents.hostile import TEXTS

NAMES = {
    "Lærling Et": "Lærling Et",
    "Alma / ../../etc/passwd": "Alma - ..-..-etc-passwd",
    "..\\..\\system32\\x": "-..-system32-x",
    "C:\\Windows": "C--Windows",
    'a<b>c:d"e|f?g*h': "a-b-c-d-e-f-g-h",
    "Per.": "Per",
    " . Per . ": "Per",
    ".skjult": "skjult",
    "...": "",
    "": "",
    "\0\r\n\t": "",
    "CON": "_CON",
    "con.txt": "_con.txt",
    "Lpt9 .x": "_Lpt9 .x",
    "COM¹": "_COM¹",
    "Conrad": "Conrad",
    "A\u030ase": "Åse",
    "skjult\u200b\u202eomvendt": "skjult omvendt",
    "fuldbred／skråstreg＼og：": "fuldbred-skråstreg-og-",
    "\ud800halv": "halv",
    "Godt gået 🙂": "Godt gået 🙂",
    "=1+1": "=1+1",
    "to\u2028linjer": "to linjer",
}


@pytest.mark.parametrize(("written", "expected"), NAMES.items())
def test_a_name_is_safe_and_still_read(written: str, expected: str) -> None:
    assert safe(written) == expected


@pytest.mark.parametrize("written", [*TEXTS.values(), *NAMES, "æ" * 500, "x" * 500, "👩‍👩‍👧‍👦" * 90])
def test_nothing_leaves_its_folder_or_breaks_a_file_system(written: str) -> None:
    for name in (safe(written), joined(written, "H2", "2026-12-04")):
        assert len(name.encode()) <= 121
        assert not set(name) & set('<>:"/\\|?*')
        assert all(unicodedata.category(one)[0] not in "C" for one in name)
        assert name == name.strip(". ")
        assert not DEVICES.fullmatch(name)
        assert unicodedata.is_normalized("NFC", name)


def test_a_long_name_takes_nothing_from_the_date() -> None:
    assert joined("Å" * 200, "H2", "2026-12-04").endswith(" - H2 - 2026-12-04")
    assert joined(None, "", "2026-12-04") == "2026-12-04"


@pytest.mark.parametrize("other", ["alma", "ALMA", "Alma", "Ａlma"])
def test_two_that_some_system_takes_for_one_are_told_apart(other: str) -> None:
    taken: set[str] = set()
    assert unique("Alma", ".pdf", taken) == "Alma.pdf"
    assert unique(other, ".pdf", taken) == f"{other} (2).pdf"
    assert unique("Alma", ".pdf", taken) == "Alma (3).pdf"
    assert unique("Alma", ".json", taken) == "Alma.json"


PLAIN = {
    ("hold", "snedker-h2"): "hold-snedker-h2",
    ("hold", "SNH2 26B / Ålborg Ærø Øst"): "hold-snh2-26b-aalborg-aeroe-oest",
    ("hold", 'a"; filename=x.exe\r\nX: y'): "hold-a-filename-x-exe-x-y",
    ("hold", "é" * 90): f"hold-{'e' * 40}",
    ("hold", "字 🪚", "2026-11-30"): "hold-2026-11-30",
    ("", "..", "-"): "",
}


@pytest.mark.parametrize(("parts", "name"), PLAIN.items())
def test_in_a_header_a_name_is_plain(parts: tuple[str, ...], name: str) -> None:
    assert plain(*parts) == name


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_is_typed_leaves_small_letters_digits_and_dashes(text: str) -> None:
    assert re.fullmatch("hold(-[a-z0-9]+)*", plain("hold", text))

"""What people type from paper or paste from a mail: which digest was meant, or what to mend."""

import pytest

from server.domain import fingerprints
from server.domain.refusal import InputInvalid
from server.words import text

DIGEST = "0a1b2c3d" + "4e5f6789" * 6 + "dead10cc"
GROUPS = "0a1b2c3d 4e5f6789 4e5f6789 4e5f6789 4e5f6789 4e5f6789 4e5f6789 dead10cc"
OTHER = "f" * 64


@pytest.mark.parametrize(
    "typed",
    [
        DIGEST,
        DIGEST.upper(),
        GROUPS,
        f"  {GROUPS}\r\n",
        GROUPS.replace(" ", "\n"),
        GROUPS.replace(" ", " - "),
        GROUPS.replace(" ", "\u00a0"),
        GROUPS.replace(" ", "\u200b "),
        DIGEST[:30] + "\u200b" + DIGEST[30:],
        DIGEST[:30] + "\u00ad\n" + DIGEST[30:],
        "".join(chr(ord(letter) + 0xFEE0) for letter in DIGEST),
        f"Fingeraftrykket af {GROUPS}, låst den 4. december 2026",
        f"Version 2, låst 23. november: {DIGEST}. Se efter på https://logbog.example/verify",
        f"https://logbog.example/verify?digest={DIGEST}",
        f"{DIGEST}\nog igen {GROUPS}",
        f"«{DIGEST}»",
        f"{GROUPS} af",
    ],
)
def test_the_digest_is_found_in_it(typed: str) -> None:
    assert fingerprints.meant(typed) == DIGEST


LETTERS, LENGTH, NONE = "fingerprint_letters", "fingerprint_length", "fingerprint_none"


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        ("", "fingerprint_missing", {}),
        (" \n\u200b- ", "fingerprint_missing", {}),
        (DIGEST[:-1], LENGTH, {"count": 63}),
        (DIGEST + "0", LENGTH, {"count": 65}),
        ("abc", LENGTH, {"count": 3}),
        (GROUPS + " 4e5f6789", LENGTH, {"count": 72}),
        (GROUPS.replace("dead10cc", "dead10c"), "fingerprint_group", {"number": 8, "group": "dead10c", "count": 7}),
        (GROUPS.replace("0a1b2c3d", "0a1b2c3d9"), "fingerprint_group", {"number": 1, "group": "0a1b2c3d9", "count": 9}),
        (GROUPS.replace("0", "O"), "fingerprint_zero_in", {"letters": "o", "groups": "1 (oa1b2c3d), 8 (dead1occ)"}),
        (GROUPS[:-1] + "l", "fingerprint_letters_in", {"letters": "l", "groups": "8 (dead10cl)"}),
        (DIGEST.replace("0", "O"), "fingerprint_zero", {"letters": "o"}),
        (DIGEST.replace("1", "l").replace("0", "Ø"), LETTERS, {"letters": "ø, l"}),
        ("👍🏽 ❤️", "fingerprint_no_letters", {}),
        (DIGEST[:-1] + "а", LETTERS, {"letters": "а"}),  # Cyrillic
        (DIGEST[:-1] + "٣", LETTERS, {"letters": "٣"}),
        (DIGEST + "x", LETTERS, {"letters": "x"}),
        ("<b>Hvad er det?</b>", NONE, {}),
        ("Hvor finder jeg det?", NONE, {}),
        ("<script>alert(1)</script>", NONE, {}),
        (f"{DIGEST} {OTHER}", "fingerprint_several", {}),
        ("a " * 3000, "text_too_long", {}),
        ("\ufdfa" * 4000, "text_too_long", {}),  # eighteen letters each
    ],
)
def test_what_is_none_is_told_so_that_it_can_be_mended(typed: str, code: str, facts: dict[str, str | int]) -> None:
    with pytest.raises(InputInvalid) as refused:
        fingerprints.meant(typed)
    [problem] = refused.value.problems
    assert (problem.field, problem.code, dict(problem.facts)) == ("digest", code, facts)
    assert "{" not in text(f"refusal.{code}", **facts)


def test_it_is_shown_as_it_stands_on_paper() -> None:
    assert fingerprints.grouped(DIGEST) == GROUPS
    assert fingerprints.meant(fingerprints.grouped(DIGEST)) == DIGEST

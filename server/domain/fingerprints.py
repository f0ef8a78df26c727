"""The digest of a sealed version as people type it from paper: which one was meant, or what is wrong with it."""

import re
import unicodedata

from server.domain.refusal import FieldProblem, InputInvalid

LENGTH, GROUP = 64, 8  # letters, and how many of them stand together on paper
MOST = 4000  # letters of whatever was pasted
NAMED = 5  # so many wrong letters are named; more of them, or few right ones, is no fingerprint with slips
HEX = re.compile(r"[0-9a-f]+")


def grouped(digest: str) -> str:
    """As it stands on paper."""
    return " ".join(digest[at : at + GROUP] for at in range(0, len(digest), GROUP))


def meant(text: str) -> str:
    """The one digest in what was typed or pasted: case, blanks, line breaks, full-width letters and what stands around
    it do not matter. Raises InputInvalid at `digest`."""
    if len(text) > MOST or len(plain := unicodedata.normalize("NFKC", text)) > MOST:  # one letter may become eighteen
        raise _wrong("text_too_long")
    words = re.findall(r"[^\W_]+", _visible(plain).casefold())
    found = set(_in(words))
    if len(found) > 1:
        raise _wrong("fingerprint_several")
    if not found:
        raise _why(words, plain)
    return found.pop()


def _visible(plain: str) -> str:
    """Without the marks that no eye sees, which stand between no words."""
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")


def _in(words: list[str]) -> list[str]:
    """Every run of whole words that is a digest: "af" before it, or a link around it, is none of it. Of nine groups
    nobody can tell which eight were meant."""
    found, end = [], 0
    for first in range(len(words)):
        run, after = "", first
        while after < len(words) and HEX.fullmatch(words[after]) and len(run) < LENGTH:
            run, after = run + words[after], after + 1
        if len(run) == LENGTH and first < end:
            return []
        if len(run) == LENGTH:
            found.append(run)
            end = after
    return found


def _why(words: list[str], plain: str) -> InputInvalid:
    """The most useful thing to say: which letters cannot stand there, else where some are missing, else how many."""
    all = "".join(words)
    wrong = list(dict.fromkeys(letter for letter in all if not HEX.fullmatch(letter)))
    if not all:
        pictures = any(unicodedata.category(letter).startswith("S") for letter in plain)
        return _wrong("fingerprint_no_letters" if pictures else "fingerprint_missing")
    if len(wrong) > NAMED or (wrong and sum(HEX.fullmatch(letter) is not None for letter in all) < LENGTH / 2):
        return _wrong("fingerprint_none")
    if wrong:
        return _wrong_letters(words, wrong)
    uneven = [number for number, word in enumerate(words, 1) if len(word) != GROUP]
    if len(words) == LENGTH // GROUP and len(uneven) == 1:
        group = words[uneven[0] - 1]
        return _wrong("fingerprint_group", number=uneven[0], group=group, count=len(group))
    return _wrong("fingerprint_length", count=len(all))


def _wrong_letters(words: list[str], wrong: list[str]) -> InputInvalid:
    """In which groups they stand, where it was typed in groups; an o is most likely a zero."""
    letters, zero = ", ".join(wrong), "o" in wrong
    if len(words) != LENGTH // GROUP:
        return _wrong("fingerprint_zero" if zero else "fingerprint_letters", letters=letters)
    groups = ", ".join(f"{number} ({word})" for number, word in enumerate(words, 1) if not HEX.fullmatch(word))
    return _wrong("fingerprint_zero_in" if zero else "fingerprint_letters_in", letters=letters, groups=groups)


def _wrong(code: str, **facts: str | int) -> InputInvalid:
    return InputInvalid([FieldProblem.of("digest", code, **facts)])

"""Which key each goal of a new edition has: the one it had, also when its words were mended; else a new one.

Answers over the years hang on the keys, so none ever means another goal than before: words may be bent, added or left
out, but one is never put in the place of another. `Kan fremstille vinduer` is not `Kan fremstille trapper` reworded.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from server.domain import texts
from server.domain.fagtabel import normal

ALIKE = 0.75  # goals whose letters agree so far may be one goal in other words
BENT = 0.6  # so much of the longer of two words is the beginning of both when they are one word, bent
LITTLE = """
af alle at de dem den der det disse efter egen eget egne eleven eller en end er et for fra han hun hvor i inden kan
lærlingen man med mellem nye og om over på samt selv sin sine sit skal som til under ved være
""".split()  # noqa: SIM905 - a list of words is read as one
TURNING = ("ikke", "ingen", "uden")  # what says the opposite
RAREST, CANDIDATES = 4, 8  # of those that share most of its rarest words, so many are compared letter by letter
KEY_LENGTH = 50  # with room for a number after it


def keys(wanted: Sequence[str], before: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    """A key for each text. `before`: the programme's own goals, key to text; `others`: all other keys in use."""
    found = _same(wanted, before)
    kept = set(found.values())
    left = {key: text for key, text in before.items() if key not in kept}
    found |= _reworded([text for text in wanted if text not in found], left)
    found |= _same([text for text in wanted if text not in found], {k: t for k, t in others.items() if k not in before})
    taken = {*before, *others, *found.values()}
    for text in wanted:
        if text not in found:
            found[text] = new_key(text, taken)
            taken.add(found[text])
    return found


def _same(wanted: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """Those whose words stand in `known`, each key once."""
    by_words = {normal(text): key for key, text in reversed(list(known.items()))}
    return {text: key for text in wanted if (key := by_words.pop(normal(text), None))}


def _reworded(wanted: Sequence[str], left: Mapping[str, str]) -> dict[str, str]:
    """Pairs that are most alike first."""
    index: dict[str, list[str]] = defaultdict(list)
    for key, text in left.items():
        for word in set(normal(text).split()):
            index[word].append(key)
    pairs = [(likeness, text, key) for text in wanted for likeness, key in _alike(text, left, index)]
    found: dict[str, str] = {}
    used: set[str] = set()
    for _, text, key in sorted(pairs, key=lambda pair: -pair[0]):
        if text not in found and key not in used:
            found[text] = key
            used.add(key)
    return found


def _alike(text: str, left: Mapping[str, str], index: Mapping[str, list[str]]) -> list[tuple[float, str]]:
    shared: Counter[str] = Counter()
    words = sorted(set(normal(text).split()) & set(index), key=lambda word: (len(index[word]), word))
    for word in words[:RAREST]:
        shared.update(index[word])
    judged = [(_likeness(text, left[key]), key) for key, _ in shared.most_common(CANDIDATES)]
    return [(likeness, key) for likeness, key in judged if likeness >= ALIKE]


def _likeness(one: str, other: str) -> float:
    if not _means_alike(normal(one).split(), normal(other).split()):
        return 0
    return SequenceMatcher(None, normal(one), normal(other), autojunk=False).ratio()


def _means_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether no word that carries the meaning was put in the place of another."""
    gone, come = _left(one, other), _left(other, one)
    return not (gone and come) and not set(TURNING) & {*gone, *come}


def _left(words: Iterable[str], other: Sequence[str]) -> list[str]:
    """Those that carry meaning and that `other` does not have, nor bent."""
    known = set(other)
    return [
        word
        for word in words
        if word not in known and word not in LITTLE and not any(_bent(word, one) for one in known)
    ]


def _bent(one: str, other: str) -> bool:
    """`vinduet` and `vinduerne`; a number is never bent."""
    if one.isdigit() or other.isdigit():
        return False
    least = max(3, math.ceil(BENT * max(len(one), len(other))))
    return len(one) >= least and one[:least] == other[:least]


def new_key(text: str, taken: Iterable[str]) -> str:
    """`Kan måle op på stedet` → `kan_maale_op_paa_stedet`, and a number after it when that is taken."""
    words = re.findall(r"[a-z0-9]+", texts.searchable(text))
    key = "_".join(words)[:KEY_LENGTH].strip("_")
    key = key if key[:1].isalpha() else f"n_{key}".strip("_")
    used, number = set(taken), 2
    found = key
    while found in used:
        found, number = f"{key}_{number}", number + 1
    return found

"""Taking in a committee's table of 2,000 rows, half of them reworded, against one of 200: a row costs no more.

The larger has five specialities of as many goals as one may have, the smaller two of a hundred each.
"""

import statistics
import time
from collections.abc import Iterator
from datetime import date

from server.documents import fagtabel_file
from server.domain import catalogue_import
from server.domain.catalogue import Edition
from server.domain.catalogue_import import About
from server.domain.catalogue_rules import MOST_GOALS
from tests.bench.figure import Figure
from tests.documents.fagtabeller import written
from tests.example import EDITION, EDITIONS

ABOUT = About("murer", "Murer", "2026-08.1", date(2026, 8, 1), "Oplæringsmål", "Fra tabellen.", 5)
THINGS = ("mur", "gulv", "skorsten", "facade", "sokkel", "hvælving", "trappe", "altan", "kælder", "gesims")
SMALL, LARGE, TIMES = 200, 2000, 3


def measure() -> Iterator[Figure]:
    cost = {rows: statistics.median(_seconds(rows) for _ in range(TIMES)) for rows in (SMALL, LARGE)}
    ratio = (cost[LARGE] / LARGE) / (cost[SMALL] / SMALL)
    seen = f"{cost[LARGE]:.2f} s for {LARGE} rows, {cost[SMALL]:.2f} s for {SMALL}"
    yield Figure("a row of a table of 2,000, of one of 200", ratio, 1.5, seen, at_most=True)


def _seconds(rows: int) -> float:
    before = _imported(_table(rows, "bearbejde"), EDITION)
    content = _table(rows, "bearbejder")
    begun = time.perf_counter()
    after = _imported(content, before)
    spent = time.perf_counter() - begun
    assert [goal.key for goal in after.goals] == [goal.key for goal in before.goals]
    return spent


def _imported(content: bytes, base: Edition) -> Edition:
    return catalogue_import.edition(fagtabel_file.read(content), ABOUT, base, [*EDITIONS, base])


def _table(rows: int, verb: str) -> bytes:
    """Every other row in other words than with the verb in another form."""
    verbs = ("passe", verb)
    texts = [f"Kan {verbs[n % 2]} en {THINGS[n % 10]} efter metode nummer {n} på egen hånd" for n in range(rows)]
    row = [[str(n), f"Emne {n // 20}", "-", "Oplæringsmål", "-", f"1. {text}"] for n, text in enumerate(texts)]
    each = min(MOST_GOALS, rows // 2)
    return written({f"Murer {start // each + 1}": row[start : start + each] for start in range(0, rows, each)})

"""What is counted for the committees of a programme in a period, and what of it may be told (domain/figures.py).

Counts live here only while a snapshot is made: what leaves is told sizes and shares, no count and no person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from server.domain import figures
from server.domain.figures import Share, Size

UNKNOWN = ""  # the school of a declaration that no known school has: counted in the whole, told of by itself never
WITHIN = (7, 14)  # days
NEEDS = "special_needs"


@dataclass(frozen=True)
class Fact:
    """One apprentice whose declaration was asked for. `answered_after`: None while it is not answered. What was
    answered is empty when its content is erased. `goals`: those that were asked, and whether each is reached."""

    school: str
    answered_after: timedelta | None = None
    has_content: bool = False
    special_needs: bool = False
    goals: Mapping[str, bool] = field(default_factory=dict)
    machines: Mapping[str, bool] = field(default_factory=dict)


@dataclass
class Counts:
    """Of a school: how many of how many, by what was asked."""

    asked: int = 0
    answered: int = 0
    of: Counter[str] = field(default_factory=Counter)
    yes: Counter[str] = field(default_factory=Counter)

    def add(self, fact: Fact) -> None:
        self.asked += 1
        if fact.answered_after is None:
            return
        self.answered += 1
        for days in WITHIN:
            self.count(within(days), fact.answered_after <= timedelta(days=days))
        if fact.has_content:
            self.count(NEEDS, fact.special_needs)
        for name, reached in fact.goals.items():
            self.count(f"goal.{name}", reached)
        for name, used in fact.machines.items():
            self.count(f"machine.{name}", used)

    def count(self, name: str, is_so: bool) -> None:
        self.of[name] += 1
        self.yes[name] += is_so


def within(days: int) -> str:
    return f"within_{days}"


def counted(facts: Iterable[Fact]) -> dict[str, Counts]:
    """By school."""
    found: dict[str, Counts] = defaultdict(Counts)
    for fact in facts:
        found[fact.school].add(fact)
    return found


def told(counts: Mapping[str, Counts]) -> dict[str, Any]:
    """`{schools: {id: figures}, whole: figures}`. Figures: `{asked, answered, shares: {name: [least, most]}}`, a size
    `[people, step]`; what may not be told is null or left out. So is a school with fewer than can be told of: nor is
    it told whether it has one or none."""
    parts: dict[str, dict[str, Any]] = {school: {"shares": {}} for school in counts}
    whole: dict[str, Any] = {"shares": {}}
    for name in ("asked", "answered"):
        sizes, all_of_them = figures.sizes({school: getattr(one, name) for school, one in counts.items()})
        whole[name] = _size(all_of_them)
        for school, size in sizes.items():
            parts[school][name] = _size(size)
    for name in sorted({name for one in counts.values() for name in one.of}):
        shares, all_of_them_share = figures.shares(
            {school: (one.yes[name], one.of[name]) for school, one in counts.items() if one.of[name]}
        )
        _keep(whole, name, all_of_them_share)
        for school, share in shares.items():
            _keep(parts[school], name, share)
    named = {school: one for school, one in parts.items() if school != UNKNOWN and one["asked"]}
    return {"schools": named, "whole": whole}


def _size(size: Size | None) -> list[int] | None:
    return [size.people, size.step] if size else None


def _keep(figures_of: dict[str, Any], name: str, share: Share | None) -> None:
    if share:
        figures_of["shares"][name] = [share.least, share.most]

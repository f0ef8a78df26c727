"""One measured figure: what, the ratio, its goal, and whether it is met."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Figure:
    """`at_most`: the goal is an upper bound, else a lower one. `seen` holds the raw figures."""

    name: str
    value: float
    goal: float
    seen: str
    at_most: bool = False

    HEAD: ClassVar[str] = f"{'figure':<44} {'value':>7}  {'goal':>9}  verdict"

    def line(self) -> str:
        met = self.value <= self.goal if self.at_most else self.value >= self.goal
        goal = f"{'at most' if self.at_most else 'least'} {self.goal:g}"
        return f"{self.name:<44} {self.value:>7.2f}  {goal:>9}  {'met' if met else 'MISSED'}   ({self.seen})"

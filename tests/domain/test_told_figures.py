"""The order of told figures: what is seldomest by the middle of what is told stands first."""

from server.domain import told_figures


def test_the_middle_of_the_interval_decides_then_its_upper_end() -> None:
    told = {"goal.a": [0, 25], "goal.b": [0, 5], "goal.c": [10, 15], "goal.d": [5, 20]}
    names = {"a": "A", "hidden": "H", "b": "B", "c": "C", "d": "D"}
    found = [line.key for line in told_figures.seldom("goal", names, [{"shares": told}])]
    assert found == ["b", "c", "d", "a", "hidden"]

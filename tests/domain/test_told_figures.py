"""The order of told figures: what is seldomest by the middle of what is told stands first."""

from server.domain import told_figures


def test_the_rate_is_one_figure_and_its_bar_is_strong_to_its_end() -> None:
    told = {"asked": [100, 100], "answered": [90, 90], "shares": {}}
    assert told_figures.over_time([[told]])["rate"] == [(told_figures.Cell("rate", 90, 90),)]


def test_the_middle_of_the_interval_decides_then_its_upper_end() -> None:
    told = {"goal.a": [0, 25], "goal.b": [0, 5], "goal.c": [10, 15], "goal.d": [5, 20]}
    names = {"a": "A", "hidden": "H", "b": "B", "c": "C", "d": "D"}
    found = [line.key for line in told_figures.seldom("goal", names, [{"shares": told}])]
    assert found == ["b", "c", "d", "a", "hidden"]

"""Why a declaration is missing, who is reminded of it, who of a class has not begun, and in what order it is told."""

from datetime import date
from uuid import UUID

import pytest

from server.domain import missing
from server.domain.missing import LOOKS, REASONS, Asked, Counts, Named

TODAY = date(2026, 11, 23)
SENT, WAITS, FAILED = Asked(), Asked(mail="waiting"), Asked(mail="failed")
OPENED, ANSWERS = Asked(opened=True), Asked(opened=True, answering=True)
DEAD, CAME_BACK, NO = Asked(mail="bounced", dead=True), Asked(mail="bounced"), Asked(opened=True, declined=True)

CASES = [
    # status, final, awaiting, who was asked → reason, whose turn
    ("draft", False, False, [], "not_asked", "apprentice"),
    ("draft", True, False, [], "on_paper", "nobody"),
    ("requested", True, False, [SENT], "on_paper", "nobody"),
    ("releasing", False, False, [ANSWERS], "on_its_way", "nobody"),
    ("requested", False, False, [SENT], "asked", "supervisor"),
    ("requested", False, False, [WAITS], "mail_waiting", "supervisor"),
    ("requested", False, False, [SENT, WAITS], "asked", "supervisor"),
    ("requested", False, False, [FAILED], "mail_failed", "supervisor"),
    ("requested", False, False, [CAME_BACK], "mail_failed", "supervisor"),  # it took too long: the address may be right
    ("requested", False, False, [FAILED, SENT], "asked", "supervisor"),
    ("requested", False, False, [SENT, OPENED], "opened", "supervisor"),
    ("requested", False, False, [OPENED, ANSWERS], "answering", "supervisor"),
    ("requested", False, True, [ANSWERS], "to_confirm", "supervisor"),
    ("requested", False, True, [DEAD], "bounced", "apprentice"),
    ("requested", False, False, [DEAD], "bounced", "apprentice"),
    ("requested", False, False, [DEAD, SENT], "asked", "supervisor"),
    ("requested", False, False, [NO], "declined", "apprentice"),
    ("requested", False, False, [NO, OPENED], "opened", "supervisor"),
    ("requested", False, False, [NO, DEAD], "bounced", "apprentice"),
    ("requested", False, False, [], "nobody_asked", "apprentice"),
]


@pytest.mark.parametrize(("status", "final", "awaiting", "asked", "code", "turn"), CASES)
def test_a_reason_and_whose_turn_it_is(
    status: str, final: bool, awaiting: bool, asked: list[Asked], code: str, turn: str
) -> None:
    assert missing.reason(status, final_period=final, awaiting=awaiting, asked=asked) == code
    assert missing.turn(status, final_period=final, asked=asked) == turn


@pytest.mark.parametrize(
    ("side", "awaiting", "asked", "code", "turn"),
    [
        ("school", False, [OPENED], "mend_school", "nobody"),
        ("workplace", False, [OPENED], "mend_workplace", "supervisor"),
        ("school", False, [NO], "declined", "apprentice"),
        ("workplace", False, [], "nobody_asked", "apprentice"),
    ],
)
def test_what_the_workplace_said_no_to_waits_for_who_typed_it(
    side: missing.Side, awaiting: bool, asked: list[Asked], code: str, turn: str
) -> None:
    assert missing.reason("requested", final_period=False, awaiting=awaiting, asked=asked, mends=side) == code
    assert missing.turn("requested", final_period=False, asked=asked, mends=side) == turn
    assert missing.turn("draft", final_period=False, asked=[], mends=None) == "apprentice"


def test_each_reason_has_its_looks() -> None:
    assert set(LOOKS) == set(REASONS)


def test_a_name_that_has_not_begun() -> None:
    assert missing.reason_of_name("a@b.example", bounced=False) == "not_begun"
    assert missing.reason_of_name("a@b.example", bounced=True) == "name_bounced"
    assert missing.reason_of_name(None, bounced=False) == "no_address"


def test_the_nearest_school_period_comes_first_then_what_needs_a_hand_then_the_name() -> None:
    rows = [
        (None, "bounced", "Anna"),
        (date(2027, 1, 4), "bounced", "Anna"),
        (date(2026, 12, 7), "answering", "anna"),
        (date(2026, 12, 7), "asked", "Bo"),
        (date(2026, 12, 7), "asked", "ANNA"),
        (date(2026, 12, 7), "bounced", "Øjvind"),
    ]
    expected = [5, 4, 3, 2, 1, 0]
    assert sorted(range(6), key=lambda n: missing.order(*rows[n])) == expected


def test_how_near_a_school_period_is() -> None:
    near = [missing.nearness(day, TODAY) for day in (None, date(2026, 11, 23), date(2026, 12, 7), date(2026, 12, 8))]
    assert near == ["unknown", "begun", "soon", "later"]


def named(number: int, name: str, address: str | None = None) -> Named:
    return Named(UUID(int=number), name, address)


@pytest.mark.parametrize(
    ("expected", "begun", "missed"),
    [
        ([named(1, "Anna", "a@x.example")], [named(9, "Anne", "a@x.example")], []),
        ([named(1, "Åse  Ærlig")], [named(9, "åse ærlig", "privat@x.example")], []),
        ([named(1, "Anna", "a@x.example")], [named(9, "ANNA", "privat@x.example")], []),  # another address of hers
        ([named(1, "Anna"), named(2, "Anna")], [named(9, "Anna", "a@x.example")], [2]),
        # The one with the address is the one who has begun, though the other stands first and has the name too.
        ([named(1, "Anna"), named(2, "Anna", "a@x.example")], [named(9, "Anna", "a@x.example")], [1]),
        ([named(1, "Anna"), named(2, "Bo")], [], [1, 2]),
        ([named(1, "", "a@x.example")], [named(9, "", "b@x.example")], [1]),
        ([], [named(9, "Anna")], []),
    ],
)
def test_who_of_a_class_has_not_begun(expected: list[Named], begun: list[Named], missed: list[int]) -> None:
    assert missing.not_begun(expected, begun) == [UUID(int=number) for number in missed]


def test_each_step_of_a_class_holds_all_that_come_after_it() -> None:
    stages = {"begun": 2, "requested": 4, "answered": 5, "read": 11, "gone": 3}
    known = missing.counts(stages, said=24, names=20)
    assert known == Counts(expected=24, begun=22, requested=20, answered=16, read=11)
    assert not known.complete
    assert missing.unknown(known, named_missing=1) == 1
    assert missing.counts({}, said=None, names=0).expected is None
    assert missing.counts({"read": 2}, said=1, names=2).complete
    assert missing.unknown(missing.counts({"read": 3}, said=2, names=0), named_missing=0) == 0

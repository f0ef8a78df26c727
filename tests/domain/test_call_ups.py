"""The form of a call-up: every fault is told at its field, and a name keeps its row when the list is written anew."""

from uuid import UUID

import pytest

from server.domain.call_ups import read
from server.domain.expected import Known, keep
from server.domain.pasted import Pasted
from server.domain.refusal import InputInvalid

PROGRAMMES = {"bygningssnedker": {1, 2, 3}}
WRITTEN = {
    "programme": "bygningssnedker",
    "main_course": "2",
    "school_class": " snh2-26b ",
    "training_period_ends_on": "2026-12-04",
    "school_period_starts_on": "2026-12-07",
    "school_period_ends_on": "",
    "contacts": "Kontoret; snedker@skole.example",
    "expected": "",
    "names": "Hansen, Peter\nÅse Ø; aase@post.example",
}


def test_what_is_written_is_read_and_shown_again_the_same() -> None:
    found = read(WRITTEN, PROGRAMMES)
    assert found.contacts == [{"name": "Kontoret", "address": "snedker@skole.example"}]
    assert [(one.name, one.address) for one in found.names] == [("Peter Hansen", ""), ("Åse Ø", "aase@post.example")]
    again = read(found.written(), PROGRAMMES)
    assert (again.seal(), again.school_class) == (found.seal(), "snh2-26b")
    assert read({**WRITTEN, "expected": "30"}, PROGRAMMES).seal() != found.seal()


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({"programme": ""}, ["programme class_programme_missing"]),
        ({"programme": "tømrer"}, ["programme class_programme_missing"]),
        ({"main_course": ""}, ["main_course class_course_missing"]),
        ({"main_course": "4"}, ["main_course class_course_unknown"]),
        ({"main_course": "²"}, ["main_course class_course_missing"]),
        ({"school_class": "  "}, ["school_class class_name_missing"]),
        ({"school_class": "x" * 81}, ["school_class text_too_long"]),
        ({"school_class": "a\u202eb"}, ["school_class text_hidden_characters"]),
        ({"training_period_ends_on": ""}, ["training_period_ends_on date_missing"]),
        ({"school_period_starts_on": "7.12.2026"}, ["school_period_starts_on date_wrong"]),
        ({"school_period_starts_on": "2026-12-03"}, ["school_period_starts_on school_before_training_ends"]),
        ({"school_period_ends_on": "2026-12-01"}, ["school_period_ends_on school_ends_before_start"]),
        ({"school_period_ends_on": "2026-02-30"}, ["school_period_ends_on date_wrong"]),
        ({"contacts": " "}, ["contacts class_contact_missing"]),
        ({"contacts": "Kontoret"}, ["contacts.1 line_address_missing"]),
        ({"contacts": "Kontoret; skole"}, ["contacts.1 line_address_missing"]),
        ({"contacts": "\n".join(f"n{n}@skole.example" for n in range(11))}, ["contacts names_too_many"]),
        ({"expected": "mange"}, ["expected expected_wrong"]),
        ({"expected": "0"}, ["expected expected_wrong"]),
        ({"expected": "-3"}, ["expected expected_wrong"]),
        ({"expected": "201"}, ["expected expected_wrong"]),
        ({"expected": "1" * 5000}, ["expected expected_wrong"]),
        ({"expected": "000001" + "9" * 5000}, ["expected expected_wrong"]),
        ({"expected": "1"}, ["expected expected_fewer"]),
        ({"names": "Peter\npeter.post.dk"}, ["names.2 line_address"]),
        ({"names": "a\nb; b@", "school_class": ""}, ["school_class class_name_missing", "names.2 line_address"]),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changed: dict[str, str], problems: list[str]) -> None:
    with pytest.raises(InputInvalid) as told:
        read({**WRITTEN, **changed}, PROGRAMMES)
    assert [f"{problem.field} {problem.code}" for problem in told.value.problems] == problems


def known(number: int, name: str, address: str = "", *, removed: bool = False) -> Known:
    return Known(UUID(int=number), name, address, removed)


@pytest.mark.parametrize(
    ("rows", "names", "same", "new", "gone"),
    [
        ([known(1, "Peter")], ["peter"], {1: "peter"}, [], []),
        ([known(1, "Peter")], ["Peter p@x.dk"], {1: "Peter p@x.dk"}, [], []),
        ([known(1, "Peter", "p@x.dk")], ["Peter Hansen p@x.dk"], {1: "Peter Hansen p@x.dk"}, [], []),
        ([known(1, "Peter", "p@x.dk")], ["Peter ny@x.dk"], {1: "Peter ny@x.dk"}, [], []),
        ([known(1, "A", "a@x.dk"), known(2, "A", "b@x.dk")], ["A b@x.dk", "A a@x.dk"],
         {1: "A a@x.dk", 2: "A b@x.dk"}, [], []),
        ([known(1, "A", "a@x.dk")], ["A c@x.dk", "B a@x.dk"], {1: "B a@x.dk"}, ["A c@x.dk"], []),
        ([known(1, "Peter"), known(2, "Åse")], ["ÅSE", "Bo"], {2: "ÅSE"}, ["Bo"], [1]),
        ([known(1, "Peter", removed=True)], ["Peter"], {1: "Peter"}, [], []),
        ([known(1, "Peter", removed=True), known(2, "Peter")], ["Peter"], {2: "Peter"}, [], []),
        ([known(1, "", "a@x.dk")], [" b@x.dk"], {}, [" b@x.dk"], [1]),
        ([known(1, "Peter", removed=True)], [], {}, [], []),
        ([known(1, "Peter")], ["Peter", "Peter"], {1: "Peter"}, ["Peter"], []),
        ([known(1, "Peter"), known(2, "Peter")], ["Peter", "Peter"], {1: "Peter", 2: "Peter"}, [], []),
        ([known(1, "Peter"), known(2, "Peter")], ["Peter"], {1: "Peter"}, [], [2]),
    ],
)  # fmt: skip
def test_a_name_keeps_its_row(
    rows: list[Known], names: list[str], same: dict[int, str], new: list[str], gone: list[int]
) -> None:
    def one(text: str) -> Pasted:
        words = text.split(" ")
        mails = [word for word in words if "@" in word]
        return Pasted(0, " ".join(word for word in words if "@" not in word), mails[0] if mails else "")

    kept = keep(rows, [one(name) for name in names])
    assert kept.same == {UUID(int=number): one(name) for number, name in same.items()}
    assert (kept.new, kept.gone) == ([one(name) for name in new], [UUID(int=number) for number in gone])

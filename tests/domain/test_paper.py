"""The code on a printed form."""

from uuid import UUID, uuid4

import pytest

from server.domain import paper
from server.domain.short_codes import ALPHABET

ID = UUID("5f0c2a77-9d31-4e0b-8f3a-0123456789ab")


def plain(code: str) -> str:
    return code.replace("-", "")


def test_a_code_means_its_declaration_and_is_the_same_each_time() -> None:
    assert paper.code(ID) == paper.code(ID)
    for declaration_id in (ID, UUID(int=0), UUID(int=2**128 - 1), *(uuid4() for _ in range(200))):
        first, last = paper.ids(paper.code(declaration_id)) or (None, None)
        assert first <= declaration_id <= last


@pytest.mark.parametrize("write", [str.lower, plain, lambda code: f" {code} ", lambda code: code.replace("-", " ")])
def test_it_may_be_written_as_people_write(write: object) -> None:
    assert paper.ids(write(paper.code(ID))) == paper.ids(paper.code(ID))


@pytest.mark.parametrize("typed", ["", "ABC", plain(paper.code(ID))[:-1], paper.code(ID) + "0", "æøå-æøå-æøå", "?" * 9])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert paper.ids(typed) is None


def test_no_wrong_sign_goes_unseen() -> None:
    for code in (plain(paper.code(uuid4())) for _ in range(20)):
        for at, sign in enumerate(code):
            for other in set(ALPHABET) - {sign}:
                assert paper.ids(code[:at] + other + code[at + 1 :]) is None


def test_no_neighbours_that_changed_places_go_unseen() -> None:
    for code in (plain(paper.code(uuid4())) for _ in range(200)):
        for at in range(len(code) - 1):
            one, two = code[at : at + 2]
            if one != two:
                assert paper.ids(code[:at] + two + one + code[at + 2 :]) is None


def test_its_address_is_short_and_names_nobody() -> None:
    assert paper.address(ID, "https://logbog.example") == f"https://logbog.example/papir?code={paper.code(ID)}"

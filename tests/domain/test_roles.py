"""Whose the pages of declarations are."""

from uuid import UUID

import pytest

from server.domain.roles import Reader, Seat

ID = UUID(int=1)
SEAT = Seat(ID, "trade", "Udvalget", None, ())


@pytest.mark.parametrize(
    ("about", "theirs"),
    [
        ({}, True),  # what was theirs has gone: they see that there is nothing more
        ({"seats": (SEAT,)}, False),
        ({"operator": True}, False),
        ({"seats": (SEAT,), "operator": True}, False),
        ({"seats": (SEAT,), "sides": frozenset({"shared"})}, True),
        ({"operator": True, "sides": frozenset({"other"})}, True),
        ({"seats": (SEAT,), "schools": (ID,), "sides": frozenset({"school"})}, True),
    ],
)
def test_pages_of_declarations_are_not_for_who_only_sits_on_committees_or_runs_the_server(
    about: dict[str, object], theirs: bool
) -> None:
    assert Reader(ID, "a@b.example", "", **about).at_declarations is theirs

"""Sending earlier declarations on to a new supervisor: what may be sent, to whom, and for how long."""

from collections.abc import Sequence
from typing import Any

from server.domain import addresses, texts
from server.domain.answers import NAME
from server.domain.refusal import FieldProblem

DAYS = (14, 30, 90)  # how long it can be read
MOST = 20  # declarations at once: more than an education has
KIND = "earlier_declarations"


def problems(name: Any, address: Any, days: Any, chosen: Sequence[Any], own_address: str) -> list[FieldProblem]:
    """What is wrong with what was typed and picked."""
    found = [
        ("name", texts.problem(name, NAME)),
        ("address", _address(address, own_address)),
        ("days", None if type(days) is int and days in DAYS else "value_wrong_type"),
        ("declaration_ids", _chosen(chosen)),
    ]
    return [FieldProblem(field, code) for field, code in found if code]


def _address(address: Any, own_address: str) -> str | None:
    if not isinstance(address, str):
        return "value_wrong_type"
    if addresses.problem(address):
        return addresses.problem(address)
    return "address_your_own" if addresses.mailbox(address) == addresses.mailbox(own_address) else None


def _chosen(chosen: Sequence[Any]) -> str | None:
    if not chosen:
        return "nothing_picked"
    return "too_many_picked" if len(chosen) > MOST else None

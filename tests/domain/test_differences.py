"""What differs between two sealed versions, from the payloads alone."""

from typing import Any

import pytest

from server.domain import sealed_payload
from server.domain.catalogue import goals_of, machines_of
from server.domain.differences import differences
from tests.cast import ANSWERS, DETAILS, FUNCTION, REQUIRED, SPECIALISATION, SUPERVISOR
from tests.example import EDITION

AREA = EDITION.work_areas[0]
GOAL = next(goal for goal in EDITION.goals if goal.key == REQUIRED[0])
LATER = next(goal for goal in goals_of(EDITION, SPECIALISATION) if goal.key not in REQUIRED)
MACHINES = machines_of(EDITION, SPECIALISATION)[:2]


def sealed(changes: dict[str, Any], address: str = SUPERVISOR, number: int = 1) -> dict[str, Any]:
    return sealed_payload.payload(
        declaration_id="x",
        number=number,
        sealed_at=f"2026-11-2{number}T09:00:00.000Z",
        door="mail_link",
        confirmed_by="mail_link",
        apprentice={"name": "Alma", "address": "a@post.example"},
        supervisor_address=address,
        school_contacts=[],
        answers={**DETAILS, **ANSWERS, **changes},
        edition=EDITION,
        specialisation=SPECIALISATION,
        correction={"of": 1, "reason": "x"} if number > 1 else None,
    )


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, []),
        ({f"supervisor.goal.{GOAL.key}": "alone"}, [("goal", GOAL.text, "Som rutine", "På egen hånd")]),
        ({f"supervisor.goal.{LATER.key}": "routine"}, [("goal", LATER.text, "", "Som rutine")]),
        ({f"supervisor.function.{FUNCTION}": False}, [("work_area", AREA.name, AREA.functions[0].name, "")]),
        (
            {f"supervisor.machine.{machine.key}": True for machine in MACHINES},
            [("machines", "", "", ", ".join(machine.name for machine in MACHINES))],
        ),
        (
            {"supervisor.goals_reached": "partly", "supervisor.goals_reached_why": "Mangler tid"},
            [("goals_reached", "", "yes", "partly"), ("goals_reached_why", "", "", "Mangler tid")],
        ),
        ({"supervisor.special_needs": None}, [("special_needs", "", "Mere tid til tegning", "")]),
        ({"supervisor.talked_through_on": "2026-11-21"}, [("talked_through_on", "", "2026-11-20", "2026-11-21")]),
        (
            {"supervisor.title": "Mester"},
            [("supervisor", "", f"Mester Eksempel, {SUPERVISOR}", f"Mester Eksempel, Mester, {SUPERVISOR}")],
        ),
    ],
)
def test_each_difference_is_told_once_in_words(changes: dict[str, Any], told: list[tuple[str, ...]]) -> None:
    found = differences(sealed({}), sealed(changes, number=2))
    assert [(one["field"], one["name"], one["before"], one["after"]) for one in found] == told


def test_another_who_fills_in_differs_too() -> None:
    found = differences(sealed({}), sealed({}, "anden@firma.example", 2))
    assert [one["field"] for one in found] == ["supervisor"]


def test_a_payload_of_the_first_schema_is_read_as_well() -> None:
    old = {key: value for key, value in sealed({}).items() if key not in ("correction", "filled_by", "confirmed_by")}
    assert differences(old, sealed({}, number=2)) == []

"""What is sealed: the whole declaration in words, so that it can be read when no catalogue is left."""

from collections.abc import Mapping
from typing import Any

from server.domain import addresses, cvr, goals
from server.domain.catalogue import Edition, Goal, goals_of, machines_of, main_courses_of, work_areas_of
from server.domain.seal import SCHEMA
from server.domain.texts import tidy


def payload(
    *,
    declaration_id: str,
    number: int,
    sealed_at: str,
    door: str,
    confirmed_by: str,
    apprentice: Mapping[str, str],
    supervisor_address: str,
    school_contacts: list[dict[str, str]],
    answers: Mapping[str, Any],
    edition: Edition,
    specialisation: str,
    correction: Mapping[str, Any] | None,
    typed_by: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The payload of docs/protocol.md. `answers` are the current values by field."""
    as_json = edition.as_json()
    return {
        "schema": SCHEMA,
        "declaration": {"id": declaration_id, "number": number},
        "correction": correction,
        "sealed_at": sealed_at,
        "door": door,
        "confirmed_by": confirmed_by,
        "apprentice": dict(apprentice),
        "programme": _programme(edition, specialisation),
        "period": _period(answers, edition, specialisation),
        "workplace": {
            "cvr": cvr.normal(answers.get("details.workplace_cvr") or ""),
            "name": tidy(answers.get("details.workplace_name") or ""),
            "training_centre": bool(answers.get("details.training_centre")),
        },
        "supervisor": {
            "name": tidy(answers.get("supervisor.name") or ""),
            "title": tidy(answers.get("supervisor.title") or ""),
            "address": supervisor_address,
        },
        "filled_by": filled_by(answers, supervisor_address),
        "typed_by": typed_by,
        "school_contacts": school_contacts,
        "scale": as_json["scale"],
        "goals": _goals(answers, edition, specialisation),
        "work_areas": _work_areas(answers, edition, specialisation),
        "machines": [
            machine.name
            for machine in machines_of(edition, specialisation)
            if answers.get(f"supervisor.machine.{machine.key}")
        ],
        "goals_reached": answers.get("supervisor.goals_reached"),
        "goals_reached_why": answers.get("supervisor.goals_reached_why") or "",
        "remarks": answers.get("supervisor.remarks") or "",
        "special_needs": answers.get("supervisor.special_needs") or "",
        "talked_through_on": answers.get("supervisor.talked_through_on"),
        **_apprentice_talked(answers),
        "self_remarks": answers.get("self.remarks") or "",
        "law": as_json["law"],
    }


def _apprentice_talked(answers: Mapping[str, Any]) -> dict[str, Any]:
    """When the apprentice said so too: on a device of their own, or on the supervisor's screen while both looked."""
    own, there = answers.get("self.talked_through_on"), answers.get("supervisor.apprentice_talked_through_on")
    on = own or there
    said = ("own_device" if own else "supervisors_device") if on else None
    return {"apprentice_talked_through_on": on, "apprentice_talked_through_said": said}


def filled_by(answers: Mapping[str, Any], link_of: str) -> dict[str, str] | None:
    """`{name, address}` of who filled in by a forwarded link; None when it was the one whose link it is."""
    person = answers.get("supervisor.filled_by")
    if not person or addresses.normal(person["address"]) == link_of:
        return None
    return {"name": tidy(person["name"]), "address": addresses.normal(person["address"])}


def _programme(edition: Edition, specialisation: str) -> dict[str, Any]:
    name = next((known.name for known in edition.specialisations if known.key == specialisation), specialisation)
    return {
        "key": edition.programme,
        "name": edition.name,
        "specialisation": {"key": specialisation, "name": name},
        "edition": edition.id,
        "goals_are_examples": edition.goals_are_examples,
        "label": edition.label,
    }


def _period(answers: Mapping[str, Any], edition: Edition, specialisation: str) -> dict[str, Any]:
    number = answers.get("details.main_course")
    courses = main_courses_of(edition, specialisation)
    return {
        "main_course": number,
        "main_course_name": next((course.name for course in courses if course.number == number), ""),
        "training_period_ends_on": answers.get("details.training_period_ends_on"),
        "school_period_starts_on": answers.get("details.school_period_starts_on"),
        "school_class": answers.get("details.school_class") or "",
    }


def _goals(answers: Mapping[str, Any], edition: Edition, specialisation: str) -> list[dict[str, Any]]:
    """Every required goal, and every other that the supervisor chose to answer."""
    asked = set(goals.required(edition, specialisation, answers.get("details.main_course") or 0))
    told = [
        goal
        for goal in goals_of(edition, specialisation)
        if goal.key in asked or answers.get(f"supervisor.goal.{goal.key}") is not None
    ]
    return [_goal(goal, goal.key in asked, answers, edition) for goal in told]


def _goal(goal: Goal, required: bool, answers: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    level = answers.get(f"supervisor.goal.{goal.key}")
    reached = {step.key: step.reached for step in edition.scale}
    areas = {area.key: area.name for area in edition.work_areas}
    return {
        "key": goal.key,
        "text": goal.text,
        "plain": goal.plain,
        "work_area": goal.work_area,
        "work_area_name": areas[goal.work_area],
        "required": required,
        "self": answers.get(f"self.goal.{goal.key}"),
        "supervisor": level,
        "reached": reached.get(level) if level else None,
    }


def _work_areas(answers: Mapping[str, Any], edition: Edition, specialisation: str) -> list[dict[str, Any]]:
    areas = [
        {
            "name": area.name,
            "functions": [f.name for f in area.functions if answers.get(f"supervisor.function.{f.key}")],
        }
        for area in work_areas_of(edition, specialisation)
    ]
    return [area for area in areas if area["functions"]]

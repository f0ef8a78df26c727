"""What a committee's form would have to hold when everything is as long as Logbog lets it be: an example, of nobody.

Made by the rules that make the facts of a real one, from answers that each have as many letters as they may.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from server.domain import addresses, final_form, sealed_payload
from server.domain.agreements import Agreement
from server.domain.answers import LONG, NAME, SCHOOL_CONTACTS, SHORT
from server.domain.catalogue import Edition, goals_of, machines_of, main_courses_of, work_areas_of

DAY = date(2029, 12, 28)
CVR = "13748136"
Texts = Mapping[str, str]


def facts(edition: Edition, specialisation: str, usual: Texts) -> dict[str, str]:
    """By fact. `usual`: what an example says of each, which is told again and again."""
    courses = main_courses_of(edition, specialisation)
    payloads = [_payload(edition, specialisation, course.number, usual) for course in courses]
    profile = {
        "name": again(usual["apprentice_name"], NAME),
        "address": _address(usual["apprentice_address"]),
        "specialisation": specialisation,
        "started_on": DAY.isoformat(),
    }
    told = final_form.facts(profile, edition, payloads, DAY, Agreement(DAY, DAY))
    every_goal = max(told["goals_reached_list"], told["goals_left_list"], key=len)  # either may hold them all
    return {**told, "goals_reached_list": every_goal, "goals_left_list": every_goal}


def again(text: str, most: int, number: int = 0) -> str:
    """A text of exactly so many letters, which no other `number` has."""
    begun = f"{number} {text}" if number else text
    return (f"{begun} " + f"{text} " * (most // len(text) + 1))[:most].rstrip().ljust(most, text[0])


def _address(text: str, number: int = 0) -> str:
    """As long as an address may be, without a blank."""
    name, _, domain = text.partition("@")
    return again(name, addresses.LIMIT - len(domain) - 1, number).replace(" ", ".") + f"@{domain}"


def _payload(edition: Edition, specialisation: str, course: int, usual: Texts) -> dict[str, Any]:
    ends_on = DAY - timedelta(days=365 * (len(edition.main_courses) - course))
    return sealed_payload.payload(
        declaration_id="",
        number=1,
        sealed_at=f"{ends_on}T12:00:00Z",
        door="mail_link",
        confirmed_by="mail_link",
        apprentice={"name": again(usual["apprentice_name"], NAME), "address": _address(usual["apprentice_address"])},
        supervisor_address=_address(usual["supervisor_address"]),
        school_contacts=[
            {"name": again(usual["school"], NAME, number), "address": _address(usual["school_addresses"], number)}
            for number in range(1, SCHOOL_CONTACTS + 1)
        ],
        answers={
            **_ticked(edition, specialisation),
            "details.main_course": course,
            "details.training_period_ends_on": ends_on.isoformat(),
            "details.school_period_starts_on": ends_on.isoformat(),
            "details.school_class": again(usual["school_class"], SHORT),
            "details.workplace_cvr": CVR,
            "details.workplace_name": again(usual["workplace_name"], NAME, course),
            "supervisor.goals_reached": "partly",
            "supervisor.goals_reached_why": again(usual["goals_reached_why"], LONG),
            "supervisor.remarks": again(usual["remarks"], LONG),
            "supervisor.name": again(usual["supervisor_name"], NAME),
            "supervisor.title": again(usual["supervisor_title"], NAME),
        },
        edition=edition,
        specialisation=specialisation,
        correction=None,
    )


def _ticked(edition: Edition, specialisation: str) -> dict[str, Any]:
    """Everything that was done, and every goal at the step with the longest name."""
    level = max(edition.scale, key=lambda step: len(step.name)).key
    functions = [one for area in work_areas_of(edition, specialisation) for one in area.functions]
    return {
        **{f"supervisor.goal.{goal.key}": level for goal in goals_of(edition, specialisation)},
        **{f"supervisor.function.{one.key}": True for one in functions},
        **{f"supervisor.machine.{one.key}": True for one in machines_of(edition, specialisation)},
    }

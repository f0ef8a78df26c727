"""A declaration's life: what may happen in which state, and what is missing before a request and before sending."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from server.domain import addresses, cvr, goals
from server.domain.answers import day
from server.domain.catalogue import Edition, main_courses_of
from server.domain.refusal import FieldProblem, InputInvalid, Refusal

STATUSES = ("draft", "requested", "releasing", "submitted", "correcting", "withdrawn")
FILLED_IN = ("requested", "correcting")  # the supervisor answers and sends

# Which deed is allowed in which state; every other pair is refused with the state's own code.
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "request": ("draft", "requested"),  # again: what was changed in the addresses goes out
    "submit": FILLED_IN,
    "withdraw": ("draft", "requested"),
    "discard": ("draft",),
    "restore": ("draft",),
    "hand_pen": ("requested",),
    "open_doors": ("requested",),
    "hand_over": ("requested", "releasing", "submitted", "correcting", "withdrawn"),
    "talk": ("requested",),
    "renew_link": ("requested", "releasing", "submitted", "correcting"),
    "message": ("requested", "releasing", "submitted", "correcting"),
    "decline": ("requested",),
    "type_in": ("requested",),
}
REFUSED: Mapping[str, str] = {
    "draft": "not_requested",
    "requested": "already_requested",
    "releasing": "already_submitted",
    "submitted": "already_submitted",
    "correcting": "already_submitted",
    "withdrawn": "withdrawn",
}


DISCARDED_LIVES = timedelta(days=30)  # so long a discarded draft can be brought back
OF_DISCARDED = ("discard", "restore")  # every other deed is refused


def demand(deed: str, status: str, *, discarded: bool = False) -> None:
    """Refuses the deed when the declaration's state does not allow it."""
    if discarded and deed not in OF_DISCARDED:
        raise Refusal("discarded")
    if status not in ALLOWED[deed]:
        raise Refusal(REFUSED[status])


def missing(
    answers: Mapping[str, Any], profile: Mapping[str, Any], edition: Edition, specialisation: str
) -> list[FieldProblem]:
    """Everything that stands between the apprentice and the request, in the order of the form."""
    if answers.get("details.final_period"):
        return [FieldProblem("details.final_period", "final_on_paper")]
    found = [
        *_missing_in_profile(profile),
        *_missing_in_period(answers, edition, specialisation),
        *_missing_in_workplace(answers),
    ]
    return found + _address_problems(answers, str(profile.get("address", "")))


def _missing_in_profile(profile: Mapping[str, Any]) -> list[FieldProblem]:
    found = [
        FieldProblem(f"profile.{name}", f"{name}_missing")
        for name in ("name", "programme", "specialisation", "started_on")
        if not profile.get(name)
    ]
    return found + ([FieldProblem("profile.started_on", "older_order")] if follows_older_order(profile) else [])


def follows_older_order(profile: Mapping[str, Any]) -> bool:
    """Began before 1 August 2023 and was not moved to the new order: older goals, on paper (product.md, row 11)."""
    started = str(profile.get("started_on") or "")
    moved = profile.get("moved_to_new_order") and profile.get("transition_school")
    return bool(started) and started < "2023-08-01" and not (moved and profile.get("transition_agreed_on"))


def _missing_in_period(answers: Mapping[str, Any], edition: Edition, specialisation: str) -> list[FieldProblem]:
    found = []
    course, ends, starts = (
        answers.get("details.main_course"),
        answers.get("details.training_period_ends_on"),
        answers.get("details.school_period_starts_on"),
    )
    if course not in [known.number for known in main_courses_of(edition, specialisation)]:
        code = "main_course_unknown" if course else "main_course_missing"
        found.append(FieldProblem("details.main_course", code))
    if not ends:
        found.append(FieldProblem("details.training_period_ends_on", "date_missing"))
    if not starts:
        found.append(FieldProblem("details.school_period_starts_on", "date_missing"))
    if ends and starts and starts < ends:
        found.append(FieldProblem("details.school_period_starts_on", "school_before_training_ends"))
    return found


def _missing_in_workplace(answers: Mapping[str, Any]) -> list[FieldProblem]:
    found = []
    code = cvr.problem(answers.get("details.workplace_cvr") or "")
    if code:
        found.append(FieldProblem("details.workplace_cvr", code))
    if not (answers.get("details.workplace_name") or "").strip():
        found.append(FieldProblem("details.workplace_name", "workplace_name_missing"))
    return found


PEOPLE = ("details.supervisors", "details.school_contacts", "details.workplace_contacts", "details.others")


def _address_problems(answers: Mapping[str, Any], own: str) -> list[FieldProblem]:
    found: list[FieldProblem] = []
    for field in PEOPLE:
        people = answers.get(field) or []
        if not people and field in PEOPLE[:2]:
            found.append(FieldProblem(field, "supervisor_missing" if field == PEOPLE[0] else "school_contact_missing"))
        found += [
            FieldProblem(f"{field}.{index}.address", code)
            for index, person in enumerate(people)
            if (code := addresses.problem(person["address"]) or _address_refused(field, person, own, people[:index]))
        ]
        if field == "details.supervisors":
            found += [
                FieldProblem(f"{field}.{index}.name", "supervisor_name_missing")
                for index, person in enumerate(people)
                if not person["name"].strip()
            ]
    return found + _supervisor_at_school(answers)


def _address_refused(
    field: str, person: Mapping[str, str], own: str, before: Sequence[Mapping[str, str]]
) -> str | None:
    address = addresses.normal(person["address"])
    if field != "details.others" and addresses.mailbox(address) == addresses.mailbox(own):
        return "address_your_own"
    if address in [addresses.normal(other["address"]) for other in before]:
        return "address_twice"
    return None


def _supervisor_at_school(answers: Mapping[str, Any]) -> list[FieldProblem]:
    """The same address for supervisor and school only when the school's training centre is the workplace."""
    if answers.get("details.training_centre"):
        return []
    school = {addresses.normal(person["address"]) for person in answers.get("details.school_contacts") or []} - {""}
    return [
        FieldProblem(f"details.supervisors.{index}.address", "supervisor_is_school")
        for index, person in enumerate(answers.get("details.supervisors") or [])
        if addresses.normal(person["address"]) in school
    ]


def unanswered(answers: Mapping[str, Any], edition: Edition, specialisation: str, today: date) -> list[FieldProblem]:
    """Everything that stands between the supervisor and sending, in the order of the form (§ 88)."""
    asked = goals.required(edition, specialisation, answers.get("details.main_course") or 0)
    found = _missing_in_period(answers, edition, specialisation)
    found += [
        FieldProblem(f"supervisor.goal.{key}", "goal_unanswered")
        for key in asked
        if answers.get(f"supervisor.goal.{key}") is None
    ]
    if not answers.get("supervisor.functions_confirmed"):
        found.append(FieldProblem("supervisor.functions_confirmed", "functions_unconfirmed"))
    elif not any(name.startswith("supervisor.function.") and value for name, value in answers.items()):
        found.append(FieldProblem("supervisor.functions_confirmed", "functions_none"))
    if not answers.get("supervisor.machines_confirmed"):
        found.append(FieldProblem("supervisor.machines_confirmed", "machines_unconfirmed"))
    return found + _unanswered_at_the_end(answers, today)


def _unanswered_at_the_end(answers: Mapping[str, Any], today: date) -> list[FieldProblem]:
    found = []
    reached = answers.get("supervisor.goals_reached")
    if reached is None:
        found.append(FieldProblem("supervisor.goals_reached", "goals_reached_missing"))
    elif reached != "yes" and not (answers.get("supervisor.goals_reached_why") or "").strip():
        found.append(FieldProblem("supervisor.goals_reached_why", "why_missing"))
    talked = day(answers.get("supervisor.talked_through_on"))
    if talked is None:
        found.append(FieldProblem("supervisor.talked_through_on", "talk_missing"))
    elif talked > today:
        found.append(FieldProblem("supervisor.talked_through_on", "date_in_future"))
    if not (answers.get("supervisor.name") or "").strip():
        found.append(FieldProblem("supervisor.name", "your_name_missing"))
    return found


def closed_to(owner: str, status: str) -> bool:
    """Whether answers of this owner come too late: the apprentice's until it is sent, the supervisor's once asked."""
    return status not in (("draft", "requested") if owner == "apprentice" else FILLED_IN)


def demand_nothing(problems: Sequence[FieldProblem]) -> None:
    """Raises when anything is missing."""
    if problems:
        raise InputInvalid(problems)

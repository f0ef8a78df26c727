"""Typing in what was filled in on paper: for whom, which fields, and when somebody else has the draft already."""

from collections.abc import Collection, Mapping
from typing import Any, Literal

from server.domain.catalogue import Edition, goals_of, machines_of, work_areas_of
from server.domain.refusal import NotFound, Refusal

Side = Literal["workplace", "school"]
WORKPLACE = {"supervisor", "workplace_contact"}
AT_THE_END = ("goals_reached", "goals_reached_why", "remarks", "special_needs", "talked_through_on", "name", "title")
CONFIRMED = ("supervisor.functions_confirmed", "supervisor.machines_confirmed")  # the paper's boxes are seen as a whole
# Written by one tap on "Ja, det er mig", or about who it is: nobody has begun by that.
ABOUT_THEMSELVES = ("supervisor.name", "supervisor.title", "supervisor.filled_by")


def side(roles: Collection[str], *, at_school: bool) -> Side:
    """As what somebody types it in. Who only has it to read never sees that it could be typed."""
    if WORKPLACE & set(roles):
        return "workplace"
    if at_school:
        return "school"
    raise NotFound


def fields(edition: Edition, specialisation: str) -> list[str]:
    """What can be typed in, in the order of the form."""
    functions = [function for area in work_areas_of(edition, specialisation) for function in area.functions]
    return [
        *(f"supervisor.goal.{goal.key}" for goal in goals_of(edition, specialisation)),
        *(f"supervisor.function.{function.key}" for function in functions),
        *(f"supervisor.machine.{machine.key}" for machine in machines_of(edition, specialisation)),
        *(f"supervisor.{name}" for name in AT_THE_END),
        *CONFIRMED,
    ]


def elsewhere(hands: Mapping[str, Side | None], own: Side) -> set[str]:
    """The answered fields whose answer is another's. `hands`: which side typed an answer in; None: from a screen."""
    return {field for field, by in hands.items() if by != own}


def is_free(hands: Mapping[str, Side | None], own: Side) -> bool:
    """Nobody begins to type where others have begun to answer: it is their draft, and its answers are not shown. What
    comes at once is compared field by field."""
    return own in hands.values() or not elsewhere(hands, own) - set(ABOUT_THEMSELVES)


def demand_free(hands: Mapping[str, Side | None], own: Side) -> None:
    if not is_free(hands, own):
        raise Refusal("answered_elsewhere")


def is_typed(value: Any, before: Any, suggested: Any) -> bool:
    """Whether a field of the form says something else than before. An empty box says no only to the apprentice's
    suggestion, which would count as yes."""
    if value is False and before is None:
        return suggested is True
    return bool(value != before or type(value) is not type(before))

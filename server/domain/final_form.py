"""What Logbog knows for the committee's forms: the final declaration, and that of partly completed training.

Every fact is a text, empty when it is not known. Days are written as forms want them, 04-12-2026.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from server.domain.agreements import WHY, Agreement
from server.domain.catalogue import Edition, goals_of
from server.domain.levels import Payload, Reached, in_order, last_reached

# In the order of a form. The words are `fact.<key>`.
FACTS = (
    "apprentice_name", "apprentice_address", "programme", "specialisation", "edition", "started_on",
    "agreement_started_on", "agreement_ended_on", "ended_part", "ended_early",
    "workplace_name", "workplace_cvr", "training_centre", "supervisor_name", "supervisor_title", "supervisor_address",
    "workplaces", "school", "school_addresses", "school_class",
    "main_course", "training_period_ends_on", "periods", "period_count",
    "goals_reached_yes", "goals_reached_partly", "goals_reached_no", "goals_reached_why",
    "goal_count", "goals_reached_count", "all_goals_reached", "goals_left",
    "levels", "goals_reached_list", "goals_left_list", "functions", "machines", "remarks", "printed_on",
)  # fmt: skip
# Boxes of a form: TICK or nothing.
TICKS = frozenset(
    ("ended_part", "ended_early", "training_centre", "goals_reached_yes", "goals_reached_partly", "goals_reached_no",
     "all_goals_reached", "goals_left")
)  # fmt: skip
TICK = "x"
# One goal each, with its key after the dot: the level last given, and a box for whether that counts as reached.
GOAL_LEVEL, GOAL_REACHED = "goal_level", "goal_reached"


def is_tick(fact: str) -> bool:
    return fact in TICKS or fact.startswith(f"{GOAL_REACHED}.")


def goal_facts(edition: Edition, specialisation: str) -> list[tuple[str, str]]:
    """`(fact, the goal's text)` for each goal of a specialisation: its level, then its box."""
    goals = goals_of(edition, specialisation)
    return [(f"{name}.{goal.key}", goal.text) for goal in goals for name in (GOAL_LEVEL, GOAL_REACHED)]


def facts(
    profile: Mapping[str, Any],
    edition: Edition | None,
    payloads: Iterable[Payload],
    today: date,
    agreement: Agreement | None = None,
) -> dict[str, str]:
    """All of FACTS, and those of each goal. `profile`: as storage.people tells it; `edition`: the one they follow;
    `payloads`: the newest sealed one of each declaration, in any order."""
    periods = in_order(payloads)
    last: Payload = periods[-1] if periods else {}
    goals = last_reached(edition, profile.get("specialisation") or "", periods)
    known = {
        **_apprentice(profile, edition),
        **_agreement(agreement or Agreement()),
        **_workplace(last),
        **_school(last),
        **_periods(periods),
        **_goals(last, goals),
        "functions": "\n".join(f"{area}: {', '.join(names)}" for area, names in functions(periods).items()),
        "machines": ", ".join(dict.fromkeys(name for one in periods for name in one["machines"])),
        "remarks": last.get("remarks", ""),
        "printed_on": day(today),
    }
    return {**{name: known.get(name, "") for name in FACTS}, **_each_goal(goals)}


def day(value: date | str | None) -> str:
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{found:%d-%m-%Y}" if found else ""


def _tick(said: Any) -> str:
    return TICK if said else ""


def _apprentice(profile: Mapping[str, Any], edition: Edition | None) -> dict[str, str]:
    specialisations = {one.key: one.name for one in edition.specialisations} if edition else {}
    return {
        "apprentice_name": profile.get("name") or "",
        "apprentice_address": profile.get("address") or "",
        "programme": edition.name if edition else "",
        "specialisation": specialisations.get(profile.get("specialisation") or "", ""),
        "edition": f"{edition.name} {edition.version}" if edition else "",
        "started_on": day(profile.get("started_on")),
    }


def _agreement(told: Agreement) -> dict[str, str]:
    return {
        "agreement_started_on": day(told.started_on),
        "agreement_ended_on": day(told.ended_on),
        **{f"ended_{why}": _tick(told.why == why) for why in WHY},
    }


def _workplace(last: Payload) -> dict[str, str]:
    if not last:
        return {}
    place, by = last["workplace"], last["supervisor"]
    return {
        "workplace_name": place["name"],
        "workplace_cvr": place["cvr"],
        "training_centre": _tick(place["training_centre"]),
        **{f"supervisor_{name}": by[name] for name in ("name", "title", "address")},
    }


def _school(last: Payload) -> dict[str, str]:
    if not last:
        return {}
    contacts = last["school_contacts"]
    return {
        "school": ", ".join(dict.fromkeys(one["name"] for one in contacts if one["name"])),
        "school_addresses": ", ".join(one["address"] for one in contacts),
        "school_class": last["period"]["school_class"],
    }


def _periods(periods: Sequence[Payload]) -> dict[str, str]:
    if not periods:
        return {}
    last = periods[-1]["period"]
    return {
        "main_course": last["main_course_name"],
        "training_period_ends_on": day(last["training_period_ends_on"]),
        "periods": "\n".join(_period(one) for one in periods),
        "period_count": str(len(periods)),
        "workplaces": "\n".join(dict.fromkeys(place(one) for one in periods)),
    }


def _period(one: Payload) -> str:
    told = one["period"]
    return ", ".join((told["main_course_name"], day(told["training_period_ends_on"]), one["workplace"]["name"]))


def place(one: Payload) -> str:
    """The workplace as one line: name and CVR number."""
    return f"{one['workplace']['name']}, {one['workplace']['cvr']}"


def _goals(last: Payload, goals: Sequence[Reached]) -> dict[str, str]:
    reached, left = [one for one in goals if one.reached], [one for one in goals if not one.reached]
    said = last.get("goals_reached")
    return {
        **{f"goals_reached_{answer}": _tick(said == answer) for answer in ("yes", "partly", "no")},
        "goals_reached_why": last.get("goals_reached_why", ""),
        "goal_count": str(len(goals)) if goals else "",
        "goals_reached_count": str(len(reached)) if goals else "",
        "all_goals_reached": _tick(goals and not left),
        "goals_left": _tick(left),
        "levels": "\n".join(f"{one.text}: {level_and_period(one)}" for one in goals if one.level),
        "goals_reached_list": "\n".join(one.text for one in reached),
        "goals_left_list": "\n".join(one.text for one in left),
    }


def level_and_period(one: Reached) -> str:
    return f"{one.level} ({one.period})" if one.period else one.level


def _each_goal(goals: Sequence[Reached]) -> dict[str, str]:
    levels = {f"{GOAL_LEVEL}.{one.key}": level_and_period(one) for one in goals}
    return levels | {f"{GOAL_REACHED}.{one.key}": _tick(one.reached) for one in goals}


def functions(periods: Sequence[Payload]) -> dict[str, list[str]]:
    """Work areas with the functions of all periods, each once."""
    done: dict[str, list[str]] = {}
    for area in (area for one in periods for area in one["work_areas"]):
        known = done.setdefault(area["name"], [])
        known += [name for name in area["functions"] if name not in known]
    return done

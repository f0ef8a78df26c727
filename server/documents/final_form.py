"""What Logbog knows for the committee's final forms, on paper: in the order of a form, clearly not the form, and a line
to write on wherever nothing is known."""

from datetime import datetime
from itertools import groupby
from typing import Any

from server import danish_dates, words
from server.documents import typeset
from server.domain.agreements import WHY, Agreement
from server.domain.final_form import functions
from server.domain.levels import Reached
from server.domain.moments import DENMARK, danish_day
from server.reading.final_form import Known

Rows = list[list[str]]
APPRENTICE = ("apprentice_name", "apprentice_address", "programme", "specialisation", "edition", "started_on")
AGREEMENT = ("agreement_started_on", "agreement_ended_on")
WORKPLACE = ("workplace_name", "workplace_cvr", "supervisor_name", "supervisor_title", "supervisor_address")
SCHOOL = ("school", "school_addresses")
OPTIONAL = ("supervisor_title", "school")
ANSWERS = ("yes", "partly", "no")


def sheet(kind: str, known: Known, agreement: Agreement, send_to: str, now: datetime) -> bytes:
    """Blocks for about 20 ms. `kind`: of agreements.KINDS; `send_to`: from the settings, empty when nobody said."""
    return typeset.pdf("final_form", _told(kind, known, agreement, send_to, now), made_at=now.astimezone(DENMARK))


def _told(kind: str, known: Known, agreement: Agreement, send_to: str, now: datetime) -> dict[str, Any]:
    today = danish_day(now)
    facts = {**known.facts(agreement, today), **_days(known, agreement)}
    title = words.text(f"final_title.{kind}")
    printed = words.text("final_form.printed", n=len(known.payloads), day=danish_dates.plain(today))
    return {
        "title": title,
        "foot": " · ".join([title, facts["apprentice_name"], printed]),
        "name": facts["apprentice_name"],
        "not_it": words.text("final_form.not_it"),
        "notes": _notes(known),
        "send": [words.text("final_form.send"), send_to or words.text("final_form.send_unknown")],
        "sections": _sections(facts),
        "why": _why(agreement) if kind == "partly_completed" else {},
        "periods": _periods(known),
        "goals": _goals(known, facts),
        "all": [words.text("final_form.all"), [words.text(f"reached.{answer}") for answer in ANSWERS]],
        "functions": _functions(known),
        "machines": [words.text("reading.machines"), facts["machines"]],
        "remarks": _remarks(known),
        "own_words": words.text("final_form.own_words"),
    }


def _days(known: Known, agreement: Agreement) -> dict[str, str]:
    """As every other day on the sheet is written; a form wants them shorter."""
    told = {
        "started_on": known.profile.get("started_on"),
        "agreement_started_on": agreement.started_on,
        "agreement_ended_on": agreement.ended_on,
    }
    return {name: danish_dates.plain(value) for name, value in told.items()}


def _notes(known: Known) -> list[str]:
    told = [words.text("final_form.not_it_more"), words.text("final_form.cpr")]
    return told if known.own else [*told, words.text("final_form.only_seen")]


def _sections(facts: dict[str, str]) -> list[dict[str, Any]]:
    home = words.text("final_form.home")
    return [
        {"title": words.text("final_form.apprentice"), "rows": [*_rows(APPRENTICE, facts), [home, ""]]},
        {"title": words.text("final_form.workplace"), "rows": [*_rows(WORKPLACE, facts), [home, ""]]},
        {"title": words.text("final_form.school"), "rows": _rows(SCHOOL, facts)},
        {"title": words.text("final_form.agreement"), "rows": _rows(AGREEMENT, facts)},
    ]


def _rows(names: tuple[str, ...], facts: dict[str, str]) -> Rows:
    """What nobody gave though they could is no line to fill in."""
    given = any(facts[name] for name in names)
    return [
        [words.text(f"final_row.{name}"), facts[name]]
        for name in names
        if facts[name] or not (given and name in OPTIONAL)
    ]


def _why(agreement: Agreement) -> dict[str, Any]:
    boxes = [[words.text(f"final_why.{why}"), agreement.why == why] for why in WHY]
    return {"question": words.text("final_form.why"), "boxes": boxes}


def _periods(known: Known) -> dict[str, Any]:
    names = [
        words.text("final_form.period"),
        words.text("final_form.ends_on"),
        words.text("reading.workplace"),
        words.text("final_form.filled_in_by"),
        words.text("final_form.reached"),
    ]
    rows = [_period(one, one["declaration"]["id"] in known.disputed) for one in known.payloads]
    none = words.text("final_form.periods_none")
    return {"title": words.text("final_form.periods"), "columns": names, "rows": rows, "none": none}


def _period(one: dict[str, Any], disputed: bool) -> list[str]:
    period, by = one["period"], one["supervisor"]
    return [
        period["main_course_name"],
        danish_dates.plain(period["training_period_ends_on"]),
        words.text("reading.workplace_is", name=one["workplace"]["name"], cvr=one["workplace"]["cvr"]),
        words.text("final_form.disputed")
        if disputed
        else ", ".join(text for text in (by["name"], by["title"]) if text),
        words.text(f"reached.{one['goals_reached']}"),
    ]


def _goals(known: Known, facts: dict[str, str]) -> dict[str, Any]:
    edition = known.edition
    examples = f"{edition.label}. {words.text('goals.examples')}" if edition and edition.goals_are_examples else ""
    count = words.text("final_form.goals_count", reached=facts["goals_reached_count"], all=facts["goal_count"])
    areas = groupby(known.goals(), key=lambda goal: goal.area)
    return {
        "title": words.text("final_form.goals"),
        "count": count if known.payloads else "",
        "meant": words.text("final_form.goals_meant") if known.payloads else "",
        "label": examples,
        "columns": [
            words.text("differs.goal"),
            words.text("final_form.level"),
            words.text("final_form.when"),
            words.text("final_form.is_reached"),
        ],
        "areas": [{"name": name, "rows": [_goal(goal) for goal in goals]} for name, goals in areas],
    }


def _goal(goal: Reached) -> list[str]:
    yes_or_no = words.text("final_form.yes") if goal.reached else words.text("final_form.no")
    return [goal.text, goal.level, goal.period, "" if goal.reached is None else yes_or_no]


def _functions(known: Known) -> dict[str, Any]:
    rows = [[area, ", ".join(names)] for area, names in functions(known.payloads).items()]
    return {"title": words.text("reading.functions"), "rows": rows}


def _remarks(known: Known) -> dict[str, Any]:
    said = [(one["period"]["main_course_name"], one["remarks"]) for one in known.payloads if one["remarks"]]
    told = [[words.text("declaration.before", course=course), text] for course, text in said]
    return {"title": words.text("reading.remarks"), "rows": told}

"""A declaration on paper, for an outage or a master who touches no screen: boxes for a pencil, room for words, and on
one that was asked for the code that leads whoever types it in to its declaration."""

from datetime import datetime
from typing import Any

from server import danish_dates, words
from server.documents import qr, typeset
from server.domain import paper
from server.domain.catalogue import Edition, level, machines_of, work_areas_of
from server.domain.moments import DENMARK
from server.reading.paper_form import Form

ANSWERS = ("yes", "partly", "no")


def pdf(form: Form, base_url: str, now: datetime) -> bytes:
    """Blocks for about 25 ms."""
    return typeset.pdf("paper_form", _told(form, base_url), made_at=now.astimezone(DENMARK))


def _told(form: Form, base_url: str) -> dict[str, Any]:
    name = form.known.get("apprentice_name", "")
    title, before = words.text("reading.title"), words.text("reading.before", course=form.main_course_name())
    code = paper.code(form.declaration_id) if form.declaration_id else ""
    return {
        "title": words.text("paper_form.title"),
        "foot": " · ".join(one for one in (title, name, before, code) if one),
        "lead": " · ".join([title, form.specialisation_name(), before]),
        "how": words.text("paper_form.how"),
        "code": _code(form, code, base_url),
        "send": [words.text("paper_form.send"), _send(code, base_url)],
        "people": _people(form),
        "goals": _goals(form),
        "functions": _functions(form),
        "machines": _machines(form),
        "reached": {
            "question": words.text("reading.reached_question"),
            "answers": [words.text(f"reached.{answer}") for answer in ANSWERS],
            "why": words.text("paper_form.why"),
        },
        "texts": [
            [words.text("reading.remarks"), ""],
            [words.text("reading.special_needs"), words.text("fill.special_needs_hint")],
        ],
        "sign": _sign(),
        "law": _law(form.edition),
    }


def _code(form: Form, code: str, base_url: str) -> dict[str, str] | None:
    if form.declaration_id is None:
        return None
    address = paper.address(form.declaration_id, base_url)
    told = words.text("paper_form.code_told", code=code)
    return {"name": words.text("paper_form.code"), "shown": code, "image": qr.file(address), "told": told}


def _send(code: str, base_url: str) -> str:
    address = f"{base_url}/papir".partition("://")[2]  # as people type it into a browser
    return words.text("paper_form.send_code", address=address) if code else words.text("paper_form.send_blank")


def _people(form: Form) -> list[dict[str, Any]]:
    known = form.known
    return [
        {
            "title": words.text("paper_form.apprentice"),
            "rows": [
                [words.text("paper_form.name"), known.get("apprentice_name", "")],
                [words.text("reading.ends_on"), danish_dates.plain(known.get("training_period_ends_on"))],
                [words.text("reading.starts_on"), danish_dates.plain(known.get("school_period_starts_on"))],
                [words.text("reading.school_class"), known.get("school_class", "")],
                [words.text("reading.school"), known.get("school", "")],
            ],
        },
        {
            "title": words.text("reading.workplace"),
            "rows": [
                [words.text("paper_form.name"), known.get("workplace_name", "")],
                [words.text("paper_form.cvr"), known.get("workplace_cvr", "")],
                [words.text("final_row.supervisor_name"), known.get("supervisor_name", "")],
                [words.text("paper_form.address"), known.get("supervisor_address", "")],
            ],
        },
    ]


def _goals(form: Form) -> dict[str, Any]:
    edition = form.edition
    areas = work_areas_of(edition, form.specialisation)  # in the order in which they are typed in
    told = [(area.name, _goals_of(form, area.key)) for area in areas]
    return {
        "title": words.text("paper_form.goals"),
        "label": f"{edition.label}. {words.text('goals.examples')}" if edition.goals_are_examples else "",
        "levels": [[step.name, step.sentence] for step in edition.scale],
        "own": words.text("paper_form.own") if any(row["own"] for _, goals in told for row in goals) else "",
        "areas": [{"name": name, "goals": goals} for name, goals in told if goals],
    }


def _goals_of(form: Form, area: str) -> list[dict[str, str]]:
    return [{"text": goal.text, "own": _own(form, goal.key)} for goal in form.goals() if goal.work_area == area]


def _own(form: Form, goal: str) -> str:
    step = level(form.edition, form.own.get(goal, ""))
    return step.name if step else ""


def _functions(form: Form) -> dict[str, Any]:
    areas = work_areas_of(form.edition, form.specialisation)
    told = [{"name": area.name, "names": [one.name for one in area.functions]} for area in areas]
    return {"title": words.text("paper_form.functions"), "areas": told}


def _machines(form: Form) -> dict[str, Any]:
    names = [one.name for one in machines_of(form.edition, form.specialisation)]
    return {"title": words.text("paper_form.machines"), "names": names}


def _sign() -> dict[str, Any]:
    lines = [
        words.text("panel_paper.talked"),
        words.text("paper_form.supervisor_name"),
        words.text("paper_form.supervisor_title"),
        words.text("paper_form.supervisor_signs"),
        words.text("paper_form.apprentice_signs"),
    ]
    return {
        "title": words.text("paper_form.sign"),
        "columns": [[[line, ""] for line in lines[:3]], [[line, ""] for line in lines[3:]]],
        "after": words.text("paper_form.after"),
    }


def _law(edition: Edition) -> str:
    paragraph = next((one.paragraph for one in edition.law.references if one.key == "declaration"), "")
    return words.text("reading.law", order=edition.law.order, paragraph=paragraph)

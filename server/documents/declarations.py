"""One sealed declaration as a PDF: everything from what was sealed, with its digest and where that is verified."""

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from server import danish_dates, words
from server.documents import qr, typeset
from server.domain.moments import DENMARK

Told = Mapping[str, Any]


def pdf(version: Told, of_how_many: int, base_url: str) -> bytes:
    """A version of reading.versions whose content stands. Blocks for about 15 ms; what is told of it the same, the same
    bytes."""
    sealed_at = datetime.fromisoformat(version["sealed_at"]).astimezone(DENMARK)
    return typeset.pdf("declaration", _told(version, of_how_many, base_url), made_at=sealed_at)


def file_name(version: Told) -> str:
    """Plain ASCII and nobody's name."""
    return f"oplaeringserklaering-h{version['payload']['period']['main_course']}-{version['digest'][:8]}.pdf"


def verify_address(digest: str, base_url: str) -> str:
    return f"{base_url}/verify?digest={digest}"


def _told(version: Told, of_how_many: int, base_url: str) -> dict[str, Any]:
    payload = version["payload"]
    name, programme = payload["apprentice"]["name"], payload["programme"]
    before = words.text("reading.before", course=payload["period"]["main_course_name"])
    return {
        "title": f"{words.text('reading.title')}: {name}",
        "foot": f"{words.text('reading.title')} · {name} · {before}",
        "name": name,
        "lead": " · ".join([words.text("reading.title"), programme["specialisation"]["name"], before]),
        "disputed": _disputed(version, of_how_many),
        "version": _version(version, of_how_many),
        "facts": _facts(payload),
        "reached": {
            "question": words.text("reading.reached_question"),
            "answer": words.text(f"reached.{payload['goals_reached']}"),
            "why": payload["goals_reached_why"],
        },
        "goals": _goals(payload),
        "worked": {
            "functions_title": words.text("reading.functions"),
            "functions": [[area["name"], ", ".join(area["functions"])] for area in payload["work_areas"]],
            "machines_title": words.text("reading.machines"),
            "machines": ", ".join(payload["machines"]) or words.text("reading.no_machines"),
        },
        "written": [
            [words.text("reading.remarks"), payload["remarks"]],
            [words.text("reading.special_needs"), payload["special_needs"]],
            [words.text("reading.self_remarks"), payload["self_remarks"]],
        ],
        "seal": _seal(version, of_how_many, base_url),
    }


def _disputed(version: Told, of_how_many: int) -> list[str]:
    """That somebody says it was not they who signed, and since when; empty when nobody does. What is sealed stays as it
    is, and a correction answers it."""
    if not version["disputed_at"]:
        return []
    day, answered = danish_dates.in_words(version["disputed_at"]), version["number"] < of_how_many
    more = words.text("paper.disputed_corrected", n=of_how_many) if answered else words.text("paper.disputed_stands")
    return [words.text("paper.disputed"), words.text("paper.disputed_by", day=day), more]


def _version(version: Told, of_how_many: int) -> dict[str, Any]:
    """Which one of how many it is, and what it changed; all empty for the only one."""
    number, correction = version["number"], version["payload"]["correction"]
    reason = f"{words.text('versions.reason')} {correction['reason']}" if correction else ""
    return {
        "title": words.text("versions.of", number=number, all=of_how_many) if of_how_many > 1 else "",
        "more": reason,
        "differs": words.text("versions.differs"),
        "columns": [words.text("paper.what"), words.text("versions.before"), words.text("versions.after")],
        "differences": [_difference(one) for one in version["differences"]],
    }


def _difference(one: Told) -> list[str]:
    return [one["name"] or words.text(f"differs.{one['field']}"), *(_side(one["field"], one[k]) for k in SIDES)]


SIDES = ("before", "after")


def _side(field: str, value: str) -> str:
    if not value:
        return words.text("versions.nothing")
    if field == "goals_reached":
        return words.text(f"reached.{value}")
    return danish_dates.in_words(value) if field.endswith("_on") else value


def _facts(payload: Told) -> list[list[str]]:
    period, workplace, supervisor = payload["period"], payload["workplace"], payload["supervisor"]
    by = payload.get("filled_by")
    told = [
        [words.text("reading.ends_on"), danish_dates.in_words(period["training_period_ends_on"])],
        [words.text("reading.starts_on"), danish_dates.in_words(period["school_period_starts_on"])],
        [words.text("reading.school_class"), period["school_class"]],
        [
            words.text("reading.school_contact"),
            ", ".join(one["name"] or one["address"] for one in payload["school_contacts"]),
        ],
        [words.text("reading.workplace"), words.text("reading.workplace_is", **_of(workplace, "name", "cvr"))],
        [words.text("reading.training_centre"), words.text("reading.yes") if workplace["training_centre"] else ""],
        [words.text("reading.supervisor"), ", ".join(one for one in (supervisor["name"], supervisor["title"]) if one)],
        [words.text("reading.sent_to"), supervisor["address"] if by else ""],
        [words.text("reading.filled_by"), words.text("reading.filled_by_is", **by) if by else ""],
        [words.text("reading.typed_by"), _typed_by(payload)],
        [words.text("reading.talked"), danish_dates.in_words(payload["talked_through_on"])],
        [words.text("reading.apprentice_talked"), _apprentice_talked(payload)],
        [words.text("reading.door"), _door(payload)],
    ]
    return [[name, value] for name, value in told if value]


def _of(told: Told, *names: str) -> dict[str, str]:
    return {name: told[name] for name in names}


def _typed_by(payload: Told) -> str:
    """Who typed it in from paper, and where; nothing before schema 3."""
    by = payload.get("typed_by")
    if not by:
        return ""
    if by["role"] == "school":
        return words.text("reading.typed_at_school", name=by["name"])
    return words.text("reading.typed_at_workplace", name=by["name"])


def _apprentice_talked(payload: Told) -> str:
    said, on = payload.get("apprentice_talked_through_said"), payload.get("apprentice_talked_through_on")
    if not on:
        return ""
    day = danish_dates.in_words(on)
    return (
        words.text("reading.said_own", day=day) if said == "own_device" else words.text("reading.said_there", day=day)
    )


def _door(payload: Told) -> str:
    confirmed = payload.get("confirmed_by")
    told = [words.text(f"door.{payload['door']}"), words.text(f"confirmed.{confirmed}") if confirmed else ""]
    return ", ".join(one for one in told if one)


def _goals(payload: Told) -> dict[str, Any]:
    names = {step["key"]: step["name"] for step in payload["scale"]}
    not_rated, programme = words.text("reading.not_rated"), payload["programme"]
    rows = [
        {
            "area": goal["work_area_name"],
            "text": goal["text"],
            "own": names.get(goal["self"], not_rated),
            "level": names.get(goal["supervisor"], not_rated),
            "reached": bool(goal["reached"]),
        }
        for goal in payload["goals"]
    ]
    label = f"{programme['label']}. {words.text('goals.examples')}" if programme["goals_are_examples"] else ""
    return {
        "title": words.text("reading.goals"),
        "label": label,
        "legend": words.text("paper.bold_is_reached") if any(row["reached"] for row in rows) else "",
        "columns": [words.text("differs.goal"), words.text("paper.own"), words.text("paper.workplaces")],
        "areas": [{"name": name, "goals": list(goals)} for name, goals in groupby(rows, lambda row: row["area"])],
    }


def _seal(version: Told, of_how_many: int, base_url: str) -> dict[str, str]:
    number, law = version["number"], version["payload"]["law"]
    address = verify_address(version["digest"], base_url)
    at = f"{danish_dates.plain(version['sealed_at'])} {danish_dates.clock(version['sealed_at'])}"
    which = words.text("versions.number_of", number=number, all=of_how_many) if of_how_many > 1 else number
    return {
        "title": words.text("reading.seal"),
        "more": words.text("paper.sealed", number=which, at=at),
        "digest": version["digest"],
        "verify": words.text("paper.verify", address=f"{base_url}/verify"),
        "code": qr.file(address),
        "law": words.text("reading.law", order=law["order"], paragraph=law["references"]["declaration"]["paragraph"]),
    }

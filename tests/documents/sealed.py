"""A sealed version as reading.versions tells it, made of the cast's answers."""

from typing import Any

from server.domain import sealed_payload
from tests.cast import ANSWERS, DETAILS, REQUIRED, SPECIALISATION
from tests.example import EDITION

DIGEST = "0123456789abcdef" * 4
AT = "2026-11-23T10:00:00.123456Z"


def version(number: int = 1, *, name: str = "Lærling Et", **answers: Any) -> dict[str, Any]:
    """`answers`: by field, with `__` for the dot."""
    own = {f"self.goal.{key}": "with_help" for key in REQUIRED}
    told = {**DETAILS, **ANSWERS, **own, **{field.replace("__", "."): value for field, value in answers.items()}}
    payload = sealed_payload.payload(
        declaration_id="x",
        number=number,
        sealed_at=AT,
        door="mail_link",
        confirmed_by="mail_link",
        apprentice={"name": name, "address": "laerling@post.example"},
        supervisor_address="mester@snedkeriet.example",
        school_contacts=[{"name": "", "address": "skolen@skole.example"}],
        answers=told,
        edition=EDITION,
        specialisation=SPECIALISATION,
        correction={"reason": "Tastefejl", "previous": 1} if number > 1 else None,
    )
    seal = {"number": number, "digest": DIGEST, "sealed_at": AT}
    return {**seal, "payload": payload, "differences": [], "disputed_at": None}


def with_goals(count: int) -> dict[str, Any]:
    """A version with so many goals, each of two lines."""
    found = version()
    one = found["payload"]["goals"]
    long = [{**one[n % len(one)], "text": f"{n + 1}. {one[n % len(one)]['text']} og mere til"} for n in range(count)]
    found["payload"]["goals"] = sorted(long, key=lambda goal: goal["work_area_name"])
    return found

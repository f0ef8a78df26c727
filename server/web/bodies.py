"""Reading a JSON body: an object with exactly the fields that are expected, each of its type."""

import json
import re
from typing import Any
from uuid import UUID

from starlette.requests import Request

from server.domain.refusal import FieldProblem, InputInvalid, Refusal

LARGEST = 64 * 1024  # bytes; nothing we take is larger, and no photo fits through
UUID_FORM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NotJson(Refusal):
    """The body is no JSON object."""

    def __init__(self) -> None:
        super().__init__("body_not_json")


async def read(request: Request, *, optional: tuple[str, ...] = (), **shape: type | tuple[type, ...]) -> dict[str, Any]:
    """The body's fields. Missing (unless optional), unknown or of another type: 422 with each named."""
    body = await read_object(request)
    shape = {name: kind for name, kind in shape.items() if name in body or name not in optional}
    problems = [FieldProblem(name, "field_unknown") for name in body if name not in shape]
    problems += [
        FieldProblem(name, "value_wrong_type") for name, kind in shape.items() if not _is(body.get(name), kind)
    ]
    problems += [FieldProblem(name, "text_hidden_characters") for name in shape if _unstorable(body.get(name))]
    if problems:
        raise InputInvalid(problems[:20])
    return body


def _is(value: Any, kind: type | tuple[type, ...]) -> bool:
    return type(value) in (kind if isinstance(kind, tuple) else (kind,))


async def read_object(request: Request) -> dict[str, Any]:
    """Any JSON object."""
    kind = request.headers.get("content-type", "").split(";")[0].strip()
    if kind != "application/json":
        raise NotJson
    try:
        body = json.loads((await request.body()).decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise NotJson from None
    if not isinstance(body, dict):
        raise NotJson
    return body


def _unstorable(value: Any) -> bool:
    """Half an emoji, or the zero character: no database takes them."""
    return isinstance(value, str) and ("\0" in value or value.encode("utf-8", "ignore").decode() != value)


def _no_constant(_name: str) -> None:
    raise ValueError("NaN and Infinity are no JSON")


def uuid(value: Any, field: str) -> UUID:
    """A UUID as clients make them."""
    if isinstance(value, str) and UUID_FORM.fullmatch(value):
        return UUID(value)
    raise InputInvalid([FieldProblem(field, "value_wrong_type")])

"""How the server says no: a code, a sentence in the person's language, and each field that is meant."""

import re
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server import words
from server.domain.refusal import FieldProblem, InputInvalid, NotFound, Outdated, Refusal, SignedOut, TooMany

STATUS: dict[type[Refusal], int] = {InputInvalid: 422, NotFound: 404, SignedOut: 401, TooMany: 429, Outdated: 412}
PLAIN = re.compile(r"[\w.-]{1,120}", re.ASCII)
HTTP_CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def sentence(code: str, **facts: Any) -> str:
    """The words for a refusal, the same on both sides."""
    return words.text(f"refusal.{code}", **facts)


def no(code: str, status: int, *, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """A refusal as JSON."""
    body = {"code": code, "message": sentence(code), **more}
    return JSONResponse(body, status, headers=headers)


def _field(problem: FieldProblem) -> dict[str, str]:
    """A field's name may come from the body: only a plain one is sent back."""
    name = problem.field if PLAIN.fullmatch(problem.field) else ""
    return {"field": name, "code": problem.code, "message": sentence(problem.code, **dict(problem.facts))}


async def refused(_request: Request, error: Exception) -> Response:
    """A rule said no."""
    assert isinstance(error, Refusal)
    status = STATUS.get(type(error), 409)
    headers = {}
    body: dict[str, Any] = {"code": error.code, "message": sentence(error.code, **error.facts)}
    if isinstance(error, InputInvalid):
        body["fields"] = [_field(problem) for problem in error.problems]
    if isinstance(error, TooMany):
        headers["retry-after"] = str(error.retry_after)
    return JSONResponse(body, status, headers=headers)


async def http_error(_request: Request, error: Exception) -> Response:
    """Starlette's own: no such path, wrong method, too large a body."""
    assert isinstance(error, HTTPException)
    return no(HTTP_CODES.get(error.status_code, "not_now"), error.status_code, headers=dict(error.headers or {}))


HANDLERS: dict[Any, Any] = {Refusal: refused, HTTPException: http_error}

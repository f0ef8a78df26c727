"""Reading a batch of answer operations and telling what became of each; the same for apprentice and supervisor."""

import re
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.domain.moments import iso
from server.domain.operations import Device, Operation, Result, Standing
from server.domain.refusal import FieldProblem, InputInvalid
from server.web import bodies, devices
from server.web.answers import sentence

MOST = 50
DEVICE_FORM = re.compile(r"[A-Za-z0-9-]{1,40}")


async def read(request: Request) -> tuple[Device, list[Operation]]:
    """The sending device and its operations; a body that is no batch at all is 422."""
    body = await bodies.read(request, device=str, app=str, operations=list)
    if not DEVICE_FORM.fullmatch(body["device"]):
        raise InputInvalid([FieldProblem("device", "value_wrong_type")])
    if len(body["operations"]) > MOST:
        raise InputInvalid([FieldProblem("operations", "too_many_operations")])
    device = Device(body["device"], devices.name(request.headers.get("user-agent", "")))
    return device, [_operation(item, index) for index, item in enumerate(body["operations"])]


def told(revision: int, results: list[Result]) -> Response:
    """Always 200: each operation has a result of its own."""
    return JSONResponse({"revision": revision, "results": [_result(result) for result in results]})


def _operation(item: Any, index: int) -> Operation:
    where = f"operations.{index}"
    if not isinstance(item, dict) or set(item) != {"id", "field", "value", "base", "form_version", "typed_at"}:
        raise InputInvalid([FieldProblem(where, "value_wrong_type")])
    field, typed_at, form_version, base = item["field"], item["typed_at"], item["form_version"], item["base"]
    right = (
        isinstance(field, str)
        and isinstance(typed_at, str)
        and re.fullmatch(r"[0-9T:.Z+-]{10,40}", typed_at, re.ASCII)
        and type(form_version) is int
        and 1 <= form_version <= 1000
    )
    if not right:
        raise InputInvalid([FieldProblem(where, "value_wrong_type")])
    return Operation(
        id=bodies.uuid(item["id"], f"{where}.id"),
        field=field,
        value=item["value"],
        base=_base(base, f"{where}.base"),
        form_version=form_version,
        typed_at=typed_at,
    )


def _base(base: Any, where: str) -> int | UUID:
    if type(base) is int and 0 <= base < 2**53:
        return base
    return bodies.uuid(base, where)


def _result(result: Result) -> dict[str, Any]:
    told: dict[str, Any] = {"id": str(result.id), "outcome": result.outcome, "revision": result.revision}
    if result.code:
        told |= {"code": result.code, "message": sentence(result.code)}
    if result.current:
        told["current"] = _standing(result.current)
    return told


def _standing(current: Standing) -> dict[str, Any]:
    told = {"value": current.value, "revision": current.revision, "name": current.name, "device": current.device}
    return {**told, "at": iso(current.at) if current.at else None}

"""The running log: a batch of edits in, a result for each out. What is new comes with the changes."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions import log_entries
from server.web import who
from server.web.api import operations


async def take_operations(request: Request) -> Response:
    me = await who.signed_in(request)
    device, batch = await operations.read(request)
    return operations.told(0, await log_entries.take(me.person_id, device, batch, now=who.now()))

"""`/panel/access`: where the mailbox is signed in to the panel, and ending it there."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions import panel_sessions
from server.domain.roles import Subscriber
from server.reading import calendars, panel_who
from server.web import who
from server.web.panel import page

HERE = "/panel/access"


async def show(request: Request) -> Response:
    reader = await page.reader(request)
    calendar = await calendars.known(Subscriber(address=reader.address))
    sessions = await panel_who.sessions(reader, who.now())
    return page.show(request, "access", reader=reader, sessions=sessions, has_calendar=bool(calendar))


async def end(request: Request) -> Response:
    reader = await page.reader(request)
    await panel_sessions.end(reader.address, request.path_params["session_id"], who.now())
    return page.done(HERE, "session_ended")


async def end_others(request: Request) -> Response:
    reader = await page.reader(request)
    await panel_sessions.end_others(reader.address, reader.session_id, who.now())
    return page.done(HERE, "others_ended")

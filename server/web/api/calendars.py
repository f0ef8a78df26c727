"""The apprentice's calendar: its secret address, made, made anew and stopped; and one declaration's dates as a file."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from server.actions import calendar_feeds
from server.documents import calendars as documents
from server.domain.roles import Subscriber
from server.reading import calendars
from server.web import calendar_links, who


async def show(request: Request) -> Response:
    me = await who.signed_in(request)
    return await _told(request, Subscriber(person_id=me.person_id))


async def renew(request: Request) -> Response:
    me = await who.signed_in(request)
    mine = Subscriber(person_id=me.person_id)
    await calendar_feeds.renew(mine, now=who.now())
    return await _told(request, mine)


async def stop(request: Request) -> Response:
    me = await who.signed_in(request)
    mine = Subscriber(person_id=me.person_id)
    await calendar_feeds.stop(mine, now=who.now())
    return await _told(request, mine)


async def save(request: Request) -> Response:
    """The dates of one declaration, to be put into a calendar once."""
    me = await who.signed_in(request)
    days = await calendars.of_declaration(me.person_id, request.path_params["declaration_id"], who.today())
    links = calendar_links.app(who.settings(request).base_url)
    return calendar_links.file(documents.file(days, links=links, now=who.now()), documents.NAME)


async def _told(request: Request, mine: Subscriber) -> Response:
    return JSONResponse(calendar_links.shown(await calendars.known(mine), who.settings(request)))

"""`/panel/calendar`: the mailbox's dates in a calendar of one's own; and the dates of one class as a file."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions import calendar_feeds
from server.documents import calendars as documents
from server.domain.roles import Subscriber
from server.reading import calendars
from server.web import calendar_links, who
from server.web.panel import page

HERE = "/panel/calendar"


async def show(request: Request) -> Response:
    reader = await page.reader(request)
    known = await calendars.known(Subscriber(address=reader.address))
    return page.show(request, "calendar", reader=reader, calendar=calendar_links.shown(known, who.settings(request)))


async def renew(request: Request) -> Response:
    reader = await page.reader(request)
    subscriber = Subscriber(address=reader.address)
    had_one = await calendars.known(subscriber)
    await calendar_feeds.renew(subscriber, now=who.now())
    return page.done(HERE, "calendar_renewed" if had_one else "calendar_made")


async def stop(request: Request) -> Response:
    reader = await page.reader(request)
    await calendar_feeds.stop(Subscriber(address=reader.address), now=who.now())
    return page.done(HERE, "calendar_stopped")


async def save_class(request: Request) -> Response:
    reader = await page.reader(request)
    days = await calendars.of_class(reader, request.path_params["summons_id"])
    links = calendar_links.panel(who.settings(request).base_url)
    return calendar_links.file(documents.file(days, links=links, now=who.now()), documents.class_file_name(days))

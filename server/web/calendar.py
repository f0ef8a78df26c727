"""`/calendar/{token}.ics`: a calendar that programs fetch by its secret address, without a cookie and without a name.

The log notes the route's pattern and never a path, so the address stands nowhere. An address that never was and one
that is no more get the same answer.
"""

import hashlib

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from server import words
from server.actions import calendar_feeds
from server.documents import calendars as documents
from server.domain.refusal import NotFound
from server.domain.roles import Subscriber
from server.reading import calendars
from server.web import calendar_links, who

KEPT = {"cache-control": "private, no-cache"}  # kept by the one who fetched it, and always asked for anew


async def feed(request: Request) -> Response:
    known, now = who.settings(request), who.now()
    try:
        fetched = await calendar_feeds.fetch(request.path_params["token"], key=known.secret_key, now=now)
    except NotFound:
        return PlainTextResponse(words.text("calendar_file.gone"), 404)
    days = await calendars.days(fetched.id, fetched.subscriber, who.today())
    content, said = documents.feed(
        days,
        fetched.said,
        name=words.text("calendar_file.name"),
        links=_links(fetched.subscriber, known.base_url),
        now=now,
    )
    await calendar_feeds.note(fetched, said, now=now)
    return _unless_known(request, content)


def _links(subscriber: Subscriber, base_url: str) -> documents.Link:
    return calendar_links.app(base_url) if subscriber.person_id else calendar_links.panel(base_url)


def _unless_known(request: Request, content: bytes) -> Response:
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {**KEPT, "etag": etag}
    told = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if etag in told:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=documents.MEDIA_TYPE, headers=headers)

"""Only with DEBUG: the outbox as a mail reader, so that the whole loop can be walked without a mail server."""

import json

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from server.delivery import mails, pushes
from server.delivery.mails import Mail
from server.domain.moments import iso
from server.domain.refusal import NotFound
from server.reading import outbox
from server.reading.mail_facts import nothing_to_tell
from server.reading.outbox import OutboxMessage
from server.web import who
from server.web.files import saved
from server.web.templates import PAGES

MOST = 500
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {"content-security-policy": POLICY}
PAGES.filters["clickable"] = lambda text: Markup("\n").join(_clickable(line) for line in text.splitlines())


def _clickable(line: str) -> Markup:
    """A line that is a link becomes one."""
    if line.startswith(("http://", "https://")) and " " not in line.strip():
        return Markup('<a href="{0}">{0}</a>').format(line.strip())
    return Markup("{}").format(line)


async def _told() -> list[OutboxMessage]:
    mailed = [row for row in await outbox.recent(MOST) if row.lane != "push"]
    return [row for row in mailed if not await nothing_to_tell(row)]


async def pushes_json(request: Request) -> Response:
    """What a phone would be sent, readable: only its browser can read the real one."""
    rows = [row for row in await outbox.recent(MOST) if row.lane == "push"]
    made = [(row, pushes.make(row, 1, who.settings(request))) for row in rows]
    return JSONResponse(
        [
            {"kind": row.kind, "created_at": iso(row.created_at), "payload": json.loads(push.payload)}
            for row, push in made
        ]
    )


async def show_outbox(request: Request) -> Response:
    rows = [(row, await mails.render(row, who.settings(request))) for row in reversed(await _told())]
    return HTMLResponse(PAGES.get_template("pages/outbox.html").render(mails=rows), headers=HEADERS)


async def show_mail(request: Request) -> Response:
    row = await outbox.get(request.path_params["message_id"])
    if row is None:
        raise NotFound
    return HTMLResponse((await mails.render(row, who.settings(request))).html, headers=HEADERS)


async def show_file(request: Request) -> Response:
    """What goes along with a mail, as whoever gets it would save it."""
    row = await outbox.get(request.path_params["message_id"])
    files = (await mails.render(row, who.settings(request))).attachments if row else ()
    number = request.path_params["number"]
    if number >= len(files):
        raise NotFound
    file = files[number]
    answer = saved(file.content, file.name, file.media_type)
    answer.headers.update(HEADERS)
    return answer


async def outbox_json(request: Request) -> Response:
    found = [await mails.render(row, who.settings(request)) for row in await _told()]
    return JSONResponse([_as_json(mail) for mail in found])


def _as_json(mail: Mail) -> dict[str, str]:
    shown = {name: getattr(mail, name) for name in ("to", "subject", "text", "html", "kind")}
    return {**shown, "created_at": iso(mail.created_at)}


routes = [
    Route("/dev/outbox", show_outbox),
    Route("/dev/outbox.json", outbox_json),
    Route("/dev/pushes.json", pushes_json),
    Route("/dev/outbox/{message_id:uuid}", show_mail),
    Route("/dev/outbox/{message_id:uuid}/files/{number:int}", show_file),
]

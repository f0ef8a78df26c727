"""What a school misses, its classes and one of them, as files: with the filters of the page they stand on."""

from starlette.requests import Request
from starlette.responses import Response

from server.documents import missing as documents
from server.reading import classes, missing, panel_summonses
from server.web import who
from server.web.panel import exports, page


async def save(request: Request) -> Response:
    """All classes, not only those of one page."""
    reader, today = await page.at_declarations(request), who.today()
    exports.kind(request)
    sections = await missing.whole(reader, today, older=request.query_params.get("older") == "1")
    return await exports.file(request, documents.missing(sections, today=today))


async def save_class(request: Request) -> Response:
    """Those that the page shows: what is missing unless `show` says more."""
    reader, today = await page.reader(request), who.today()
    exports.kind(request)
    found = await classes.page(reader, request.path_params["summons_id"], today)
    called = found["class_"]["school_class"]
    shown = request.query_params.get("show", "")
    sent = [row for row in found["sent"] if shown in ("all", row["stage"])]
    waiting = [] if shown in ("answered", "read") else found["missing"]
    return await exports.file(request, documents.of_class(waiting, sent, school_class=called, today=today))


async def save_classes(request: Request) -> Response:
    """Every class of the reader's schools, not only those of one page."""
    reader, today = await page.reader(request), who.today()
    exports.kind(request)
    rows = await panel_summonses.whole(reader, today)
    return await exports.file(request, documents.classes(rows, today=today))

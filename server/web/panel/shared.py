"""Earlier declarations that apprentices have sent on to the reader: the list, and each one's levels side by side."""

from starlette.requests import Request
from starlette.responses import Response

from server.actions import shares
from server.reading import shares as reading
from server.web import who
from server.web.panel import page


async def index(request: Request) -> Response:
    reader = await page.at_declarations(request)
    return page.show(request, "shared", reader=reader, shares=await reading.to_reader(reader, who.now()))


async def one(request: Request) -> Response:
    """Written down as opened, and told to the apprentice."""
    reader = await page.at_declarations(request)
    share_id, now = request.path_params["share_id"], who.now()
    if nothing := page.unopened(request):
        await reading.one(reader, share_id, now)  # 404 for who may not see it
        return nothing
    await shares.open_one(reader, share_id, now=now)
    return page.show(request, "shared_one", reader=reader, share=await reading.one(reader, share_id, now))

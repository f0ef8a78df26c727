"""A list of the panel as a file: CSV or Excel, made beside the event loop, kept by nobody on the way."""

from starlette.requests import Request
from starlette.responses import Response

from server.documents import spreadsheets
from server.documents.spreadsheets import Kind, Table
from server.documents.turns import in_turn
from server.domain.refusal import NotFound
from server.web import files
from server.web.panel import page

TYPES: dict[Kind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind(request: Request) -> Kind:
    """From the end of the path: `/panel/…/{kind}`."""
    found = next((one for one in TYPES if one == request.path_params["kind"]), None)
    if found is None:
        raise NotFound
    return found


async def file(request: Request, table: Table) -> Response:
    """The file that the browser saves. `table.name` is plain ASCII."""
    wanted = kind(request)
    content = await in_turn(spreadsheets.written, table, wanted)
    answer = files.saved(content, f"{table.name}.{wanted}", TYPES[wanted])
    answer.headers.update(page.HEADERS)
    return answer

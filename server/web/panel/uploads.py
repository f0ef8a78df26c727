"""A form that brings one file. The cap holds while the body comes in: what is over it is let go, never kept.

No file is written: what was taken in is at most the cap, in memory, until the request is answered.
"""

from collections.abc import AsyncGenerator
from dataclasses import dataclass

from python_multipart.multipart import parse_options_header
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from server.domain.refusal import FieldProblem, InputInvalid
from server.web.panel.page import Form

MOST_LET_GO = 256 * 1024 * 1024  # bytes; so far a browser may go on sending before it can read why it was in vain
AROUND = 16 * 1024  # bytes of a form around its file
MOST_FIELDS, FIELD_BYTES = 20, 4096


def _not_ours() -> InputInvalid:
    """It is no form that a page of ours sends."""
    return InputInvalid([FieldProblem("", "value_wrong_type")])


@dataclass(frozen=True)
class Upload:
    """The form's fields, and its file with the name it had; no bytes when none was chosen, or it was too large."""

    form: Form
    content: bytes = b""
    name: str = ""
    too_large: bool = False


async def read(request: Request, field: str, most: int) -> Upload:
    """The form with the file of `field`, of at most `most` bytes. The route's own `max_body_size` is MOST_LET_GO."""
    boundary = _boundary(request)
    body, too_large = await _taken_in(request, most + AROUND)
    if too_large:
        body = body[: max(0, body.rfind(boundary))] + boundary + b"--"  # without its file; what was chosen stays
    elif boundary + b"--" not in body[-len(boundary) - 8 :]:
        raise _not_ours()  # the connection broke, or it never was a whole form
    try:
        sent = await _parser(request, body).parse()
    except (MultiPartException, ValueError):  # or letters of a kind that nobody can read
        raise _not_ours() from None
    fields = {name: [value] for name, value in sent.multi_items() if isinstance(value, str)}
    file = sent.get(field)
    content, name = (await file.read(), file.filename or "") if isinstance(file, UploadFile) else (b"", "")
    await sent.close()
    over = too_large or len(content) > most
    return Upload(Form(fields), b"" if over else content, name, over)


def _boundary(request: Request) -> bytes:
    """What stands between the parts of the body."""
    kind, told = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not told.get(b"boundary"):
        raise _not_ours()
    return b"--" + told[b"boundary"]


async def _taken_in(request: Request, most: int) -> tuple[bytes, bool]:
    """The body, or its beginning and that there was more."""
    body, over = bytearray(), False
    async for piece in request.stream():
        over = over or len(body) + len(piece) > most
        if not over:
            body += piece
    return bytes(body), over


def _parser(request: Request, body: bytes) -> MultiPartParser:
    async def pieces() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    parser = MultiPartParser(request.headers, pieces(), max_files=1, max_fields=MOST_FIELDS, max_part_size=FIELD_BYTES)
    parser.spool_max_size = len(body) + 1  # in memory to the end
    return parser

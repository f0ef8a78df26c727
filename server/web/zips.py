"""A ZIP as an answer, sent while it is made: one file at a time, beside the event loop, kept by nobody on the way.

Why it is a stream and no job: docs/decisions/0015.
"""

from collections.abc import AsyncGenerator, AsyncIterator

from anyio import CancelScope
from anyio.lowlevel import checkpoint
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from server.documents.zipped import File, Zip

COUNT = "x-files"  # how many there will be: what a page shows progress by


def answer(files: AsyncIterator[File], count: int, name: str) -> Response:
    """`name` is plain ASCII and nobody's name. What goes wrong on the way breaks the answer off."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "cache-control": "no-store",
        COUNT: str(count),
    }
    return StreamingResponse(_bytes(files), media_type="application/zip", headers=headers)


async def _bytes(files: AsyncIterator[File]) -> AsyncGenerator[bytes]:
    """Whoever leaves is noticed between two files: a transaction that is cancelled half-way would hold the database."""
    zip, more = Zip(), True
    try:
        while more:
            await checkpoint()
            with CancelScope(shield=True):
                file = await anext(files, None)
                more = file is not None
                sent = await run_in_threadpool(zip.add, file) if file else zip.end()
            yield sent
    finally:
        zip.end()

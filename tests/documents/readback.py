"""PDFs as others read them: pikepdf (QPDF) for the structure, PDFium for the letters and the picture."""

import io
from typing import Any

import pikepdf
import pypdfium2

POINTS = 72 / 25.4  # a millimetre


def text(content: bytes) -> str:
    """All that a reader can copy, pages after each other, blanks as single blanks."""
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).replace("\u200b", "").replace("\ufffe", "").split())


def lines(content: bytes) -> list[list[str]]:
    """The lines of each page from above, with what stands beside each other as one; the last is the foot."""
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded().splitlines() for page in document]


def outermost(content: bytes) -> tuple[float, float]:
    """How far left and right the letters of any page reach, in millimetres from the left edge."""
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage() for page in document]
        boxes = [text.get_charbox(n) for text in texts for n in range(text.count_chars())]
    seen = [(left, right) for left, _, right, _ in boxes if right > left]
    return min(left for left, _ in seen) / POINTS, max(right for _, right in seen) / POINTS


def pages(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as document:
        return len(document)


def picture(content: bytes, page: int = 0, scale: float = 2) -> Any:
    """A page as a Pillow image."""
    with pypdfium2.PdfDocument(content) as document:
        return document[page].render(scale=scale).to_pil()


def tags(content: bytes) -> list[str]:
    """The structure types in reading order: what a screen reader walks."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return list(_tags(document.Root.StructTreeRoot.K))


def _tags(node: Any) -> Any:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from _tags(node.K)


def claims(content: bytes) -> dict[str, Any]:
    """`{lang, title, marked, ua}`: what the document says of itself."""
    with pikepdf.open(io.BytesIO(content)) as document, document.open_metadata() as told:
        return {
            "lang": str(document.Root.Lang),
            "title": str(told.get("dc:title")),
            "marked": bool(document.Root.MarkInfo.Marked),
            "ua": str(told.get("pdfuaid:part")),
        }

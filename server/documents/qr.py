"""QR codes for paper: on our pages an SVG without a style of its own, and as a picture for a document."""

import io

import segno


def svg(text: str) -> str:
    """Black on white whatever the page's colours are, with its quiet zone; as large as the page makes it."""
    return segno.make_qr(text, error="m").svg_inline(omitsize=True, light="#fff", svgclass="paper-qr", lineclass=None)


def file(text: str) -> str:
    """A whole SVG file, as text."""
    written = io.BytesIO()
    segno.make_qr(text, error="m").save(written, kind="svg", xmldecl=False, light="#fff", scale=4)
    return written.getvalue().decode()

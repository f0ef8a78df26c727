"""QR codes for paper: an SVG without a style of its own, so that the strict policy of our pages lets it through."""

import segno


def svg(text: str) -> str:
    """Black on white whatever the page's colours are, with its quiet zone; as large as the page makes it."""
    return segno.make_qr(text, error="m").svg_inline(omitsize=True, light="#fff", svgclass="paper-qr", lineclass=None)

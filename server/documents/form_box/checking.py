"""Whether an uploaded PDF is a form that may be filled and passed on: the first thing that is wrong, or its fields."""

import io
from typing import Any

import pikepdf
import pypdfium2

from server.documents.form_box import fields, limits
from server.documents.form_box.pictures import FORM_FAILED, drawn

MARK = b"%PDF-"
Told = dict[str, Any]

# What an action does. Whoever opens the filled form trusts Logbog that it only shows something.
ACTS = {
    "/JavaScript": "form_script",
    "/Rendition": "form_action",
    "/Launch": "form_action",
    "/SubmitForm": "form_action",
    "/ImportData": "form_action",
    "/GoToR": "form_action",
    "/GoToE": "form_action",
    "/Movie": "form_action",
    "/Sound": "form_action",
    "/RichMediaExecute": "form_action",
}
HOLDS = {"/JS": "form_script", "/XFA": "form_xfa", "/EmbeddedFiles": "form_attachment", "/EF": "form_attachment"}
SHOWS = {
    "/FileAttachment": "form_attachment",
    "/RichMedia": "form_action",
    "/Screen": "form_action",
    "/3D": "form_action",
}
LINKS = ("http://", "https://", "mailto:")
MOST_ACTIONS = 50  # one after the other


# What comes of a number where a list should be, and the like.
ODD = (TypeError, ValueError, AttributeError, KeyError, IndexError, ArithmeticError, RecursionError, pikepdf.PdfError)


class Unfit(Exception):
    """Not a form that we take; `code` says why."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def check(told: Told, blobs: list[bytes]) -> tuple[Told, bytes]:
    """`{"fields", "pages"}`, or `{"unfit": code, "facts"}`."""
    try:
        return _form(blobs[0]), b""
    except Unfit as found:
        return {"unfit": found.code, "facts": found.facts}, b""
    except MemoryError:
        return {"unfit": "form_too_heavy", "facts": {}}, b""
    except ODD:
        return {"unfit": "form_broken", "facts": {}}, b""
    except fields.TooMany:
        return {"unfit": "form_too_many_fields", "facts": {"most": limits.MOST_FIELDS}}, b""


def _form(content: bytes) -> Told:
    if not content.startswith(MARK):
        raise Unfit("form_not_pdf")
    with _opened(content) as document:
        pages = _pages(document)
        _judge_objects(document)
        found = fields.read(document)
    if not found:
        raise Unfit("form_no_fields")
    _draw(content, len(pages))
    return {"fields": found, "pages": pages}


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        document = pikepdf.open(io.BytesIO(content), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise Unfit("form_encrypted") from None
    except (pikepdf.PdfError, MemoryError, RuntimeError):
        raise Unfit("form_broken") from None
    if document.is_encrypted:
        raise Unfit("form_encrypted")
    return document


def _pages(document: pikepdf.Pdf) -> list[Told]:
    """The measures of each page in points, as it is shown."""
    if not document.pages:
        raise Unfit("form_broken")
    if len(document.pages) > limits.MOST_PAGES:
        raise Unfit("form_too_many_pages", pages=len(document.pages), most=limits.MOST_PAGES)
    found = []
    for page in document.pages:
        box = fields.rectangle(page.cropbox)
        if box is None or max(box[2] - box[0], box[3] - box[1]) > limits.LARGEST_PAGE:
            raise Unfit("form_broken")
        turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
        width, height = box[2] - box[0], box[3] - box[1]
        found.append({"width": height if turned else width, "height": width if turned else height})
    return found


def _judge_objects(document: pikepdf.Pdf) -> None:
    """Every object there is, also those that nothing leads to: none acts by itself, carries a file, or grows huge."""
    if len(document.objects) > limits.MOST_OBJECTS:
        raise Unfit("form_too_heavy")
    unpacked = 0
    for one in document.objects:
        _judge(one)
        if isinstance(one, pikepdf.Stream):
            unpacked += _unpacked(one)
            if unpacked > limits.MOST_UNPACKED:
                raise Unfit("form_too_heavy")


def _unpacked(stream: pikepdf.Stream) -> int:
    """How many bytes it holds; a kind of picture that QPDF leaves as it is counts when the page is drawn."""
    try:
        return len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except (pikepdf.DataDecodingError, MemoryError, RuntimeError):
        raise Unfit("form_too_heavy") from None
    except pikepdf.PdfError:
        return 0


def _judge(root: Any) -> None:
    left = [root]
    while left:
        one = left.pop()
        if isinstance(one, pikepdf.Array):
            inside = list(one)
        elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            _judge_dictionary(one)
            inside = [value for _, value in one.items()]
        else:
            continue
        left += [value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect]


def _judge_dictionary(one: Any) -> None:
    for key, code in HOLDS.items():
        if key in one:
            raise Unfit(code)
    for key, known in (("/S", ACTS), ("/Subtype", SHOWS)):
        value = one.get(key)
        if isinstance(value, pikepdf.Name) and str(value) in known:
            raise Unfit(known[str(value)])
    if one.get("/S") == pikepdf.Name.URI and not str(one.get("/URI", "")).lower().startswith(LINKS):
        raise Unfit("form_action")
    if any(_leads_away(action) for action in _unasked(one)):
        raise Unfit("form_action")
    if one.get("/FT") == pikepdf.Name.Sig and "/V" in one:
        raise Unfit("form_signed")


def _unasked(one: Any) -> list[Any]:
    """The actions that nobody has to tap: of opening the file, of a page or a field that comes into sight."""
    more = one.get("/AA")
    return [one.get("/OpenAction"), *(dict(more.items()).values() if isinstance(more, pikepdf.Dictionary) else ())]


def _leads_away(action: Any) -> bool:
    """Whether it opens an address, by itself or by one that comes after it."""
    left = [action]
    for _ in range(MOST_ACTIONS):
        if not left:
            return False
        found = left.pop()
        if isinstance(found, pikepdf.Array):
            left += list(found)
        elif isinstance(found, pikepdf.Dictionary):
            if found.get("/S") == pikepdf.Name.URI:
                return True
            left.append(found.get("/Next"))
    return True  # nobody needs so many


def _draw(content: bytes, pages: int) -> None:
    """Whatever cannot be shown within the limits is not taken: the preview would fail later."""
    try:
        for number in range(pages):
            drawn(content, number, ())
    except (pypdfium2.PdfiumError, FORM_FAILED):
        raise Unfit("form_broken") from None

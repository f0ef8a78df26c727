"""Forms as committees make them, made by the tests: letters on the page, fields on the letters; and what is wrong with
others."""

import io
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

MULTILINE, COMB, RADIO, COMBO, READ_ONLY = 1 << 12, 1 << 24, (1 << 15) | (1 << 14), 1 << 17, 1


class Form:
    """A form in the making, A4; `content()` is the file."""

    def __init__(self, pages: int = 1) -> None:
        self.pdf = pikepdf.new()
        for at in range(pages):
            page = self.pdf.add_blank_page(page_size=(595, 842))
            page.Resources = Dictionary(Font=Dictionary(F=self.font()))
            words = f"BT /F 20 Tf 60 790 Td (Afsluttende oplaeringserklaering, side {at + 1}) Tj ET"
            page.Contents = Stream(self.pdf, words.encode())
            page.obj.Annots = Array()
        self.pdf.Root.AcroForm = self.pdf.make_indirect(
            Dictionary(
                Fields=Array(), NeedAppearances=True, DA=String("/Helv 0 Tf 0 g"),
                DR=Dictionary(Font=Dictionary(Helv=self.font())),
            )
        )  # fmt: skip

    def font(self) -> Any:
        return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)

    def words(self, words: str, x: float, y: float, page: int = 0) -> None:
        """Printed on the page, in letters that have no æ."""
        old = self.pdf.pages[page].Contents.read_bytes()
        self.pdf.pages[page].Contents = Stream(self.pdf, old + f" BT /F 10 Tf {x} {y} Td ({words}) Tj ET".encode())

    def widget(self, rect: tuple[float, ...], page: int = 0, **more: Any) -> Any:
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array(rect), F=4, P=self.pdf.pages[page].obj, **more)
        )
        self.pdf.pages[page].obj.Annots.append(made)
        return made

    def field(self, name: str, rect: tuple[float, ...], page: int = 0, **more: Any) -> Any:
        looks = Dictionary(BC=Array([0.4, 0.4, 0.4]), BG=Array([0.96, 0.96, 1]))
        made = self.widget(rect, page, **{"FT": Name.Tx, "T": String(name), "MK": looks, **more})
        self.pdf.Root.AcroForm.Fields.append(made)
        return made

    def drawn(self, operators: str, size: float = 14) -> Any:
        made = Stream(self.pdf, operators.encode())
        made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, size, size])
        return self.pdf.make_indirect(made)

    def looks(self, state: str) -> Any:
        on = self.drawn("0 0 14 14 re S 2 2 m 12 12 l 2 12 m 12 2 l S")
        return Dictionary(N=Dictionary({f"/{state}": on, "/Off": self.drawn("0 0 14 14 re S")}))

    def box(self, name: str, x: float, y: float, state: str = "Ja", page: int = 0) -> Any:
        return self.field(name, (x, y, x + 14, y + 14), page, FT=Name.Btn, AP=self.looks(state), AS=Name.Off)

    def radio(self, name: str, places: dict[str, tuple[float, float]], page: int = 0) -> Any:
        made = self.pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=RADIO, T=String(name), Kids=Array(), V=Name.Off))
        for state, (x, y) in places.items():
            kid = self.widget((x, y, x + 14, y + 14), page, Parent=made, AP=self.looks(state), AS=Name.Off)
            made.Kids.append(kid)
        self.pdf.Root.AcroForm.Fields.append(made)
        return made

    def content(self, **how: Any) -> bytes:
        made = io.BytesIO()
        self.pdf.save(made, **({} if "encryption" in how else {"deterministic_id": True}), **how)
        return made.getvalue()


def whole() -> Form:
    """Every sort of field there is, on two pages."""
    form = Form(pages=2)
    for words, y in (("Navn", 754), ("CVR", 714), ("Uddannelse", 674), ("Speciale", 634), ("Sluttede", 594)):
        form.words(words, 60, y)
    form.field("navn", (180, 746, 520, 766), DA=String("/Helv 11 Tf 0 g"), TU=String("Lærlingens fulde navn"))
    form.field("cvr", (180, 706, 340, 726), Ff=COMB, MaxLen=8)
    options = Array([Array([String("1"), String("Bygningssnedker")]), Array([String("2"), String("Møbelsnedker")])])
    form.field("uddannelse", (180, 666, 400, 686), FT=Name.Ch, Ff=COMBO, Opt=options)
    form.box("bygning", 180, 630, "Yes")
    form.words("bygningssnedker", 200, 634)
    form.field("dato", (180, 586, 300, 606), Ff=COMB, MaxLen=8)
    form.words("Er maalene naaet?", 60, 554)
    form.radio("naaet", {"ja": (180, 550), "delvist": (240, 550), "nej": (320, 550)})
    for words, x in (("ja", 198), ("delvist", 258), ("nej", 338)):
        form.words(words, x, 554)
    form.words("Bemaerkninger", 60, 520)
    form.field("bemaerkninger", (60, 400, 520, 510), Ff=MULTILINE)
    form.field("kort", (60, 360, 110, 380), DA=String("/Helv 9 Tf 0 g"), TU=String("Journalnummer"))
    form.field("laast", (60, 320, 300, 340), Ff=READ_ONLY, V=String("Kun for sekretariatet"))
    form.words("Laerested", 60, 754, page=1)
    form.field("sted", (180, 746, 520, 766), page=1)
    form.field("underskrift", (60, 600, 300, 640), page=1, FT=Name.Sig)
    form.pdf.Root.AcroForm.SigFlags = 1
    return form


def simple(*names: str) -> Form:
    form = Form()
    for at, name in enumerate(names or ("navn",)):
        form.field(name, (60, 700 - 40 * at, 500, 720 - 40 * at))
    return form


def _with(change: Callable[[Form], Any], **how: Any) -> bytes:
    form = simple()
    change(form)
    return form.content(**how)


def put(holder: Any, **values: Any) -> None:
    for name, value in values.items():
        setattr(holder, name, value)


def _bomb(form: Form) -> None:
    """Half a gigabyte of blanks in half a megabyte."""
    packer, made = zlib.compressobj(9), b""
    for _ in range(512):
        made += packer.compress(b" " * (1 << 20))
    bomb = Stream(form.pdf, made + packer.flush())
    bomb.Filter = Name.FlateDecode
    form.pdf.pages[0].Contents = bomb


def _action(**action: Any) -> Callable[[Form], None]:
    def change(form: Form) -> None:
        form.pdf.Root.OpenAction = Dictionary(**action)

    return change


def _leads_away_later(form: Form) -> None:
    """When the field comes into sight: first to a page of its own, then to an address."""
    away = Dictionary(S=Name.URI, URI=String("https://sted.example/"))
    form.pdf.Root.AcroForm.Fields[0].AA = Dictionary(PV=Dictionary(S=Name.GoTo, D=Array([0]), Next=Array([away])))


def _many(count: int) -> bytes:
    form = Form()
    for at in range(count):
        form.field(f"f{at}", (60, 700, 500, 720))
    return form.content()


def _signed(form: Form) -> None:
    form.field("underskrift", (60, 600, 300, 640), FT=Name.Sig, V=Dictionary(Type=Name.Sig, Contents=String("x")))


def _deep(form: Form) -> None:
    """A font that a page asks for, and that is as large as a bomb."""
    packer = zlib.compressobj(9)
    blob = packer.compress(b"\0" * (200 << 20)) + packer.flush()
    found = Stream(form.pdf, blob)
    found.Filter = Name.FlateDecode
    form.pdf.pages[0].Resources.Font.F.FontDescriptor = Dictionary(FontFile=form.pdf.make_indirect(found))


def _xfa_only() -> bytes:
    form = Form()
    form.pdf.Root.AcroForm.XFA = String("<xdp/>")
    return form.content()


def _script_of_a_field(form: Form) -> None:
    form.pdf.Root.AcroForm.Fields[0].AA = Dictionary(F=Dictionary(S=Name.JavaScript, JS=String("AFDate_FormatEx(1)")))


def _encrypted(user: str) -> bytes:
    return simple().content(encryption=pikepdf.Encryption(owner="hemmelig", user=user))


# Files that are not taken: how each is made, and a part of what is said of it.
BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "Vælg en fil"),
    "text": (lambda: b"Dette er ikke en PDF\n" * 20, "er ikke en PDF"),
    "html_and_pdf": (lambda: b"<script>alert(1)</script>" + simple().content(), "er ikke en PDF"),
    "encrypted": (lambda: _encrypted("hemmelig"), "adgangskode"),
    "encrypted_with_no_password": (lambda: _encrypted(""), "adgangskode"),
    "truncated": (lambda: simple().content()[:600], "i stykker"),
    "huge": (lambda: simple().content() + b"%" * (5 << 20), "højst 5 MB"),
    "no_fields": (lambda: Form().content(), "ingen felter"),
    "only_read_only": (lambda: _with(lambda form: put(form.pdf.Root.AcroForm.Fields[0], Ff=1)), "ingen felter"),
    "xfa": (_xfa_only, "XFA"),
    "xfa_and_fields": (lambda: _with(lambda form: put(form.pdf.Root.AcroForm, XFA=String("<xdp/>"))), "XFA"),
    "script": (lambda: _with(_action(S=Name.JavaScript, JS=String("app.alert(1)"))), "scripts"),
    "script_of_a_field": (lambda: _with(_script_of_a_field), "scripts"),
    "fields_5000": (lambda: _many(5000), "højst 300"),
    "pages_400": (lambda: Form(pages=400).content(), "højst 20"),
    "bomb": (lambda: _with(_bomb, compress_streams=False), "for tung"),
    "bomb_aside": (lambda: _with(_deep, compress_streams=False), "for tung"),
    "launch": (lambda: _with(_action(S=Name.Launch, F=String("cmd.exe"))), "starte programmer"),
    "sends": (lambda: _with(_action(S=Name.SubmitForm, F=String("https://sted.example/"))), "starte programmer"),
    "script_in_a_link": (lambda: _with(_action(S=Name.URI, URI=String("javascript:1"))), "starte programmer"),
    "opens_a_page": (lambda: _with(_action(S=Name.URI, URI=String("https://sted.example/"))), "starte programmer"),
    "opens_a_page_later": (lambda: _with(_leads_away_later), "starte programmer"),
    "attachment": (lambda: _with(lambda form: form.pdf.attachments.__setitem__("a.exe", b"MZ" * 20)), "vedhæftede"),
    "signed": (lambda: _with(_signed), "underskrevet"),
}

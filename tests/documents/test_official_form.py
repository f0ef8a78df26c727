"""The committee's form is filled so that every reader sees it, and no uploaded file costs more than it may.

Read back by pypdf (what the fields hold) and PDFium (what is seen), neither of which filled it.
"""

import io
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2
import pytest
from pikepdf import Array, Name, String
from PIL import Image

from server import words
from server.documents import form_letters, official_form
from server.documents.form_box import frames
from server.domain.official_forms import LeftOut, Link, OfficialForm
from server.domain.refusal import InputInvalid
from tests.documents import official, readback

NAME = "Åse-Marie Østergård Kjærgaard Łukasz Ğşı"
REMARKS = (
    "Åse sætter døre i.\n\nHun arbejder selv, og hun spørger, når hun er i tvivl.\n" + "Så er der mere at sige. " * 12
)
LINKS = [
    Link("navn", "apprentice_name"),
    Link("cvr", "workplace_cvr"),
    Link("uddannelse", "programme"),
    Link("bygning", "specialisation", "/Yes", "Bygningssnedker"),
    Link("dato", "training_period_ends_on"),
    Link("naaet", "goals_reached_yes", "/ja"),
    Link("naaet", "goals_reached_partly", "/delvist"),
    Link("bemaerkninger", "remarks"),
    Link("kort", "apprentice_name"),
    Link("sted", "workplace_name"),
]
FACTS = {
    "apprentice_name": NAME,
    "workplace_cvr": "13748136",
    "programme": "Møbelsnedker",
    "specialisation": "Bygningssnedker",
    "training_period_ends_on": "04-12-2026",
    "goals_reached_yes": "",
    "goals_reached_partly": "x",
    "remarks": REMARKS,
    "workplace_name": "Snedkeriet Ærø",
}


def form(content: bytes, links: list[Link]) -> OfficialForm:
    return OfficialForm(content, official_form.check(content).fields, links)


@pytest.fixture(scope="module")
def whole() -> OfficialForm:
    return form(official.whole().content(), LINKS)


@pytest.fixture(scope="module")
def filled(whole: OfficialForm) -> official_form.Filled:
    return official_form.fill(whole, FACTS)


def values(content: bytes) -> Mapping[str, Any]:
    return {name: field.get("/V") for name, field in pypdf.PdfReader(io.BytesIO(content)).get_fields().items()}


def test_the_fields_are_read_with_what_can_be_put_in_each(whole: OfficialForm) -> None:
    found = {field["name"]: field for field in whole.fields}
    assert list(found) == ["navn", "cvr", "uddannelse", "bygning", "dato", "naaet", "bemaerkninger", "kort", "sted"]
    assert found["navn"]["label"] == "Lærlingens fulde navn"
    assert (found["cvr"]["comb"], found["cvr"]["longest"]) == (True, 8)
    assert [option["label"] for option in found["uddannelse"]["options"]] == ["Bygningssnedker", "Møbelsnedker"]
    assert [one["state"] for one in found["naaet"]["states"]] == ["/ja", "/delvist", "/nej"]
    assert found["bemaerkninger"]["multiline"]
    assert found["sted"]["boxes"][0]["page"] == 1


def test_the_fields_hold_what_was_written(filled: official_form.Filled) -> None:
    found = values(filled.content)
    assert found["navn"] == NAME
    assert found["cvr"] == "13748136"
    assert found["uddannelse"] == "2"  # as the form writes it; "Møbelsnedker" is what is seen
    assert found["bygning"] == "/Yes"
    assert found["dato"] == "04122026"
    assert found["naaet"] == "/delvist"
    assert found["bemaerkninger"] == REMARKS.strip()
    assert found["sted"] == "Snedkeriet Ærø"
    assert found["laast"] == "Kun for sekretariatet"
    assert found.get("underskrift") is None


@pytest.mark.parametrize(
    "other", [{"Ff": 1}, {"FT": Name.Btn}, {"FT": Name.Ch, "Opt": Array([String("x")])}, {"FT": Name.Sig}]
)
def test_a_field_of_another_kind_that_has_the_same_name_is_left_as_it_is(other: dict[str, Any]) -> None:
    made = official.simple("navn")
    made.field("navn", (60, 500, 500, 520), **other)
    both = form(made.content(), [Link("navn", "a")])
    assert [(field["kind"], len(field["boxes"])) for field in both.fields] == [("text", 1)]
    content = official_form.fill(both, {"a": "Åse"}).content
    assert ink(shown(content), 62, 702, 200, 718) > 20
    with pikepdf.open(io.BytesIO(content)) as filled:
        assert [str(one.get("/V", "")) for one in filled.Root.AcroForm.Fields] == ["Åse", ""]


def test_of_several_places_exactly_the_one_is_ticked(filled: official_form.Filled) -> None:
    page = pypdf.PdfReader(io.BytesIO(filled.content)).pages[0]
    states = [one["/AS"] for one in page["/Annots"] if "/AS" in one.get_object()]
    assert states == ["/Yes", "/Off", "/delvist", "/Off"]


def test_two_fields_of_one_name_both_show_it() -> None:
    made = official.simple("navn")
    made.field("navn", (60, 500, 500, 520))
    made.field("navn", (60, 400, 110, 420))
    twice = form(made.content(), [Link("navn", "a")])
    assert [len(field["boxes"]) for field in twice.fields] == [3]
    assert ink(shown(official_form.fill(twice, {"a": "Åse"}).content), 62, 502, 200, 518) > 20
    assert [one.name for one in official_form.fill(twice, {"a": "Åse-Marie Østergård"}).left_out] == ["navn"]


ODD = {
    "fields": lambda form: official.put(form.pdf.Root.AcroForm, Fields=5),
    "options": lambda form: official.put(form.pdf.Root.AcroForm.Fields[0], FT=official.Name.Ch, Opt=5),
    "rectangle": lambda form: official.put(form.pdf.Root.AcroForm.Fields[0], Rect=official.Array([1, 2])),
    "huge": lambda form: official.put(form.pdf.Root.AcroForm.Fields[0], Rect=official.Array([0, 0, 1e9, 1e9])),
    "circle": lambda form: official.put(form.pdf.Root.AcroForm.Fields[0], Kids=form.pdf.Root.AcroForm.Fields),
    "kind": lambda form: official.put(form.pdf.Root.AcroForm.Fields[0], FT=5),
    "page": lambda form: official.put(form.pdf.pages[0].obj, MediaBox=official.Array([0, 0, 1e6, 1e6])),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_put_together_oddly_is_refused_and_breaks_nothing(name: str) -> None:
    made = official.simple()
    ODD[name](made)
    with pytest.warns(UserWarning, match="not reachable") if name == "fields" else nullcontext():
        content = made.content()
    with pytest.raises(InputInvalid) as refused:
        official_form.check(content)
    assert refused.value.problems[0].code in ("form_broken", "form_no_fields")


def test_the_letters_are_seen_also_by_a_reader_that_knows_no_forms(filled: official_form.Filled) -> None:
    """Flattened, nothing but the appearances is left."""
    with pypdfium2.PdfDocument(filled.content) as document:
        document.init_forms()
        for page in document:
            page.flatten()
        flat = io.BytesIO()
        document.save(flat)
    seen = readback.text(flat.getvalue())
    assert NAME in seen
    assert "Møbelsnedker" in seen
    assert "Snedkeriet Ærø" in seen
    assert "Hun arbejder selv, og hun spørger, når hun er i tvivl." in seen
    assert "Kun for sekretariatet" in seen  # the form's own words, which it left viewers to draw
    assert "1 3 7 4 8 1 3 6" in seen
    assert "0 4 1 2 2 0 2 6" in seen


def shown(content: bytes, scale: float = 2) -> Any:
    """The first page with its fields, as a Pillow image without colours."""
    with pypdfium2.PdfDocument(content) as document:
        document.init_forms()
        return document[0].render(scale=scale).to_pil().convert("L")


def ink(image: Any, left: float, bottom: float, right: float, top: float) -> int:
    """How many dots are dark there; in points of a page that is 842 high, drawn twice as large."""
    cut = image.crop((round(left * 2), round((842 - top) * 2), round(right * 2), round((842 - bottom) * 2)))
    return int(sum(cut.histogram()[:120]))


def test_the_picture_shows_letters_and_ticks_where_the_form_has_them(filled: official_form.Filled) -> None:
    empty, full = shown(official.whole().content()), shown(filled.content)
    name, number, tick, radio, lines = (
        (182, 748, 518, 764), (182, 708, 338, 724), (182, 632, 192, 642), (242, 552, 252, 562), (62, 402, 500, 508)
    )  # fmt: skip
    for box in (name, number, tick, radio, lines):
        assert ink(full, *box) > ink(empty, *box) + 20, box
    for box in ((182, 552, 192, 562), (322, 552, 332, 562), (62, 362, 108, 378)):  # other radios; what did not fit
        assert ink(full, *box) == ink(empty, *box), box


def test_viewers_are_not_told_to_set_the_letters_anew(filled: official_form.Filled) -> None:
    """A viewer that does takes its own letters, and loses those that it does not have."""
    root = pypdf.PdfReader(io.BytesIO(filled.content)).trailer["/Root"]
    assert "/NeedAppearances" not in root["/AcroForm"]


def test_the_fields_stay_open_for_the_rest(filled: official_form.Filled) -> None:
    fields = pypdf.PdfReader(io.BytesIO(filled.content)).get_fields()
    assert fields["kort"].get("/V", "") == ""
    assert not int(fields["navn"].get("/Ff", 0)) & 1


def test_what_does_not_fit_is_left_out_whole_and_told(filled: official_form.Filled) -> None:
    assert list(filled.left_out) == [LeftOut("kort", "apprentice_name", "too_long")]
    assert "kort" not in {name for name, value in values(filled.content).items() if value}


def test_a_filled_form_says_the_same_twice(whole: OfficialForm, filled: official_form.Filled) -> None:
    assert official_form.fill(whole, FACTS).content == filled.content


def test_letters_shrink_before_they_are_left_out(whole: OfficialForm) -> None:
    field = next(one for one in whole.fields if one["name"] == "navn")
    made = [form_letters.box(field, field["boxes"][0], "Ærø " * count) for count in (2, 25, 60)]
    assert list(form_letters.set_in(made).fits) == [True, True, False]


def test_no_text_is_evaluated_by_the_typesetter(whole: OfficialForm) -> None:
    hostile = '#panic("x") $ #read("/etc/passwd") *b* \\ </w> (Tj) ET'
    made = official_form.fill(whole, {"remarks": hostile})
    assert values(made.content)["bemaerkninger"] == hostile


@pytest.mark.parametrize(("turn", "page"), [(0, 0), (90, 90), (180, 180), (270, 270)])
def test_a_turned_field_on_a_turned_page_is_read_as_any_other(turn: int, page: int) -> None:
    """Its letters run from left to right, upright: the same picture but for its place."""
    made = official.Form()
    made.pdf.pages[0].Contents = official.Stream(made.pdf, b"")
    made.field("op", (100, 300, 130, 600) if turn % 180 else (100, 300, 400, 330), MK=official.Dictionary(R=turn))
    made.pdf.pages[0].obj.Rotate = page
    image = shown(official_form.fill(form(made.content(), [Link("op", "a")]), {"a": "Åh, hvor lang"}).content)
    seen = image.point(lambda dot: 255 if dot < 128 else 0)
    left, top, right, bottom = seen.getbbox()
    assert (right - left, bottom - top) == pytest.approx(UPRIGHT, abs=3)
    assert sum(seen.crop((left, top, left + 20, bottom)).histogram()[128:]) > 40  # the Å comes first


UPRIGHT = (132, 26)


def test_a_picture_has_numbers_at_its_fields(whole: OfficialForm) -> None:
    marks = [{"number": 7, "look": "empty", "rect": whole.fields[0]["boxes"][0]["rect"]}]
    plain, marked = (official_form.picture(whole, 0, some) for some in ([], marks))
    assert plain[:8] == marked[:8] == b"\x89PNG\r\n\x1a\n"
    assert plain != marked
    assert official_form.picture(whole, 0, [], FACTS) != plain


def test_a_form_with_a_photograph_on_it_is_taken() -> None:
    """QPDF leaves such a picture packed; that is no reason to call it too heavy."""
    made = official.simple()
    jpeg = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(jpeg, "JPEG")
    logo = official.Stream(made.pdf, jpeg.getvalue())
    logo.Type, logo.Subtype, logo.Filter = official.Name.XObject, official.Name.Image, official.Name.DCTDecode
    logo.Width, logo.Height, logo.ColorSpace, logo.BitsPerComponent = 40, 40, official.Name.DeviceRGB, 8
    made.pdf.pages[0].Resources.XObject = official.Dictionary(Logo=logo)
    assert official_form.check(made.content()).fields


@pytest.mark.parametrize("name", [name for name in official.BROKEN if name not in ("empty", "huge")])
def test_what_is_no_form_to_take_is_refused_with_words_that_help(name: str) -> None:
    make, said = official.BROKEN[name]
    content = make()
    started = time.monotonic()
    with pytest.raises(InputInvalid) as refused:
        official_form.check(content)
    [problem] = refused.value.problems
    assert problem.field == "file"
    assert said in words.text(f"refusal.{problem.code}", **dict(problem.facts))
    assert time.monotonic() - started < official_form.PATIENCE


HOLD = "from server.documents.form_box import limits; limits.hold(); "


@pytest.mark.parametrize(
    "code",
    [
        "while True: pass",
        "held = bytearray(2 << 30)",
        "import tempfile; tempfile.TemporaryFile().write(bytes(1 << 20) * 100)",
    ],
)
def test_the_kernel_holds_the_box_to_its_limits(code: str, tmp_path: Path) -> None:
    hurry = "limits.SECONDS = 1; " if "while" in code else ""
    program = HOLD.replace("limits.hold()", f"{hurry}limits.hold()") + "\n" + code
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=official_form.ROOT, env={"TMPDIR": str(tmp_path)}, capture_output=True
    )
    assert done.returncode != 0


def test_the_box_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}
    real = subprocess.run

    def watch(program: list[str], **how: Any) -> Any:
        seen.update(how["env"])
        return real(program, **how)

    monkeypatch.setenv("LOGBOG_SECRET_KEY", "s" * 40)
    monkeypatch.setattr(subprocess, "run", watch)
    official_form.check(official.simple().content())
    assert "LOGBOG_SECRET_KEY" in os.environ
    assert seen == {}


@pytest.mark.parametrize("framed", [b"", b"{}\n", b'{"sizes": [3]}\nab', b"[1]\n"])
def test_half_an_answer_of_the_box_is_no_answer(framed: bytes) -> None:
    told, blobs = frames.unpack(frames.pack({"a": "å"}, b"x\n", b""))
    assert (told, blobs) == ({"a": "å"}, [b"x\n", b""])
    with pytest.raises((ValueError, KeyError)):
        frames.unpack(framed)

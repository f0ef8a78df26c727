"""One declaration as a PDF: all that was sealed, for eyes and for ears, whatever was written."""

import io

import pytest
import zxingcpp

from server.documents import declarations
from tests.documents import readback, sealed
from tests.documents.hostile import TEXTS

BASE = "https://logbog.example"


def test_everything_that_was_sealed_stands_in_it() -> None:
    found = sealed.version(supervisor__remarks="Dygtig\nog omhyggelig", details__school_class="24b-h2")
    text = readback.text(declarations.pdf(found, 1, BASE))
    for expected in (
        "Erklæring om oplæring", "Lærling Et", "Bygningssnedker", "fredag den 4. december 2026", "24b-h2",
        "Snedkeriet Ærø, CVR 13748136", "Mester Eksempel", "Ja, nået", "Brug af værnemidler", "Dygtig og omhyggelig",
        "Mere tid til tegning", "Skolens kontakt",
        "Fed skrift: målet er nået.", "låst 23. november 2026 kl. 11.00", "https://logbog.example/verify", "§ 88",
        "Side 1 af 1",
    ):  # fmt: skip
        assert expected in text, expected
    for goal in found["payload"]["goals"]:
        assert goal["text"] in text
    assert sealed.DIGEST in text.replace(" ", "")
    assert text.count("Som rutine") == len(found["payload"]["goals"])


def test_it_is_tagged_danish_and_made_for_ears() -> None:
    content = declarations.pdf(sealed.version(), 1, BASE)
    claims = {"lang": "da-DK", "title": "Erklæring om oplæring: Lærling Et", "marked": True, "ua": "1"}
    assert readback.claims(content) == claims
    tags = readback.tags(content)
    assert tags[:2] == ["/Document", "/H1"]
    assert {"/H2", "/Table", "/THead", "/TH", "/TD", "/Figure"} <= set(tags)
    assert tags.count("/Lbl") == tags.count("/LBody") == 7 + 1  # names with their values: who and when, and functions
    assert tags.count("/TH") == 3 + 5  # the columns, and each work area with its goals


def test_25_goals_with_long_remarks_are_two_pages() -> None:
    found = sealed.with_goals(25)
    found["payload"] |= {"remarks": "Ord og atter ord. " * 40, "special_needs": "Mere tid. " * 40}
    assert readback.pages(declarations.pdf(found, 1, BASE)) == 2


@pytest.mark.parametrize("count", range(28, 61, 2))
def test_no_work_area_stands_alone_at_the_foot_of_a_page(count: int) -> None:
    found = sealed.with_goals(count)
    areas = {goal["work_area_name"] for goal in found["payload"]["goals"]}
    read = readback.lines(declarations.pdf(found, 1, BASE))
    assert len(read) == 2
    assert not areas & {line.strip() for line in read[0][-2:]}


def test_a_correction_of_25_goals_is_two_pages_too() -> None:
    found = sealed.with_goals(25)
    found["payload"] |= {"correction": {"of": 1, "reason": "Et mål var sat for lavt. " * 5}, "remarks": "Ord. " * 80}
    goals = [goal["text"] for goal in found["payload"]["goals"][:6]]
    found["differences"] = [
        *({"field": "goal", "name": text, "before": "Med hjælp", "after": "Som rutine"} for text in goals),
        {"field": "remarks", "name": "", "before": "Andre ord. " * 40, "after": "Ord. " * 80},
    ]
    assert readback.pages(declarations.pdf(found, 2, BASE)) == 2


LONG = "Oplæringsansvarligmaskinsnedkerværkførerassistent"


@pytest.mark.parametrize("long", [LONG, f"{LONG.lower()}@snedkeriet.example", "W" * 120, "a.b_c@" * 30])
def test_no_word_is_so_long_that_it_leaves_the_paper(long: str) -> None:
    found = sealed.version(2, name=long, details__workplace_name=long, details__school_class=long)
    found["payload"]["supervisor"] |= {"name": long, "title": long}
    found["payload"] |= {
        "school_contacts": [{"name": long, "address": "x"}],
        "filled_by": {"name": long, "address": long},
    }
    found["payload"]["goals"][0] |= {"text": long, "work_area_name": long}
    found["payload"]["work_areas"] = [{"name": long, "functions": [long]}]
    found["differences"] = [{"field": "remarks", "name": long, "before": long, "after": long}]
    left, right = readback.outermost(declarations.pdf(found, 2, BASE))
    assert left > 17.5
    assert right < 210 - 17.5


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_texts_in_every_field_leave_a_whole_document(text: str) -> None:
    found = sealed.version(name=text[:80], supervisor__remarks=text, details__workplace_name=text[:80])
    found["payload"] |= {"self_remarks": text, "goals_reached_why": text}
    content = declarations.pdf(found, 1, BASE)
    assert sealed.DIGEST in readback.text(content).replace(" ", "")
    assert readback.claims(content)["ua"] == "1"


def test_a_correction_says_which_version_it_is_and_what_changed() -> None:
    found = sealed.version(2)
    found["differences"] = [
        {"field": "goal", "name": "Kan høvle", "before": "Under oplæring", "after": "Som rutine"},
        {"field": "talked_through_on", "name": "", "before": "", "after": "2026-11-20"},
        {"field": "goals_reached", "name": "", "before": "partly", "after": "yes"},
    ]
    text = readback.text(declarations.pdf(found, 3, BASE))
    for expected in ("Version 2 af 3", "Grund: Tastefejl", "Kan høvle Under oplæring Som rutine", "Intet fredag den 20",
                     "Delvist nået Ja, nået"):  # fmt: skip
        assert expected in text, expected


def test_the_code_leads_to_where_the_digest_is_verified() -> None:
    page = readback.picture(declarations.pdf(sealed.version(), 1, BASE), scale=3)
    (code,) = zxingcpp.read_barcodes(page)
    assert code.text == f"{BASE}/verify?digest={sealed.DIGEST}" == declarations.verify_address(sealed.DIGEST, BASE)


def test_it_is_a_picture_that_opens() -> None:
    written = io.BytesIO()
    readback.picture(declarations.pdf(sealed.version(), 1, BASE)).save(written, "PNG")
    assert written.getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("typed_by", "told"),
    [
        ({"name": "Hanne Holm", "role": "school"}, "Hanne Holm, skolen"),
        ({"name": "#eval[1] Ærø", "role": "workplace"}, "#eval[1] Ærø, lærestedet"),
        (None, ""),
    ],
)
def test_it_says_who_typed_it_in_from_paper(typed_by: dict[str, str] | None, told: str) -> None:
    found = sealed.version()
    found["payload"] |= {"door": "paper" if typed_by else "mail_link", "typed_by": typed_by}
    text = readback.text(declarations.pdf(found, 1, BASE))
    assert ("Fra papir, tastet af" in text) is bool(typed_by)
    assert told in text
    assert ("på papir" in text) is bool(typed_by)


SAYS = "skrev mandag den 23. november 2026, at det var en anden, der udfyldte den."


@pytest.mark.parametrize(
    ("number", "of", "disputed_at", "told"),
    [
        (1, 1, None, ""),
        (2, 2, None, ""),
        (1, 1, "2026-11-23T22:30:00.000Z", "Spørg lærestedet eller skolen, før du bruger den."),
        (1, 2, "2026-11-23T22:30:00.000Z", "Siden er erklæringen rettet: Brug version 2 i stedet."),
    ],
)
def test_a_disputed_signature_is_told_on_top_with_its_day(
    number: int, of: int, disputed_at: str | None, told: str
) -> None:
    found = {**sealed.version(number), "disputed_at": disputed_at}
    text = readback.text(declarations.pdf(found, of, BASE))
    for one in ("Underskriften er bestridt", SAYS):
        assert (one in text) is bool(disputed_at), one
    assert told in text
    if disputed_at:
        assert text.index(told) < text.index("Oplæringen slutter")
    assert sealed.DIGEST in text.replace(" ", "")


def test_a_disputed_declaration_of_25_goals_takes_no_third_page() -> None:
    found = {**sealed.with_goals(25), "disputed_at": "2026-11-23T22:30:00.000Z"}
    assert readback.pages(declarations.pdf(found, 1, BASE)) == 2


@pytest.mark.parametrize("schema", [1, 2])
def test_what_was_sealed_before_paper_could_be_typed_in_is_still_read(schema: int) -> None:
    found = sealed.version()
    gone = ("typed_by",) if schema == 2 else ("typed_by", "filled_by", "confirmed_by")
    found["payload"] = {name: value for name, value in found["payload"].items() if name not in gone}
    assert "Mester Eksempel" in readback.text(declarations.pdf(found, 1, BASE))

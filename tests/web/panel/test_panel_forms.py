"""The committee's forms in the panel, over HTTP: an operator keeps them, and for everybody else they are not there."""

import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import uuid4

import pypdf
import pytest
from starlette.testclient import TestClient

from server import danish_dates, words
from server.documents import official_form
from server.domain.final_form import FACTS, is_tick
from server.reading import official_forms
from server.reading.official_forms import key_of
from server.web import who
from server.web.panel import form_facts, uploads
from tests.cast import PanelReader
from tests.documents import official

OPERATOR = "drift@logbog.example"
LIST = "/panel/forms"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def operator(panel: Callable[..., PanelReader]) -> PanelReader:
    return panel(OPERATOR)


def send(operator: PanelReader, path: str, content: bytes | None, name: str = "Blanket æ.pdf", **form: str) -> Any:
    files = {"file": (name, content, "application/pdf")} if content is not None else {"other": ("", b"")}
    return operator.client.post(path, data=form, files=files, follow_redirects=False)


def add(operator: PanelReader, content: bytes | None, **changed: str) -> Any:
    form = {"deed_id": str(uuid4()), "kind": "final", "programme": "", **changed}
    return send(operator, LIST, content, **form)


@pytest.fixture
def path(operator: PanelReader) -> str:
    """Of a form that was uploaded, with every sort of field."""
    answer = add(operator, official.whole().content())
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("?")[0]


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.text
    return unescape(answer.text)


def seen(operator: PanelReader, path: str, deed: str = "") -> str:
    """What the page's form of that deed says was looked at."""
    form = operator.get(path).text.split(f'action="{path.partition("/preview")[0]}{deed}"')[1]
    return re.search(r'name="seen" value="(\w+)"', form)[1]


def use(operator: PanelReader, path: str) -> Any:
    """From the preview, as everybody does."""
    return operator.post(f"{path}/use", seen=seen(operator, f"{path}/preview", "/use"))


def connect(operator: PanelReader, path: str, takes: dict[tuple[str, str], str], **more: str) -> Any:
    form = {f"fact_{key_of(*place)}": fact for place, fact in takes.items()}
    return operator.post(path, seen=more.pop("seen", "") or seen(operator, path), **form, **more)


TAKES = {("navn", ""): "apprentice_name", ("cvr", ""): "workplace_cvr", ("kort", ""): "remarks"}


def test_an_operator_uploads_a_form_says_what_it_takes_and_sees_it_filled(operator: PanelReader, path: str) -> None:
    assert "Ikke i brug endnu" in text(operator.get(LIST))
    page = text(operator.get(path))
    assert "Lærlingens fulde navn" in page
    assert "Valgliste: Bygningssnedker, Møbelsnedker" in page
    assert "Kun for sekretariatet" not in page  # nobody fills that
    answer = connect(operator, path, TAKES)
    assert answer.headers["location"] == f"{path}/preview?done=form_mapped"
    preview = text(operator.get(answer.headers["location"]))
    assert "Feltet “Journalnummer” er for lille til: Bemærkninger fra sidste periode." in preview
    assert "Blanket æ.pdf" in text(operator.get(path))
    assert "Ikke i brug endnu" in text(operator.get(LIST))
    for number in (1, 2):
        pictures = [operator.get(f"{path}/page/{number}.png{filled}") for filled in ("", "?filled=1")]
        assert [(one.status_code, one.headers["content-type"]) for one in pictures] == [(200, "image/png")] * 2
        assert all(one.content.startswith(PNG) for one in pictures)
        assert pictures[0].content != pictures[1].content
    assert operator.get(f"{path}/page/3.png").status_code == 404


def test_a_form_goes_live_by_a_deed_of_its_own_and_back_and_a_newer_file_waits_for_its_own(
    operator: PanelReader, path: str
) -> None:
    connect(operator, path, TAKES)
    assert "Folk får Logbogs eget ark" in text(operator.get(path))
    answer = use(operator, path)
    assert answer.headers["location"] == f"{path}?done=form_used"
    page = text(operator.get(path))
    today = danish_dates.plain(who.today())
    for expected in (f"I brug siden {today}", f"Taget i brug af {OPERATOR}", "3 af 9 felter", "Som det, der er i brug"):
        assert expected in page, expected
    assert "/use" not in operator.get(f"{path}/preview").text, "it is in use already"
    send(operator, f"{path}/file", official.simple("navn", "nyt").content(), "ny.pdf")
    page = text(operator.get(path))
    for expected in (
        "Filen Blanket æ.pdf med 3 af 9",
        "Kladde: ikke i brug",
        "ny.pdf",
        "Se det, der er i brug, udfyldt",
    ):
        assert expected in page, expected
    assert "Kladde med ændringer, som ikke er i brug" in text(operator.get(LIST))
    assert "Journalnummer" in text(operator.get(f"{path}/preview?used=1"))
    assert "Journalnummer" not in text(operator.get(f"{path}/preview"))
    assert operator.get(f"{path}.pdf?used=1").content == official.whole().content()
    both = [operator.get(f"{path}/page/1.png?filled=1{used}").content for used in ("", "&used=1")]
    assert both[0] != both[1]
    out = operator.post(f"{path}/out", seen=seen(operator, path, "/out"))
    assert out.headers["location"] == f"{path}?done=form_out"
    page = text(operator.get(path))
    assert f"Ude af brug siden {today}" in page
    assert "Ikke i brug endnu" not in page
    assert f"Filen Blanket æ.pdf blev taget ud af brug den {today} af {OPERATOR}." in page
    assert "Ude af brug siden" in text(operator.get(LIST))
    back = operator.post(f"{path}/use", seen=seen(operator, path, "/use"))
    assert back.headers["location"] == f"{path}?done=form_used"
    assert "Filen Blanket æ.pdf med 3 af 9" in text(operator.get(path))
    use(operator, path)
    page = text(operator.get(path))
    assert "Filen ny.pdf med 1 af 2 felter" in page
    assert "Som det, der er i brug" in page
    operator.post(f"{path}/out", seen=seen(operator, path, "/out"))
    page = text(operator.get(path))
    assert f"Ude af brug siden {today}" in page
    assert "Som det, der blev taget ud af brug" in page
    for untrue in ("Ikke i brug endnu", "Som det, der er i brug"):
        assert untrue not in page


def test_what_a_colleague_changed_is_shown_before_it_is_taken_into_use_or_out_of_it(
    operator: PanelReader, path: str
) -> None:
    connect(operator, path, TAKES)
    looked_at = seen(operator, f"{path}/preview", "/use")
    connect(operator, path, {("navn", ""): "workplace_name"})
    refused = text(operator.post(f"{path}/use", seen=looked_at), 409)
    assert "En kollega har ændret skemaet imens. Det er ikke taget i brug." in refused
    assert "Ikke i brug endnu" in text(operator.get(LIST))
    assert f'value="{looked_at}"' not in refused, "the page shows the new one"
    use(operator, path)
    assert "En kollega har taget et andet skema i brug" in text(operator.post(f"{path}/out", seen=looked_at), 409)
    assert "I brug siden" in text(operator.get(LIST))
    for deed in ("use", "out"):
        assert operator.post(f"{LIST}/{uuid4()}/{deed}", seen="x").status_code == 404


def test_a_form_that_takes_nothing_is_not_offered_and_not_taken_into_use(operator: PanelReader, path: str) -> None:
    assert "/use" not in operator.get(f"{path}/preview").text
    assert "Ingen felter udfyldes" in text(operator.post(f"{path}/use", seen=seen(operator, path)), 409)


def test_everything_as_long_as_it_can_be_is_seen_before_it_goes_live(operator: PanelReader, path: str) -> None:
    connect(operator, path, {("navn", ""): "apprentice_name", ("cvr", ""): "workplace_cvr", ("sted", ""): "school"})
    usual, long = (text(operator.get(f"{path}/preview{asked}")) for asked in ("", "?long=1"))
    assert "Alle eksempler kan være i deres felter." in usual
    assert "der ét felt, det ikke kan være i." in usual
    assert f'href="{path}/preview?long=1"' in usual
    assert re.search(r"Feltet “[^”]+” er for lille til: Skole", long)
    assert re.search(r"Lærlingens navn\.", long) is None, "a long name shrinks into its field"
    pictures = [operator.get(f"{path}/page/1.png?filled=1{asked}").content for asked in ("", "&long=1")]
    assert pictures[0] != pictures[1]


def test_a_form_that_cannot_be_filled_is_told_in_the_preview(
    operator: PanelReader, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(operator, path, TAKES)
    before = seen(operator, path)
    monkeypatch.setattr(official_form, "PATIENCE", 0.001)
    preview = text(operator.get(f"{path}/preview"))
    assert "Filen kan ikke udfyldes og kan derfor ikke tages i brug." in preview
    assert "/use" not in preview
    assert "er ikke taget i brug" in text(operator.post(f"{path}/use", seen=before), 409)
    assert "kan være i deres felter" not in preview
    assert operator.get(f"{path}/page/1.png?filled=1").status_code == 404


def test_the_uploaded_file_is_only_ever_saved(operator: PanelReader, path: str) -> None:
    answer = operator.get(f"{path}.pdf")
    assert answer.content == official.whole().content()
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["cache-control"] == "no-store"


def test_a_newer_file_keeps_what_it_can_and_tells_the_rest(operator: PanelReader, path: str) -> None:
    connect(operator, path, TAKES)
    answer = send(operator, f"{path}/file", official.simple("navn", "nyt").content(), "ny.pdf")
    assert answer.headers["location"] == f"{path}?done=form_replaced"
    page = text(operator.get(path))
    assert "Den nye fil mangler nogle felter" in page
    assert "Feltet “cvr” blev udfyldt med: Lærestedets CVR-nummer" in page
    assert re.search(r'<option value="apprentice_name" selected>', page)
    assert connect(operator, path, {("navn", ""): "apprentice_name"}).status_code == 303
    assert "mangler nogle felter" not in text(operator.get(path))


def test_choices_for_a_file_that_was_replaced_meanwhile_stay_on_the_page(operator: PanelReader, path: str) -> None:
    old = seen(operator, path)
    send(operator, f"{path}/file", official.simple("navn", "nyt").content())
    again = text(connect(operator, path, {("navn", ""): "supervisor_name"}, seen=old), 409)
    assert "En kollega har ændret skemaet imens" in again
    assert '<option value="supervisor_name" selected>' in again
    assert "supervisor_name" + '" selected' not in operator.get(path).text


def test_the_form_is_taken_away_after_a_question(operator: PanelReader, path: str) -> None:
    assert "Fjern skemaet og det, du har valgt" in text(operator.get(f"{path}?remove=1"))
    assert operator.get(path).status_code == 200
    assert operator.post(f"{path}/remove").headers["location"] == f"{LIST}?done=form_removed"
    for place in (path, f"{path}/preview", f"{path}/page/1.png", f"{path}.pdf"):
        assert operator.get(place).status_code == 404
    assert operator.post(f"{path}/remove").status_code == 404
    assert "Her kommer skemaerne" in text(operator.get(LIST))


def test_the_same_form_sent_twice_is_one_and_another_in_its_place_is_refused(operator: PanelReader) -> None:
    content, id = official.simple().content(), str(uuid4())
    first, again = add(operator, content, deed_id=id), add(operator, content, deed_id=id)
    assert first.headers["location"] == again.headers["location"]
    refused = text(add(operator, content), 422)
    assert "Der ligger allerede et skema af den slags" in refused
    assert add(operator, content, programme="bygningssnedker").status_code == 303
    assert add(operator, content, kind="partly_completed").status_code == 303
    assert add(operator, content, kind="x").status_code == 422
    assert add(operator, content, programme="x").status_code == 422
    assert len(re.findall(r'href="/panel/forms/[0-9a-f-]{36}"', operator.get(LIST).text)) == 3


@pytest.mark.timeout(300)
def test_what_is_no_form_is_refused_at_its_field_and_changes_nothing(operator: PanelReader, path: str) -> None:
    """All of them on one server, where nothing is changed by any."""
    for name, (make, said) in official.BROKEN.items():
        content = make()
        refused = text(add(operator, content, kind="partly_completed", programme="maskinsnedker"), 422)
        problem = re.search(r'<span class="problem" id="file-problem">([^<]+)</span>', refused)
        assert problem, name
        assert said in problem[1], name
        assert f'<a href="#file">{problem[1]}</a>' in refused, name
        if name != "huge":  # what stood before the file is shown again
            assert '<option value="partly_completed" selected>' in refused, name
        assert said in text(send(operator, f"{path}/file", content), 422), name
        assert operator.get(f"{path}.pdf").content == official.whole().content(), name
        assert len(re.findall(r'href="/panel/forms/[0-9a-f-]{36}"', operator.get(LIST).text)) == 1, name


def test_no_file_at_all_is_asked_for(operator: PanelReader, path: str) -> None:
    assert "Vælg en fil" in text(add(operator, None, programme="bygningssnedker"), 422)
    assert operator.post(LIST, deed_id=str(uuid4()), kind="final").status_code == 422  # no form that brings files


OURS = "multipart/form-data; boundary=a"
PART = b'--a\r\nContent-Disposition: form-data; name="x"\r\n\r\n'
FILE = b'--a\r\nContent-Disposition: form-data; name="file"; filename="x.pdf"\r\n\r\n'


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"x"),
        (OURS, b"no part"),
        (OURS, FILE + b"%PDF"),
        (f"{OURS}; charset=zlib", PART + b"\xff\r\n--a--"),
        (f"{OURS}; charset=idna", PART + b"xn--\xff\r\n--a--"),
        (f"{OURS}; charset=a\0b", PART + b"x\r\n--a--"),
        (OURS, PART + b"x" * 9000 + b"\r\n--a--"),
        (OURS, (PART + b"x\r\n") * 200 + b"--a--"),
    ],
)
def test_half_a_form_is_no_form(kind: str, body: bytes, operator: PanelReader) -> None:
    answer = operator.client.post(LIST, content=body, headers={"content-type": kind}, follow_redirects=False)
    assert answer.status_code == 422
    assert "Her kommer skemaerne" in text(operator.get(LIST))


def test_hostile_choices_are_refused_and_change_nothing(operator: PanelReader, path: str) -> None:
    connect(operator, path, TAKES)
    use(operator, path)
    for fact in ("../secret", "programme;drop", "goal_level.none", "x" * 5000):
        assert connect(operator, path, {("navn", ""): fact}).status_code == 422
    assert "3 af 9 felter udfyldes" in text(operator.get(LIST))


def test_a_ticks_words_are_kept_and_every_goal_can_be_taken(operator: PanelReader, path: str) -> None:
    page = text(operator.get(path))
    goal = re.search(r'<option value="(goal_reached\.[^"]+)">Kryds, nået: [^<]+</option>', page)[1]
    says = {f"says_{key_of('bygning', '/Yes')}": " Bygningssnedker <b> "}
    takes = {("bygning", "/Yes"): "specialisation", ("naaet", "/ja"): goal}
    assert connect(operator, path, takes, **says).status_code == 303
    page = operator.get(path).text
    assert 'value="Bygningssnedker &lt;b&gt;"' in page
    assert f'<option value="{goal}" selected>' in page
    assert operator.get(f"{path}/preview").status_code == 200


def test_every_fact_has_words_and_an_example() -> None:
    for fact in FACTS:
        assert words.text(f"fact.{fact}")
        assert is_tick(fact) or words.text(f"fact_example.{fact}")
    assert form_facts.examples([*FACTS, "goal_level.x", "goal_reached.x"]).keys() >= set(FACTS)


def test_what_the_preview_shows_is_what_is_filled(operator: PanelReader, path: str, running: TestClient) -> None:
    """The same deed makes both: an independent reader finds the examples in the fields."""
    connect(operator, path, TAKES)
    use(operator, path)
    form = running.portal.call(official_forms.mapped, "final", "bygningssnedker")
    made = official_form.fill(form, form_facts.examples(TAKES.values()))
    fields = pypdf.PdfReader(io.BytesIO(made.content)).get_fields()
    assert fields["navn"]["/V"] == words.text("fact_example.apprentice_name")
    assert fields["cvr"]["/V"] == words.text("fact_example.workplace_cvr")
    assert [one.name for one in made.left_out] == ["kort"]


def test_nobody_else_finds_it(
    path: str, operator: PanelReader, requested: str, panel: Callable[..., PanelReader]
) -> None:
    """Not even how large a file may be: it is not read."""
    reader = panel("mester@snedkeriet.example")
    assert [reader.get(place).status_code for place in (LIST, path, f"{path}/preview", f"{path}.pdf")] == [404] * 4
    assert add(reader, official.simple().content()).status_code == 404
    assert send(reader, f"{path}/file", b"x" * (6 << 20)).status_code == 404
    assert operator.get(f"{path}.pdf").content == official.whole().content()


def test_a_body_over_the_cap_is_let_go_while_it_comes(operator: PanelReader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Far more than the cap is sent, in pieces and without saying how much: the most that is ever kept is the cap."""
    kept = []
    real = uploads._taken_in

    async def watched(request: Any, most: int) -> Any:
        body, over = await real(request, most)
        kept.append((len(body), over, most))
        return body, over

    monkeypatch.setattr(uploads, "_taken_in", watched)

    def pieces() -> Any:
        yield FILE + b"%PDF-"
        for _ in range(200):
            yield b"x" * (256 * 1024)

    kind = {"content-type": "multipart/form-data; boundary=a"}
    answer = operator.client.post(LIST, content=pieces(), headers=kind, follow_redirects=False)
    assert answer.status_code == 422
    [(size, over, most)] = kept
    assert over
    assert size <= most

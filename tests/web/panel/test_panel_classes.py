"""A school's classes in the panel: made once, changed without surprise, seen by nobody else; and the letter."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
import zxingcpp
from starlette.testclient import TestClient

from server.storage.schools import SchoolDomain
from tests import schools
from tests.cast import DETAILS, OTHER_APPRENTICE, SCHOOL, Apprentice, Mailbox, PanelReader, batch, operation
from tests.domain.test_call_ups import WRITTEN
from tests.schools import SECRETARY

OTHER = "anden@skole.example"
WRITE = {**WRITTEN, "names": "Lærling Et; laerling@post.example\nHansen, Peter"}


@pytest.fixture
def school_id(running: TestClient) -> UUID:
    return running.portal.call(schools.school)


@pytest.fixture
def secretary(school_id: UUID, panel: Callable[..., PanelReader]) -> PanelReader:
    return panel(SECRETARY, name="Sekretær Åse")


def make(secretary: PanelReader, school_id: UUID | str, **changed: str) -> Any:
    form = {"deed_id": str(uuid4()), "school_id": str(school_id), **WRITE, **changed}
    return secretary.post("/panel/classes/new", **form)


@pytest.fixture
def path(secretary: PanelReader, school_id: UUID) -> str:
    """Of a class that was made."""
    answer = make(secretary, school_id)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"]).partition("/letter")[0]


def page(secretary: PanelReader, path: str) -> str:
    answer = secretary.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def code_on(letter: str) -> str:
    return re.search(r'class="big-code">(\w{4} \w{4})<', letter)[1]


def test_a_class_is_made_once_and_leads_to_its_letter(secretary: PanelReader, school_id: UUID) -> None:
    assert "Her kommer jeres hold" in page(secretary, "/panel/classes")
    form = page(secretary, "/panel/classes/new")
    assert "Sekretær Åse; sekretaer@snedkerskolen.example" in form
    deed_id = re.search(r'name="deed_id" value="([0-9a-f-]{36})"', form)[1]
    answers = [make(secretary, school_id, deed_id=deed_id) for _ in range(2)]
    assert [answer.headers["location"] for answer in answers] == [
        f"/panel/classes/{deed_id}/letter?done=class_made"
    ] * 2
    letter = page(secretary, answers[0].headers["location"])
    code = code_on(letter)
    assert letter.count(code) == 2, "in the paragraph and on the sheet"
    assert "localhost:8000/app/summons" in letter
    assert "Holdet er oprettet" in letter
    index = page(secretary, "/panel/classes")
    assert index.count("snh2-26b</a>") == 1
    assert code in index


def test_who_signed_in_without_a_name_is_the_contact_by_the_address_alone(
    school_id: UUID, panel: Callable[..., PanelReader]
) -> None:
    assert form_on_new(page(panel(SECRETARY), "/panel/classes/new")) == SECRETARY
    assert form_on_new(page(panel(SECRETARY, name=" Åse "), "/panel/classes/new")) == f"Åse; {SECRETARY}"


def form_on_new(text: str) -> str:
    return re.search(r'<textarea id="contacts"[^>]*>\n([^<]*)</textarea>', text)[1]


def test_two_of_one_name_without_an_address_are_two(secretary: PanelReader, school_id: UUID) -> None:
    answer = make(secretary, school_id, names="Peter Hansen\nÅse Ø\nPeter Hansen")
    form = form_on(page(secretary, str(answer.headers["location"]).partition("/letter")[0] + "/edit"))
    assert form["names"].split("\n") == ["Peter Hansen", "Peter Hansen", "Åse Ø"]


def test_what_is_wrong_is_told_at_its_line_and_nothing_typed_is_lost(secretary: PanelReader, school_id: UUID) -> None:
    names = "Peter\n<script>alert(1)</script>\tb@\nÅse\tÅ\tØ\n" + "x" * 130
    answer = make(secretary, school_id, names=names, contacts="", school_class="  snh2 ", expected="mange")
    text = unescape(answer.text)
    assert answer.status_code == 422
    assert 'href="#names.2"' in text
    assert 'id="names.2"' in text
    assert "Linje 3: Der er for mange kolonner" in text
    assert f">\n{names}</textarea>" in text
    assert "<script>alert" not in answer.text
    assert ('value="  snh2 "' in text, 'value="mange"' in text) == (True, True)
    assert "Her kommer jeres hold" in page(secretary, "/panel/classes")
    assert make(secretary, school_id, names="x" * 40_000).status_code == 422
    assert make(secretary, school_id, deed_id="x").status_code == 422
    assert make(secretary, "").status_code == 422


def test_an_address_outside_the_schools_domains_is_asked_about_and_told_as_the_schools_only_when_it_is_right(
    running: TestClient, secretary: PanelReader, school_id: UUID, apprentice: Apprentice
) -> None:
    async def verified(domain: str) -> None:
        await SchoolDomain.create(id=uuid4(), school_id=school_id, domain=domain, created_at=schools.NOW)

    def told(declaration_id: str) -> dict[str, Any]:
        recipients = apprentice.declaration(declaration_id)["recipients"]
        return {
            one["address"]: (one["school"], one["unknown_school"]) for one in recipients if "school" in one["roles"]
        }

    legacy = make(secretary, school_id, contacts="kontor@gmail.com")  # the school had no domain then
    path = str(legacy.headers["location"]).partition("/letter")[0]
    early = apprentice.make({field: value for field, value in DETAILS.items() if field != "details.school_contacts"})
    apprentice.answer(early, {"details.summons_code": code_on(page(secretary, f"{path}/letter"))})
    assert apprentice.request(early).status_code == 200
    assert told(early) == {"kontor@gmail.com": ("Snedkerskolen", False)}
    running.portal.call(verified, "snedkerskolen.example")
    assert told(early) == {"kontor@gmail.com": (None, True)}, "nobody said that it is right"

    both = "Kontoret; kontor@snedkerskolen.example\nHjemme; Kontor@gmail.com"
    answer = make(secretary, school_id, contacts=both, names="Åse")
    text = unescape(answer.text)
    assert answer.status_code == 422
    question = "kontor@gmail.com ligger uden for skolens domæner (snedkerskolen.example). Er den rigtig?"
    assert f'id="contacts.2" tabindex="-1">{question}' in text
    assert text.count("Ja, erklæringerne må sendes dertil") == 1
    assert (f">\n{both}</textarea>" in text, ">\nÅse</textarea>" in text) == (True, True)
    assert make(secretary, school_id, contacts=both, contact_confirmed="anden@gmail.com").status_code == 422
    again = make(secretary, school_id, contacts=both, contact_confirmed="kontor@gmail.com", main_course="")
    assert 'value="kontor@gmail.com" checked' in again.text, "what was ticked stays so"
    assert make(secretary, school_id, contacts=both, contact_confirmed="kontor@gmail.com").status_code == 303

    form = form_on(page(secretary, f"{path}/edit"))
    assert secretary.post(f"{path}/edit", **form).status_code == 422
    assert secretary.post(f"{path}/edit", **form, contact_confirmed="kontor@gmail.com").status_code == 303
    assert told(early) == {"kontor@gmail.com": ("Snedkerskolen", False)}
    assert secretary.post(f"{path}/edit", **{**form, "expected": "24"}).status_code == 303, "asked once"


def test_classes_of_a_school_are_there_for_its_own_staff_alone(
    running: TestClient, secretary: PanelReader, school_id: UUID, path: str, requested: str,
    panel: Callable[..., PanelReader], browser: Callable[[], TestClient],
) -> None:  # fmt: skip
    running.portal.call(lambda: schools.school("Anden", OTHER))
    other, contact = panel(OTHER), panel(SCHOOL)
    for stranger in (other, contact):
        for where in ("/edit", "/letter"):
            assert stranger.get(path + where).status_code == 404
        assert stranger.post(f"{path}/edit", **WRITE, seen="").status_code == 404
        assert stranger.post(f"{path}/closed", closed="1").status_code == 404
        assert make(stranger, school_id).status_code == 404
    for where in ("/panel/classes", "/panel/classes/new"):
        assert contact.get(where).status_code == 404
        assert browser().get(where, follow_redirects=False).headers["location"].startswith("/panel/sign_in")
    assert "snh2-26b" not in page(other, "/panel/classes")
    assert "Lukket" not in page(secretary, "/panel/classes")


def form_on(text: str) -> dict[str, str]:
    """The edit form as a browser would send it."""
    inputs = dict(re.findall(r'<input id="(\w+)"[^>]* value="([^"]*)"', text))
    areas = dict(re.findall(r'<textarea id="(\w+)"[^>]*>\n([^<]*)</textarea>', text))
    chosen = dict(re.findall(r'<select id="(\w+)".*?<option value="([^"]*)" selected', text, re.DOTALL))
    seen = re.search(r'name="seen" value="(\w+)"', text)[1]
    return {**inputs, **areas, **chosen, "seen": seen}


def use(apprentice: Apprentice, code: str, **details: str) -> str:
    declaration_id = apprentice.make({})
    sent = [operation(f"details.{name}", value) for name, value in details.items()]
    sent.append(operation("details.summons_code", code))
    apprentice.client.post(f"/api/declarations/{declaration_id}/operations", json=batch(*sent))
    return declaration_id


def test_a_change_holds_for_who_comes_later_and_tells_whom_it_does_not_reach(
    secretary: PanelReader, path: str, apprentice: Apprentice, browser: Callable[[], TestClient], mailbox: Mailbox
) -> None:
    code = code_on(page(secretary, f"{path}/letter"))
    early = use(apprentice, code)
    form = form_on(page(secretary, f"{path}/edit"))
    assert {name: form[name] for name in WRITE if name not in ("names", "school_class")} == {
        name: value for name, value in WRITE.items() if name not in ("names", "school_class")
    }
    assert "Her står noget andet" not in page(secretary, f"{path}/edit")
    assert "Koden er brugt én gang" in page(secretary, f"{path}/edit")
    answer = secretary.post(f"{path}/edit", **{**form, "school_period_starts_on": "2026-12-14"})
    assert answer.headers["location"] == f"{path}/edit?done=class_changed"
    told = page(secretary, answer.headers["location"])
    row = re.search(r"Lærling Et</th>.*?</tr>", told, re.DOTALL)[0]
    assert "skoleperiodens begyndelse" in row
    assert "hovedforløb" not in row
    answers = apprentice.declaration(early)["answers"]
    assert answers["details.school_period_starts_on"]["value"] == "2026-12-07"
    late = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    answers = late.declaration(use(late, code))["answers"]
    assert answers["details.school_period_starts_on"]["value"] == "2026-12-14"
    assert code_on(page(secretary, f"{path}/letter")) == code


def test_of_two_colleagues_the_second_keeps_what_was_typed_and_is_told(
    secretary: PanelReader, path: str, panel: Callable[..., PanelReader]
) -> None:
    colleague = panel(SECRETARY, name="Bo")
    mine, theirs = (form_on(page(one, f"{path}/edit")) for one in (secretary, colleague))
    assert secretary.post(f"{path}/edit", **{**mine, "school_class": "først"}).status_code == 303
    answer = colleague.post(f"{path}/edit", **{**theirs, "expected": "24"})
    text = unescape(answer.text)
    assert answer.status_code == 409
    assert "En kollega har ændret holdet" in text
    again = form_on(text)
    assert (again["school_class"], again["expected"]) == ("snh2-26b", "24")
    assert 'class="lines">først</dd>' in text, "what stands now is shown beside"
    assert colleague.post(f"{path}/edit", **again).status_code == 303
    assert form_on(page(secretary, f"{path}/edit"))["expected"] == "24"


def test_a_closed_code_is_told_everywhere_and_opened_again(
    secretary: PanelReader, path: str, browser: Callable[[], TestClient]
) -> None:
    code = code_on(page(secretary, f"{path}/letter"))
    assert secretary.post(f"{path}/closed", closed="1").headers["location"] == f"{path}/edit?done=class_closed"
    assert browser().post("/api/summonses", json={"code": code}).status_code == 404
    assert "Koden er lukket. Åbn den igen" in page(secretary, f"{path}/letter")
    assert "Lukket" in page(secretary, "/panel/classes")
    assert secretary.post(f"{path}/closed").headers["location"] == f"{path}/edit?done=class_opened"
    assert browser().post("/api/summonses", json={"code": code}).json()["school_class"] == "snh2-26b"


def test_many_classes_are_shown_fifty_at_a_time_the_latest_first(
    running: TestClient, secretary: PanelReader, school_id: UUID
) -> None:
    async def many() -> None:
        for n in range(53):
            await schools.summons(school_id, f"ABCD{2000 + n}", school_class=f"hold {n:02}")

    running.portal.call(many)
    first = page(secretary, "/panel/classes")
    further = re.search(r'href="(/panel/classes\?after=[^"]+)"', first)[1]
    second = page(secretary, further)
    found = [re.findall(r"hold \d\d(?=</a>)", text) for text in (first, second)]
    assert ([len(one) for one in found], len({*found[0], *found[1]})) == ([50, 3], 53)
    for odd in ("x", "2026-99-99_6e6b1bd4-0000-4000-8000-000000000001", "", "2026-01-01"):
        assert page(secretary, f"/panel/classes?after={odd}").count("hold ") >= 50


def test_nothing_a_school_writes_runs_on_a_page(secretary: PanelReader, school_id: UUID) -> None:
    nasty = "<img src=x onerror=alert(1)>{{ 7*7 }}{code}"
    answer = make(secretary, school_id, school_class=nasty, contacts="<b>Kontor</b>; k@skole.example", names=nasty)
    path = str(answer.headers["location"]).partition("/letter")[0]
    for where in ("/panel/classes", f"{path}/letter", f"{path}/edit"):
        text = secretary.get(where).text
        assert "<img src=x" not in text
        assert "<b>Kontor" not in text
        assert "style=" not in text
        assert "49" not in re.sub(r"[0-9a-f-]{36}|\d{3,}", "", unescape(text).partition(nasty)[0][-200:])


def drawn(svg: str) -> memoryview:
    """The picture in a QR code's SVG as a printer draws it: grey, one byte a point."""
    side = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])
    points = [bytearray(b"\xff" * side) for _ in range(side)]
    x = y = 0.0
    for move, first, second in re.findall(
        r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", re.search(r'stroke="#000" d="([^"]+)"', svg)[1]
    ):
        if move == "M":
            x, y = float(first), float(second)
        elif move == "m":
            x, y = x + float(first), y + float(second)
        else:
            points[int(y)][int(x) : int(x) + int(first)] = bytes(int(first))
            x += float(first)
    scale = 4
    lines = [bytes(point for point in row for _ in range(scale)) for row in points for _ in range(scale)]
    return memoryview(b"".join(lines)).cast("B", shape=[side * scale, side * scale])


def test_the_letters_qr_code_opens_the_app_with_the_code(
    secretary: PanelReader, path: str, browser: Callable[[], TestClient]
) -> None:
    letter = page(secretary, f"{path}/letter")
    [found] = zxingcpp.read_barcodes(drawn(re.search(r"<svg[^>]* class=\"paper-qr\".*?</svg>", letter, re.DOTALL)[0]))
    code = code_on(letter).replace(" ", "")
    assert found.text == f"http://localhost:8000/app/summons#{code}"
    assert browser().post("/api/summonses", json={"code": found.text.partition("#")[2]}).json()["code"] == code

"""A trade committee changes its own goals: a draft that its members alone see, published once, unchanged after."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from server import danish_dates
from server.domain.moments import danish_day
from server.storage import editions
from server.storage.committees import Committee
from server.web import who
from tests import told
from tests.cast import PanelReader
from tests.documents.fagtabeller import PAINTERS, written
from tests.documents.hostile import TEXTS
from tests.example import EDITION
from tests.web.panel.test_panel_declaration import hidden, words
from tests.web.panel.test_panel_schools import text

BO, IDA, LOCAL = "bo@snedkerne.example", "ida@snedkerne.example", "luu@svendene.example"
LIST = "/panel/catalogue"
DRAFT = f"{LIST}/{told.PROGRAMME}"
GOAL = f"{DRAFT}/goals/arbejde_sikkert"
Panel = Callable[..., PanelReader]


@pytest.fixture
def bo(running: TestClient, panel: Panel) -> PanelReader:
    running.portal.call(told.committee, "trade", BO)
    return panel(BO)


@pytest.fixture
def draft(bo: PanelReader) -> PanelReader:
    assert bo.post(f"{DRAFT}/begin").headers["location"].startswith(DRAFT)
    return bo


def goal_form(page: Any, **changed: Any) -> dict[str, Any]:
    form = {
        "seen": hidden(page, "seen"), "text": "Kan arbejde sikkert", "plain": "Du passer på.", "example": "",
        "work_area": "arbejdsmiljoe", "expected_before": "1", "specialisations": ["bygningssnedker"],
    }  # fmt: skip
    return {**form, **changed}


def tomorrow() -> str:
    return (danish_day(who.now()) + timedelta(days=1)).isoformat()


def publish(of: PanelReader, path: str = DRAFT, **changed: str) -> Any:
    return of.post(f"{path}/publish", **{"valid_from": tomorrow(), "whole": hidden(of.get(path), "whole"), **changed})


def check(of: PanelReader, path: str = DRAFT, **changed: str) -> Any:
    sent = {"valid_from": tomorrow(), "whole": hidden(of.get(path), "whole"), **changed}
    return of.get(f"{path}/publish?{urlencode(sent)}")


def remove(of: PanelReader, path: str) -> Any:
    return of.post(f"{path}/remove", going=hidden(of.get(path), "going"))


def drop(of: PanelReader) -> Any:
    return of.post(f"{DRAFT}/drop", whole=hidden(of.get(DRAFT), "whole"))


def test_a_member_edits_sees_every_change_and_publishes(draft: PanelReader, running: TestClient) -> None:
    assert "Intet er ændret endnu." in words(draft.get(DRAFT))
    page = draft.get(GOAL)
    assert EDITION.goals[0].text in text(page)
    assert draft.post(GOAL, **goal_form(page)).status_code == 303
    assert draft.post(f"{DRAFT}/machines/new", name="Laserskærer", under_18="Kun med opsyn", seen="").status_code == 303
    assert remove(draft, f"{DRAFT}/machines/{EDITION.machines[0].key}").status_code == 303
    said = words(draft.get(DRAFT))
    for expected in (f"Før {EDITION.goals[0].text} Nu Kan arbejde sikkert", "Nyt Maskine Laserskærer",
                     f"Udgår Maskine {EDITION.machines[0].name}"):  # fmt: skip
        assert expected in said, expected
    assert publish(draft).headers["location"].startswith(LIST)
    published = running.portal.call(editions.known)[-1]
    assert published.goals[0].text == "Kan arbejde sikkert"
    assert published.valid_from.isoformat() == tomorrow()
    assert published.machines[-1].key == "laserskaerer"
    assert "På vej" in words(draft.get(LIST))
    assert draft.get(DRAFT).status_code == 404


def test_nobody_else_sees_a_draft_not_even_the_operator(draft: PanelReader, running: TestClient, panel: Panel) -> None:
    running.portal.call(told.committee, "local", LOCAL)
    for address in (LOCAL, "drift@logbog.example"):
        for path in (LIST, DRAFT, GOAL, f"{DRAFT}/preview", f"{DRAFT}/publish", f"{DRAFT}.yaml"):
            assert panel(address).get(path).status_code == 404, (address, path)
    assert draft.get(f"{LIST}/maskinsnedker").status_code == 404
    assert draft.post(f"{LIST}/maskinsnedker/begin").status_code == 404
    assert "Kan arbejde sikkert" not in running.get("/catalogue/current.json").text.replace(EDITION.goals[0].text, "")


def test_who_owns_another_programme_and_only_follows_this_one_changes_nothing_of_it(
    draft: PanelReader, running: TestClient, panel: Panel
) -> None:
    async def seated() -> None:
        await told.committee("local", LOCAL)
        await Committee.filter(id=await told.committee("trade", LOCAL)).update(programmes="murer")

    running.portal.call(seated)
    follower, form = panel(LOCAL), goal_form(draft.get(GOAL))
    assert follower.get(LIST).status_code == 200
    assert follower.get(DRAFT).status_code == 404
    whole = hidden(draft.get(DRAFT), "whole")
    deeds: list[tuple[str, dict[str, Any]]] = [
        (GOAL, form), (f"{GOAL}/remove", {}), (f"{DRAFT}/drop", {}), (f"{DRAFT}/begin", {}),
        (f"{DRAFT}/publish", {"valid_from": tomorrow(), "whole": whole}),
    ]  # fmt: skip
    for path, sent in deeds:
        assert follower.post(path, **sent).status_code == 404, path
    assert "Intet er ændret endnu." in words(draft.get(DRAFT))


def test_what_a_colleague_wrote_meanwhile_is_shown_beside_and_not_overwritten(draft: PanelReader) -> None:
    first = draft.get(GOAL)
    draft.post(GOAL, **goal_form(first, text="Kollegaens ord"))
    answer = draft.post(GOAL, **goal_form(first, text="Mine ord"))
    said = text(answer, 409)
    assert "En anden har rettet det" in said
    assert "Kollegaens ord" in said
    assert "Mine ord" in said
    assert draft.post(GOAL, **goal_form(answer, text="Mine ord")).status_code == 303
    assert "Mine ord" in text(draft.get(GOAL))


def test_what_is_deleted_comes_back_by_one_tap(draft: PanelReader) -> None:
    before = words(draft.get(DRAFT))
    answer = remove(draft, GOAL)
    assert answer.headers["location"].startswith(f"{DRAFT}?taken=")
    page = draft.get(answer.headers["location"])
    assert f"Fortryd: sæt “{EDITION.goals[0].text}” tilbage" in unescape(text(page))
    assert f"Slettet af {BO}" in text(page)
    assert f"Udgår Mål {EDITION.goals[0].text}" in words(page)
    for _ in range(2):
        done = draft.post(f"{DRAFT}/put_back", id=hidden(page, "id"))
        assert done.headers["location"] == f"{DRAFT}?done=thing_put_back"
    assert words(draft.get(DRAFT)) == before


def test_words_for_what_a_colleague_deleted_are_kept_and_bring_it_back(draft: PanelReader) -> None:
    page = draft.get(GOAL)
    remove(draft, GOAL)
    answer = draft.post(GOAL, **goal_form(page, text="Mine ord"))
    said = text(answer, 409)
    for expected in ("En anden har slettet det imens.", f"{BO} har slettet det fra udkastet", "Mine ord"):
        assert expected in said, expected
    assert f'formaction="{GOAL}/remove"' not in answer.text
    assert draft.post(GOAL, **goal_form(answer, text="Mine ord")).status_code == 303
    assert "Mine ord" in text(draft.get(GOAL))
    assert "Slettet fra udkastet" not in words(draft.get(DRAFT))


def test_who_deletes_what_a_colleague_has_changed_sees_it_first(draft: PanelReader) -> None:
    page = draft.get(GOAL)
    draft.post(GOAL, **goal_form(page, text="Kollegaens ord"))
    answer = draft.post(f"{GOAL}/remove", **goal_form(page, text="Mine ord"), going=hidden(page, "going"))
    said = text(answer, 409)
    assert "Kollegaens ord" in said
    assert "Mine ord" in said
    assert draft.post(f"{GOAL}/remove", going=hidden(answer, "going")).status_code == 303


def test_who_moves_in_another_order_than_they_saw_sees_it_first(draft: PanelReader) -> None:
    seen = order(draft, "arbejde_sikkert")
    assert draft.post(f"{GOAL}/move", seen=seen).status_code == 303
    before = words(draft.get(DRAFT))
    answer = draft.post(f"{GOAL}/move", seen=seen)
    assert "En anden har ændret rækkefølgen imens." in text(answer, 409)
    assert words(draft.get(DRAFT)) == before
    assert draft.post(f"{GOAL}/move", seen="").status_code == 409


def test_the_editions_own_words_are_not_overwritten_either(draft: PanelReader) -> None:
    seen = re.findall(r'name="seen" value="([^"]+)"', draft.get(DRAFT).text)[-1]
    mine = {"name": "Mit navn", "label": "Mål", "source": "Min kilde"}
    assert draft.post(f"{DRAFT}/about", **{**mine, "name": "Kollegaens navn"}, seen=seen).status_code == 303
    answer = draft.post(f"{DRAFT}/about", **mine, seen=seen)
    said = text(answer, 409)
    for expected in ("Kollegaens navn", "Mit navn", "Min kilde", "Det her står der nu."):
        assert expected in said, expected
    seen = re.findall(r'name="seen" value="([^"]+)"', answer.text)[-1]
    assert draft.post(f"{DRAFT}/about", **mine, seen=seen).status_code == 303
    assert "Mit navn" in text(draft.get(DRAFT))


def test_words_for_a_draft_that_is_gone_are_kept_and_sent_again(draft: PanelReader) -> None:
    page = draft.get(GOAL)
    assert drop(draft).status_code == 303
    mine = goal_form(page, text="Mine <b>ord</b>")
    said = unescape(text(draft.post(GOAL, **mine), 409))
    for expected in (
        "Udkastet er her ikke mere",
        f"{BO} har slettet udkastet",
        "Mine <b>ord</b>",
        "Gem det i udkastet",
    ):
        assert expected in said, expected
    assert "Det, du skrev" not in words(draft.post(f"{DRAFT}/drop", whole="x"))
    listed = draft.get(LIST)
    assert "Tag det slettede udkast tilbage" in text(listed)
    taken = draft.post(f"{DRAFT}/take_back", id=hidden(listed, "id"))
    assert taken.headers["location"] == f"{DRAFT}?done=draft_taken_back"
    assert draft.post(GOAL, **mine).status_code == 303
    assert publish(draft).status_code == 303
    assert "Udkastet er udgivet imens." in text(draft.post(GOAL, **mine), 409)
    for wrong in ("", "x", "9" * 30, "-1", "0"):
        assert draft.post(f"{DRAFT}/take_back", id=wrong).status_code == 404, wrong


def test_all_that_was_ticked_is_kept_for_a_draft_that_is_gone(draft: PanelReader) -> None:
    mine = goal_form(draft.get(GOAL), specialisations=["bygningssnedker", "en_anden"])
    assert drop(draft).status_code == 303
    kept = re.findall(r'name="specialisations" value="([^"]+)"', text(draft.post(GOAL, **mine), 409))
    assert kept == ["bygningssnedker", "en_anden"]


def test_a_new_thing_that_is_sent_twice_is_one(draft: PanelReader) -> None:
    for _ in range(2):
        assert draft.post(f"{DRAFT}/machines/new", name="Laserskærer", under_18="", seen="").status_code == 303
    assert words(draft.get(DRAFT)).count("Nyt Maskine Laserskærer") == 1


def test_a_file_does_not_replace_a_draft_that_stands(draft: PanelReader) -> None:
    draft.post(GOAL, **goal_form(draft.get(GOAL), text="Kan noget nyt"))
    assert "Der er allerede et udkast." in text(upload(draft, draft.get(f"{DRAFT}.yaml").content, "fil.yaml"), 409)
    assert "Kan noget nyt" in text(draft.get(DRAFT))


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        ("goals", {"text": ""}, "Skriv målet, som det står i uddannelsen."),
        ("goals", {"text": "x" * 401}, "for lang"),
        ("goals", {"work_area": "x"}, "Vælg en af mulighederne."),
        ("work_areas", {"name": "Nyt", "functions": "", "specialisations": "bygningssnedker"}, "mindst én funktion"),
        ("machines", {"name": "a\u202eb"}, "skjulte tegn"),
        ("scale", {"name": "Trin", "sentence": ""}, "Skriv noget her."),
    ],
)
def test_what_is_wrong_is_told_at_the_field_with_what_was_typed(
    draft: PanelReader, kind: str, form: dict[str, str], said: str
) -> None:
    sent = {**(goal_form(draft.get(GOAL), seen="") if kind == "goals" else {"seen": ""}), **form}
    before = words(draft.get(DRAFT))
    assert said in unescape(text(draft.post(f"{DRAFT}/{kind}/new", **sent), 422))
    assert words(draft.get(DRAFT)) == before


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("work_areas/samlinger", "Der er mål i arbejdsområdet."),
        ("main_courses/1", "Der er mål, som ventes nået før hovedforløbet."),
        ("specialisations/bygningssnedker", "Det er det sidste."),
    ],
)
def test_what_something_stands_on_is_not_deleted(draft: PanelReader, path: str, said: str) -> None:
    assert said in text(remove(draft, f"{DRAFT}/{path}"), 409)


DAYS = [
    ("", "dato"),
    ("2020-01-01", "Dagen er passeret."),
    ("2026-13-01", "dato"),
    ("x", "dato"),
    ("9999-12-31", "for langt ude"),
]


@pytest.mark.parametrize(("day", "said"), DAYS)
def test_a_wrong_day_publishes_nothing(draft: PanelReader, day: str, said: str) -> None:
    page = check(draft, valid_from=day)
    assert said in unescape(text(page, 422))
    assert "Læs igennem, før I udgiver" not in words(page)
    assert said in unescape(text(publish(draft, valid_from=day), 422))
    assert draft.get(DRAFT).status_code == 200


def test_what_is_published_is_read_through_first(draft: PanelReader, running: TestClient) -> None:
    draft.post(GOAL, **goal_form(draft.get(GOAL), text="Kan noget nyt"))
    known, day = len(running.portal.call(editions.known)), tomorrow()
    assert "Udgiv fra" not in words(draft.get(DRAFT)), "it is not one tap away"
    page = check(draft)
    said = words(page)
    for expected in (
        "Læs igennem, før I udgiver", f"Før {EDITION.goals[0].text} Nu Kan noget nyt", "Det kan ikke fortrydes.",
        f"gælder for dem, der begynder {danish_dates.in_words(day)} eller senere", "Tilbage til udkastet",
        f"Udgiv fra den {danish_dates.plain(day)}",
    ):  # fmt: skip
        assert expected in said, expected
    assert len(running.portal.call(editions.known)) == known, "looking publishes nothing"
    form = {"valid_from": hidden(page, "valid_from"), "whole": hidden(page, "whole")}
    assert draft.post(f"{DRAFT}/publish", **form).headers["location"] == f"{LIST}?done=edition_published"
    assert running.portal.call(editions.known)[-1].valid_from.isoformat() == day
    again = draft.get(f"{DRAFT}/publish?{urlencode(form)}")
    assert "Udkastet er udgivet imens." in text(again, 409)


def test_a_draft_in_which_nothing_is_changed_is_not_published(draft: PanelReader, running: TestClient) -> None:
    known = len(running.portal.call(editions.known))
    for answer in (check(draft), publish(draft)):
        assert "så der er intet at udgive." in text(answer, 409)
    assert len(running.portal.call(editions.known)) == known
    draft.post(f"{GOAL}/move", seen=order(draft, "arbejde_sikkert"))
    assert check(draft).status_code == 200, "another order is a change"


def test_nobody_publishes_what_a_colleague_wrote_after_they_looked(draft: PanelReader, running: TestClient) -> None:
    seen = hidden(draft.get(DRAFT), "whole")
    draft.post(GOAL, **goal_form(draft.get(GOAL), text="Kollegaens ord"))
    assert "Udkastet er ændret" in text(check(draft, whole=seen), 409)
    answer = publish(draft, whole=seen)
    assert "Udkastet er ændret" in text(answer, 409)
    assert "Kollegaens ord" in text(answer, 409)
    newer = replace(EDITION, version="2026-08.1", valid_from=danish_day(who.now()), name="Fra en fil")
    running.portal.call(editions.load, [newer], who.now())
    assert publish(draft, whole=hidden(answer, "whole")).status_code == 409, "an edition came by the command meanwhile"
    assert "Fra en fil" in words(draft.get(DRAFT)), "what it changes is told against the newest"
    assert publish(draft).status_code == 303


def test_a_scale_without_a_reached_step_is_not_published(draft: PanelReader, running: TestClient) -> None:
    for step in EDITION.scale:
        path = f"{DRAFT}/scale/{step.key}"
        sent = {"seen": hidden(draft.get(path), "seen"), "name": step.name, "sentence": step.sentence}
        assert draft.post(path, **sent).status_code == 303
    assert "Ingen af skalaens trin tæller som nået." in words(draft.get(DRAFT))
    known = len(running.portal.call(editions.known))
    assert "kan ikke udgives" in text(publish(draft), 409)
    assert len(running.portal.call(editions.known)) == known


def test_a_second_draft_does_not_overwrite_the_first_and_a_dropped_one_is_gone(draft: PanelReader) -> None:
    draft.post(GOAL, **goal_form(draft.get(GOAL), text="Kan noget nyt"))
    assert "Der er allerede et udkast." in text(draft.post(f"{DRAFT}/begin"), 409)
    assert "Kan noget nyt" in text(draft.get(DRAFT))
    assert drop(draft).headers["location"] == f"{LIST}?done=draft_dropped"
    assert draft.get(DRAFT).status_code == 404


def test_the_draft_is_saved_as_the_file_that_can_be_taken_in_again(draft: PanelReader) -> None:
    answer = draft.get(f"{DRAFT}.yaml")
    assert "attachment" in answer.headers["content-disposition"]
    assert "programme: bygningssnedker" in answer.text


def order(of: PanelReader, key: str) -> str:
    form = re.search(
        rf'/{key}/move" class="mover"><input type="hidden" name="seen" value="([^"]+)"', of.get(DRAFT).text
    )
    assert form
    return form[1]


def test_a_goal_moves_within_its_work_area(draft: PanelReader) -> None:
    first, second = EDITION.goals[:2]
    ends = [draft.get(DRAFT).text.count(f">Flyt {way}: ") for way in ("op", "ned")]
    answer = draft.post(f"{GOAL}/move", seen=order(draft, "arbejde_sikkert"))
    assert answer.headers["location"] == f"{DRAFT}?done=edition_kept#goals-{first.key}"
    page = text(draft.get(DRAFT))
    assert page.index(second.text) < page.index(first.text)
    assert f'id="goals-{first.key}" tabindex="-1"' in page
    assert f"Flyt op: {first.text}" in page
    assert f"Flyt op: {second.text}" not in page, "it is the first"
    assert [page.count(f">Flyt {way}: ") for way in ("op", "ned")] == ends
    assert f"Ny rækkefølge Mål {first.text} Står nu efter “{second.text}”." in words(draft.get(DRAFT))
    assert draft.post(f"{GOAL}/move", up="1", seen=order(draft, "arbejde_sikkert")).status_code == 303
    assert "Intet er ændret endnu." in words(draft.get(DRAFT))


@pytest.mark.parametrize("hostile", [one for one in TEXTS.values() if len(one) <= 400 and "\n" not in one])
def test_hostile_words_are_words(draft: PanelReader, hostile: str) -> None:
    answer = draft.post(GOAL, **goal_form(draft.get(GOAL), text=hostile))
    page = draft.get(DRAFT).text
    assert "<script>alert" not in page
    if answer.status_code == 303:
        assert draft.get(f"{DRAFT}/preview").status_code == 200
        assert re.search(r'<pre hidden id="edition">[^<]*</pre>', draft.get(f"{DRAFT}/preview").text)
    else:
        assert answer.status_code == 422


def test_two_committees_have_each_their_own(bo: PanelReader, running: TestClient, panel: Panel) -> None:
    async def other() -> None:
        row = await told.committee("trade", IDA)
        await Committee.filter(id=row).update(programmes="maskinsnedker")

    running.portal.call(other)
    ida = panel(IDA)
    assert ida.post(f"{DRAFT}/begin").status_code == 404
    assert ida.post(f"{LIST}/maskinsnedker/begin").status_code == 303
    assert bo.get(f"{LIST}/maskinsnedker").status_code == 404


def upload(member: PanelReader, content: bytes, name: str = "fagtabel.xlsx", programme: str = told.PROGRAMME) -> Any:
    path = f"{LIST}/{programme}/upload"
    return member.client.post(path, files={"file": (name, content)}, follow_redirects=False)


def test_a_table_becomes_a_draft_that_keeps_the_keys(bo: PanelReader) -> None:
    first = EDITION.goals[0]
    rows = [["1", "Arbejdsmiljø og orden", "-", "Oplæringsmål", "-", f"1. {first.text}\n2. Kan noget helt nyt"]]
    assert upload(bo, written({"Bygningssnedker": rows})).headers["location"].startswith(DRAFT)
    page = text(bo.get(DRAFT))
    assert f"{DRAFT}/goals/{first.key}" in page
    said = words(bo.get(DRAFT))
    assert "Nyt Mål Kan noget helt nyt" in said
    assert f"Udgår Mål {EDITION.goals[5].text}" in said


def test_a_broken_table_is_told_whole_and_changes_nothing(bo: PanelReader) -> None:
    rows = [["1", None, "-", "Oplæringsmål", "-", "1. a\n3. b"]]
    answer = upload(bo, written({"Murer": rows}))
    said = unescape(text(answer, 409))
    assert "Arket Murer, række 3, kolonne TITEL: Titlen mangler." in said
    assert "Arket Murer, række 3, kolonne MÅLPINDE: Linje 2 har nummer 3." in said
    assert "Der er 2 at rette" in said
    assert '<a href="#faults">Bygningssnedker: Filen kan ikke bruges endnu. Der er 2 at rette.</a>' in said
    assert 'id="faults" tabindex="-1"' in said
    assert bo.get(DRAFT).status_code == 404


def test_our_own_file_goes_out_and_comes_in_again(draft: PanelReader) -> None:
    draft.post(GOAL, **goal_form(draft.get(GOAL), text="Kan rettes hjemme"))
    kept = draft.get(f"{DRAFT}.yaml").content
    drop(draft)
    assert upload(draft, kept, "udkast.yaml").status_code == 303
    assert "Kan rettes hjemme" in text(draft.get(GOAL))
    drop(draft)
    broken = kept.replace(b"work_area: arbejdsmiljoe", b"work_area: findes_ikke", 1)
    assert "Arbejdsområdet findes_ikke findes ikke" in unescape(text(upload(draft, broken, "udkast.yaml"), 409))


WRONG_FILES = [
    (b"", "Vælg en fil."),
    (b"x" * (5 * 1024 * 1024 + 1), "Filen er for stor. Den må højst fylde 5 MB."),
    (b"\xff\xfe\x00", "ikke et regneark"),
    (b"programme: [", "kan ikke læses"),
    (b"PK\x03\x04 noget andet", "ikke et regneark"),
]


@pytest.mark.parametrize(("content", "said"), WRONG_FILES, ids=[one[1] for one in WRONG_FILES])
def test_a_file_that_is_none_changes_nothing(bo: PanelReader, content: bytes, said: str) -> None:
    answer = upload(bo, content, "fil")
    assert answer.status_code in (409, 422)
    assert said in unescape(answer.text)
    assert bo.get(DRAFT).status_code == 404


@pytest.mark.parametrize("content", [b"NUMMER;TITEL", b"\xff\xfe\x00"])
def test_a_file_that_is_only_called_a_table_is_told_by_its_name(bo: PanelReader, content: bytes) -> None:
    said = unescape(text(upload(bo, content, "Fake.XLSX"), 409))
    assert "Filen er ikke et Excel-regneark. Gem fagtabellen som .xlsx, og prøv igen." in said
    assert "Linje 1" not in said
    assert '<a href="#faults">Bygningssnedker: Filen kan ikke bruges endnu.' in said


def test_a_file_of_another_programme_is_not_taken_in(bo: PanelReader, draft: PanelReader) -> None:
    other = draft.get(f"{DRAFT}.yaml").content.replace(b"programme: bygningssnedker", b"programme: murer")
    drop(draft)
    assert "Filen handler om uddannelsen murer." in unescape(text(upload(bo, other, "fil.yaml"), 409))
    assert upload(bo, other, programme="maskinsnedker").status_code == 404


def test_any_trade_begins_with_its_table_and_its_first_edition_is_followed(running: TestClient, panel: Panel) -> None:
    async def painters() -> None:
        await Committee.filter(id=await told.committee("trade", IDA)).update(programmes="maler")

    running.portal.call(painters)
    ida = panel(IDA)
    assert "Uddannelsen har ingen udgave endnu." in words(ida.get(LIST))
    assert "ingen udgave at begynde fra" in unescape(text(ida.post(f"{LIST}/maler/begin"), 409))
    assert upload(ida, written(PAINTERS), programme="maler").status_code == 303
    said = words(ida.get(f"{LIST}/maler"))
    assert "Uddannelsens første udgave" in said
    assert "Uddannelsen hedder her Maler. Antal hovedforløb: 5. Antal maskiner: 0." in said
    assert "ventes først nået før H5." in said
    assert "Nyt Navn Maler" in said
    assert "Før Intet" not in said
    assert publish(ida, f"{LIST}/maler").status_code == 303
    edition = running.portal.call(editions.known)[-1]
    assert [one.key for one in edition.specialisations] == ["bygningsmaler", "skiltetekniker"]


def test_another_trades_committee_reads_and_changes_nothing_of_it(
    draft: PanelReader, running: TestClient, panel: Panel
) -> None:
    async def painters() -> None:
        await Committee.filter(id=await told.committee("trade", IDA)).update(programmes="maler")

    page = draft.get(GOAL)
    running.portal.call(painters)
    ida, machine = panel(IDA), EDITION.machines[0].key
    about = {"name": "Ny", "label": "Ny", "source": "Ny", "seen": hidden(draft.get(DRAFT), "seen")}
    before = words(draft.get(DRAFT))
    for path in (DRAFT, GOAL, f"{DRAFT}/goals/new", f"{DRAFT}/preview", f"{DRAFT}/publish", f"{DRAFT}.yaml"):
        assert ida.get(path).status_code == 404, path
    for path, form in (
        ("goals/arbejde_sikkert", goal_form(page)), ("goals/new", goal_form(page, seen="")), ("about", about),
        (f"machines/{machine}/move", {}), (f"machines/{machine}/remove", {}), ("drop", {}), ("begin", {}),
        ("publish", {"valid_from": tomorrow(), "whole": hidden(draft.get(DRAFT), "whole")}),
    ):  # fmt: skip
        assert ida.post(f"{DRAFT}/{path}", **form).status_code == 404, path
    assert words(draft.get(DRAFT)) == before

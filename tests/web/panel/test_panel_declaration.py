"""One declaration in the panel: what is shown to whom, that it is told, and what school and workplace do about it."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server.actions import erasure
from server.storage.sealed import SealedVersion
from server.web import who
from tests import schools
from tests.cast import (
    ANSWERS,
    APPRENTICE,
    CONTACT,
    DETAILS,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    PanelReader,
    Visitor,
)
from tests.schools import CODE, SECRETARY
from tests.web.test_strangers import recipient_id

Browser = Callable[[], TestClient]
Panel = Callable[..., PanelReader]
SECRET = "Mere tid til tegning"  # the supervisor's words, sealed


def path(declaration_id: str) -> str:
    return f"/panel/declarations/{declaration_id}"


def words(answer: Any) -> str:
    """What a page says, without its marks."""
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def hidden(answer: Any, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', answer.text)[1]


def openings(apprentice: Apprentice, declaration_id: str) -> dict[str, int]:
    told = apprentice.declaration(declaration_id)["openings"]
    return {one["name"]: one["times"] for one in told if one["way"] == "panel"}


def staff_by_summons(running: TestClient, apprentice: Apprentice, declaration_id: str) -> None:
    """The declaration was made with the code of a school whose staff is not among its recipients."""

    async def school() -> None:
        await schools.summons(await schools.school())

    running.portal.call(school)
    apprentice.answer(declaration_id, {"details.summons_code": CODE})


def test_the_school_reads_what_was_sealed_and_the_apprentice_is_told_who(
    apprentice: Apprentice, sealed: str, panel: Panel
) -> None:
    school = panel(SCHOOL, name="Hanne Holm")
    answer = school.get(path(sealed))
    assert answer.status_code == 200
    said = words(answer)
    for expected in (
        "Lærling Et", "Snedkeriet Ærø", SECRET, "Er periodens oplæringsmål nået? Ja, nået", "Lærlingens eget trin",
        "Mester Eksempel", "Fingeraftrykket", "Markér som læst", "§",
    ):  # fmt: skip
        assert expected in said, expected
    assert openings(apprentice, sealed) == {"Hanne Holm": 1}
    school.get(path(sealed))
    panel(SCHOOL).get(path(sealed))
    assert openings(apprentice, sealed) == {"Hanne Holm": 2, SCHOOL: 1}


def test_asking_for_the_head_or_fetching_ahead_opens_and_shows_nothing(
    apprentice: Apprentice, sealed: str, panel: Panel
) -> None:
    school = panel(SCHOOL)
    for answer in (
        school.client.head(path(sealed)),
        school.client.get(path(sealed), headers={"sec-purpose": "prefetch"}),
        school.client.get(path(sealed), headers={"sec-purpose": "prefetch;prerender"}),
    ):
        assert answer.content == b""
    assert openings(apprentice, sealed) == {}


def test_nothing_that_was_answered_is_shown_before_it_is_sealed(
    apprentice: Apprentice, requested: str, supervisor: Visitor, panel: Panel
) -> None:
    supervisor.answer({"supervisor.special_needs": SECRET, "supervisor.goals_reached": "no"})
    apprentice.answer(requested, {"self.remarks": "Mit eget"})
    school = panel(SCHOOL)
    said = words(school.get(path(requested)))
    assert SECRET not in said
    assert "Mit eget" not in said
    assert "Du kan læse erklæringen, når den er udfyldt og sendt." in said
    assert "Begyndt" in said
    assert SUPERVISOR in said, "the school tells the apprentice which address is wrong"
    contact = words(panel(CONTACT).get(path(requested)))
    assert SUPERVISOR not in contact
    assert "m•••r@snedkeriet.example" in contact
    refused = school.post(f"{path(requested)}/read", read_id=str(uuid4()), name="Hanne")
    assert refused.status_code == 409
    assert "Erklæringen er ikke udfyldt endnu." in words(refused)


def test_of_a_draft_no_more_is_told_than_whose_it_is(apprentice: Apprentice, running: TestClient, panel: Panel) -> None:
    draft = apprentice.make({**DETAILS, "details.workplace_name": "Hemmeligt værksted"})
    staff_by_summons(running, apprentice, draft)
    secretary = panel(SECRETARY)
    said = words(secretary.get(path(draft)))
    assert "Lærling Et" in said
    assert "Begyndt, men ikke sendt" in said
    assert "Hemmeligt" not in said
    assert SUPERVISOR not in said
    forms = re.findall(r'action="([^"]+)"', secretary.get(path(draft)).text.partition("<main")[2])
    assert forms == [f"{path(draft)}/remind"], "the apprentice can be reminded, and no more"
    apprentice.client.post(f"/api/declarations/{draft}/discard", json={"discard_id": str(uuid4())})
    assert secretary.get(path(draft)).status_code == 404


def test_who_may_not_see_it_gets_what_is_not_there(
    apprentice: Apprentice, sealed: str, running: TestClient, panel: Panel, browser: Browser
) -> None:
    signed_out = browser().get(path(sealed), follow_redirects=False)
    assert (signed_out.status_code, signed_out.headers["location"]) == (303, f"/panel/sign_in?next={path(sealed)}")
    running.portal.call(schools.school)
    stranger = panel(SECRETARY)  # of another school
    for theirs in (path(sealed), path(str(uuid4()))):
        assert stranger.get(theirs).status_code == 404
        assert stranger.client.head(theirs).status_code == 404
        for deed in ("read", "owner", "note", "message", "remind"):
            form = {f"{deed}_id": str(uuid4()), "name": "x", "note": "x", "revision": "0", "text": "x", "to": "x"}
            answer = stranger.post(f"{theirs}/{deed}", **form, owner="nobody", seen="nobody")
            assert answer.status_code == 404, deed
    assert openings(apprentice, sealed) == {}


def test_reading_is_marked_by_name_once_a_deed_and_takes_over(
    apprentice: Apprentice, sealed: str, panel: Panel
) -> None:
    school = panel(SCHOOL, name="Hanne Holm")
    page = school.get(path(sealed))
    assert 'value="Hanne Holm"' in page.text
    empty = school.post(f"{path(sealed)}/read", read_id=hidden(page, "read_id"), name=" ")
    assert (empty.status_code, "Skriv dit navn" in words(empty)) == (422, True)
    assert hidden(empty, "read_id") == hidden(page, "read_id")
    for _ in range(2):
        done = school.post(f"{path(sealed)}/read", read_id=hidden(page, "read_id"), name="Hanne Holm")
        assert (done.status_code, done.headers["location"]) == (303, f"{path(sealed)}?done=marked_read")
    after = school.get(done.headers["location"])
    assert "Læst af Hanne Holm (skolen)" in words(after)
    assert "Den er markeret som læst." in words(after)
    school.post(f"{path(sealed)}/read", read_id=hidden(after, "read_id"), name="Jens")
    read = [one["read"] for one in apprentice.declaration(sealed)["recipients"] if one["address"] == SCHOOL]
    assert [one["name"] for one in read] == ["Jens"]


def test_staff_who_is_no_recipient_becomes_the_schools_by_marking(
    apprentice: Apprentice, requested: str, supervisor: Visitor, running: TestClient, panel: Panel
) -> None:
    staff_by_summons(running, apprentice, requested)
    supervisor.answer(ANSWERS)
    supervisor.submit(supervisor.view()["revision"])
    secretary = panel(SECRETARY)
    page = secretary.get(path(requested))
    assert 'value="Sekretæren"' in page.text
    assert openings(apprentice, requested) == {"Sekretæren": 1}
    assert SECRETARY not in [one["address"] for one in apprentice.declaration(requested)["recipients"]]
    done = secretary.post(f"{path(requested)}/read", read_id=hidden(page, "read_id"), name="Sekretæren")
    assert done.status_code == 303, words(done)
    rows = {one["address"]: one for one in apprentice.declaration(requested)["recipients"]}
    assert (rows[SECRETARY]["roles"], rows[SECRETARY]["read"]["name"]) == (["school"], "Sekretæren")
    assert "Læst" in words(secretary.get("/panel/declarations"))


def test_staff_who_stands_there_as_another_marks_it_for_the_school(
    apprentice: Apprentice, running: TestClient, browser: Browser, mailbox: Mailbox, panel: Panel
) -> None:
    made = apprentice.make({**DETAILS, "details.others": [{"name": "Sekretæren", "address": SECRETARY}]})
    staff_by_summons(running, apprentice, made)
    assert apprentice.request(made).status_code == 200
    supervisor = Visitor(browser(), mailbox, SUPERVISOR)
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    secretary = panel(SECRETARY)
    page = secretary.get(path(made))
    assert secretary.post(f"{path(made)}/read", read_id=hidden(page, "read_id"), name="Lone").status_code == 303
    (row,) = [one for one in apprentice.declaration(made)["recipients"] if one["address"] == SECRETARY]
    assert (row["roles"], row["read"]["name"]) == (["other", "school"], "Lone")


def test_a_note_goes_to_the_next_declaration_of_apprentice_and_supervisor(
    apprentice: Apprentice, sealed: str, panel: Panel, browser: Browser, mailbox: Mailbox
) -> None:
    school = panel(SCHOOL, name="Hanne Holm")
    note = "Øv samlinger.\r\nSpørg til overfræseren."
    done = school.post(f"{path(sealed)}/note", note=note, revision="0")
    assert done.headers["location"] == f"{path(sealed)}?done=noted"
    assert apprentice.declaration(sealed)["follow_ups"] == []
    after = {"details.main_course": 3, "details.training_period_ends_on": "2027-06-04",
             "details.school_period_starts_on": "2027-06-07"}  # fmt: skip
    following = apprentice.make({**DETAILS, **after})
    (told,) = apprentice.declaration(following)["follow_ups"]
    assert (told["note"], told["noted_by"], told["main_course"]) == (note.replace("\r", ""), "Hanne Holm", 2)
    assert apprentice.request(following).status_code == 200
    supervisor = Visitor(browser(), mailbox, SUPERVISOR)
    assert [one["note"] for one in supervisor.view()["follow_ups"]] == [told["note"]]
    assert Visitor(browser(), mailbox, CONTACT).view()["follow_ups"] == []
    assert "Øv samlinger." in words(school.get(path(following)))
    assert "Øv samlinger." in words(panel(SUPERVISOR).get(path(following)))
    assert "Øv samlinger." not in words(panel(CONTACT).get(path(following)))
    seen = apprentice.client.get("/api/changes?after=0").json()["after"]
    school.post(f"{path(sealed)}/note", note="", revision="1")
    heard = apprentice.client.get(f"/api/changes?after={seen}").json()["declarations"]
    assert {one["id"]: one["follow_ups"] for one in heard} == {sealed: [], following: []}


def test_of_two_at_once_the_second_sees_the_firsts_note_beside_their_own(sealed: str, panel: Panel) -> None:
    first, second = panel(SCHOOL, name="Hanne"), panel(SCHOOL, name="Jens")
    shown = second.get(path(sealed))
    assert first.post(f"{path(sealed)}/note", note="Hannes ord", revision="0").status_code == 303
    refused = second.post(f"{path(sealed)}/note", note="Jens' ord", revision=hidden(shown, "revision"))
    assert refused.status_code == 409
    assert "Hannes ord" in words(refused)
    assert re.search(r"<textarea[^>]*>\s*Jens&#39; ord</textarea>", refused.text)
    both = second.post(f"{path(sealed)}/note", note="Hannes ord. Jens' ord", revision=hidden(refused, "revision"))
    assert both.status_code == 303
    again = second.post(f"{path(sealed)}/note", note="Hannes ord. Jens' ord", revision=hidden(refused, "revision"))
    assert again.status_code == 303, "sent twice, done once"
    assert "Hannes ord. Jens' ord" in words(first.get(path(sealed)))


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "²"])
def test_a_mistaken_revision_loses_no_note(revision: str, sealed: str, panel: Panel) -> None:
    school = panel(SCHOOL)
    school.post(f"{path(sealed)}/note", note="Første", revision="0")
    assert school.post(f"{path(sealed)}/note", note="Anden", revision=revision).status_code == 409
    too_long = school.post(f"{path(sealed)}/note", note="x" * 2001, revision="1")
    assert too_long.status_code == 422
    assert "x" * 2001 in too_long.text, "what was typed stands there"
    assert "Første" in words(school.get(path(sealed)))


def test_the_workplace_sees_no_note_and_no_owner_and_writes_none(sealed: str, panel: Panel) -> None:
    panel(SCHOOL).post(f"{path(sealed)}/note", note="Kun skolen og den næste", revision="0")
    contact = panel(CONTACT)
    page = contact.get(path(sealed))
    assert "Kun skolen" not in page.text
    assert f"{path(sealed)}/note" not in page.text
    assert contact.post(f"{path(sealed)}/note", note="x", revision="1").status_code == 404
    assert contact.post(f"{path(sealed)}/owner", owner="nobody", seen="nobody").status_code == 404


def test_a_case_is_taken_and_whoever_comes_second_sees_who_has_it(sealed: str, panel: Panel) -> None:
    hanne, jens = panel(SCHOOL, name="Hanne"), panel(SCHOOL, name="Jens")
    keys = dict(re.findall(r'<option value="(\w+)"[^>]*>([^<]+)<', hanne.get(path(sealed)).text))
    of = {name: key for key, name in keys.items()}
    assert hanne.post(f"{path(sealed)}/owner", owner=of["Hanne"], seen="nobody").status_code == 303
    second = jens.post(f"{path(sealed)}/owner", owner=of["Jens"], seen="nobody")
    assert second.status_code == 409
    assert f'<option value="{of["Hanne"]}" selected>' in second.text
    wrong = jens.post(f"{path(sealed)}/owner", owner="x", seen=of["Hanne"])
    assert wrong.status_code == 422
    assert 'href="#owner"' in wrong.text
    assert jens.post(f"{path(sealed)}/owner", owner=of["Jens"], seen=of["Hanne"]).status_code == 303


def everything(page: Any) -> dict[str, str]:
    """The fields of the page's one form as a browser would send them, and something typed in each."""
    ids = {name: hidden(page, name) for name in ("read_id", "message_id", "seen", "revision")}
    owner = re.findall(r'<option value="(\w+)"', page.text)[-1]
    return {**ids, "name": "Nanna", "owner": owner, "note": "Øv samlinger", "text": "Ring til mig", "to": "apprentice"}


def test_no_button_throws_away_what_was_typed_at_another_card(
    apprentice: Apprentice, sealed: str, panel: Panel, mailbox: Mailbox
) -> None:
    school = panel(SCHOOL, name="Hanne Holm")
    page = school.get(path(sealed))
    assert page.text.partition("<aside")[2].count("<form") == 1
    owner = everything(page)["owner"]
    typed = {
        "read": ('value="Nanna"',),
        "owner": (f'value="{owner}" selected', 'name="seen" value="nobody"'),
        "note": (">\nØv samlinger</textarea>", 'name="revision" value="0"'),
        "message": (">\nRing til mig</textarea>", 'value="apprentice" checked'),
    }
    said = {
        "read": "markeret som læst",
        "owner": "Sagsbehandleren er gemt",
        "note": "Noten er gemt",
        "message": "på vej",
    }
    left = everything(page)
    for deed in ("message", "note", "owner", "read"):
        refused = school.post(f"{path(sealed)}/read", **{**left, "name": "x" * 200})
        assert refused.status_code == 422
        answer = school.post(f"{path(sealed)}/{deed}", **left)
        mine = typed.pop(deed)
        assert mine[0] not in answer.text or deed in ("note", "owner"), "it is saved, and stands there no more"
        for shown in (refused, answer) if typed else (refused,):
            for card, marks in typed.items():
                if not (shown is refused and card == "read"):
                    assert all(mark in shown.text for mark in marks), (deed, card)
        if typed:
            assert (answer.status_code, said[deed] in words(answer)) == (200, True), deed
            assert "er ikke gemt endnu" in words(answer)
        own = {"message": ("text", "to"), "note": ("note",), "owner": ("owner", "seen"), "read": ()}[deed]
        left = {name: value for name, value in left.items() if name not in own}
    assert answer.status_code == 303, "nothing else is typed"
    assert len(mailbox.all("message")) == 1
    assert openings(apprentice, sealed) == {"Hanne Holm": 1}, "one visit"


def test_a_note_kept_on_the_page_does_not_write_over_a_colleagues(sealed: str, panel: Panel) -> None:
    first, second = panel(SCHOOL, name="Hanne"), panel(SCHOOL, name="Jens")
    left = {**everything(second.get(path(sealed))), "note": "Jens' ord"}
    first.post(f"{path(sealed)}/note", note="Hannes ord", revision="0")
    kept = second.post(f"{path(sealed)}/message", **left)
    assert hidden(kept, "revision") == "0"
    refused = second.post(f"{path(sealed)}/note", note="Jens' ord", revision=hidden(kept, "revision"))
    assert (refused.status_code, "Hannes ord" in words(refused), "Jens&#39; ord" in refused.text) == (409, True, True)


def test_filling_in_waits_while_something_is_typed(requested: str, panel: Panel) -> None:
    supervisor = panel(SUPERVISOR)
    page = supervisor.get(path(requested))
    form = {"declaration_id": requested, "message_id": hidden(page, "message_id"), "text": "Vent lidt"}
    refused = supervisor.post(f"{path(requested)}/fill", **form)
    assert (refused.status_code, ">\nVent lidt</textarea>" in refused.text) == (409, True)
    gone = supervisor.post(f"{path(requested)}/fill", **{**form, "text": ""})
    assert gone.headers["location"].startswith("/e/")


def test_the_schools_button_stays_until_the_school_has_read_it(sealed: str, panel: Panel) -> None:
    contact, school = panel(CONTACT), panel(SCHOOL, name="Hanne Holm")
    page = contact.get(path(sealed))
    contact.post(f"{path(sealed)}/read", read_id=hidden(page, "read_id"), name="Konrad")
    said = words(contact.get(path(sealed)))
    assert ("En anden tager over" in said, "Jeg har også læst den" in said) == (False, True)
    page = school.get(path(sealed))
    assert "Læst af Konrad" in words(page)
    assert "En anden tager over" not in words(page)
    school.post(f"{path(sealed)}/read", read_id=hidden(page, "read_id"), name="Hanne Holm")
    assert "En anden tager over" in words(school.get(path(sealed)))


def test_one_visit_is_one_opening_and_no_address_hides_one(apprentice: Apprentice, sealed: str, panel: Panel) -> None:
    school = panel(SCHOOL, name="Hanne Holm")
    for _ in range(2):
        assert school.get(f"{path(sealed)}?done=noted").status_code == 200
    assert openings(apprentice, sealed) == {"Hanne Holm": 1}
    refused = panel(SCHOOL, name="Jens").post(f"{path(sealed)}/read", read_id=str(uuid4()), name="")
    assert SECRET in words(refused)
    assert openings(apprentice, sealed) == {"Hanne Holm": 1, "Jens": 1}


def test_what_was_opened_before_it_was_sealed_is_told_again(
    apprentice: Apprentice, requested: str, supervisor: Visitor, panel: Panel
) -> None:
    school = panel(SCHOOL, name="Hanne Holm")
    school.get(path(requested))
    supervisor.answer(ANSWERS)
    supervisor.submit()
    assert SECRET in words(school.get(f"{path(requested)}?done=noted"))
    assert openings(apprentice, requested) == {"Hanne Holm": 2}


def test_the_school_sees_whole_addresses_where_it_writes(requested: str, panel: Panel) -> None:
    masked = "m•••r@snedkeriet.example"
    assert masked not in words(panel(SCHOOL).get(path(requested)))
    assert masked in words(panel(CONTACT).get(path(requested)))


def test_a_message_goes_to_the_chosen_from_the_person_and_is_kept_nowhere(
    apprentice: Apprentice, sealed: str, panel: Panel, mailbox: Mailbox
) -> None:
    school = panel(SCHOOL, name="Hanne Holm")
    page = school.get(path(sealed))
    assert "l•••g@post.example" in words(page)
    wrong = school.post(f"{path(sealed)}/message", message_id=hidden(page, "message_id"), text="Ring til mig")
    assert (wrong.status_code, 'href="#to"' in wrong.text, "Ring til mig" in wrong.text) == (422, True, True)
    to = ["apprentice", recipient_id(apprentice, sealed, SUPERVISOR)]
    for _ in range(2):
        done = school.post(
            f"{path(sealed)}/message", message_id=hidden(wrong, "message_id"), text="Ring til mig", to=to
        )
        assert done.headers["location"] == f"{path(sealed)}?done=message_gone"
    mails = mailbox.all("message")
    assert sorted(mail["to"] for mail in mails) == sorted([APPRENTICE, SUPERVISOR])
    assert mails[0]["subject"].startswith("Besked fra Hanne Holm (")
    assert "Ring til mig" not in school.get(done.headers["location"]).text


def test_staff_who_stands_nowhere_writes_as_the_school(
    apprentice: Apprentice, requested: str, running: TestClient, panel: Panel, mailbox: Mailbox
) -> None:
    staff_by_summons(running, apprentice, requested)
    secretary = panel(SECRETARY)
    page = secretary.get(path(requested))
    form = {"message_id": hidden(page, "message_id"), "text": "Husk os", "to": ["apprentice"]}
    assert secretary.post(f"{path(requested)}/message", **form).status_code == 303
    (mail,) = mailbox.all("message")
    assert "Sekretæren (skolen)" in mail["text"]
    assert SECRETARY not in [one["address"] for one in apprentice.declaration(requested)["recipients"]]


def test_an_apprentice_who_reads_their_own_is_told_of_nobody_and_marks_nothing(
    apprentice: Apprentice, sealed: str, panel: Panel
) -> None:
    own = panel(APPRENTICE)
    page = own.get(path(sealed))
    assert page.status_code == 200
    assert "Markér som læst" not in words(page)
    refused = own.post(f"{path(sealed)}/read", read_id=str(uuid4()), name="Mig selv")
    assert refused.status_code == 409
    assert openings(apprentice, sealed) == {}


def test_what_somebody_typed_is_shown_as_text(
    apprentice: Apprentice, requested: str, supervisor: Visitor, panel: Panel
) -> None:
    evil = "<script>alert(1)</script>"
    supervisor.answer({**ANSWERS, "supervisor.remarks": evil, "supervisor.name": evil})
    assert supervisor.submit().status_code == 200
    school = panel(SCHOOL)
    school.post(f"{path(requested)}/note", note=evil, revision="0")
    text = school.get(path(requested)).text
    assert evil not in text
    assert "&lt;script&gt;" in text


def test_a_form_that_is_none_of_ours_does_nothing(sealed: str, panel: Panel) -> None:
    school = panel(SCHOOL)
    for deed in ("read", "message"):
        assert school.post(f"{path(sealed)}/{deed}", name="Hanne", text="x", to="apprentice").status_code == 422
    UUID(hidden(school.get(path(sealed)), "read_id"))


def test_the_school_reminds_whose_turn_it_is_and_is_told_what_came_of_it(
    apprentice: Apprentice, requested: str, supervisor: Visitor, panel: Panel, mailbox: Mailbox
) -> None:
    school = panel(SCHOOL)
    page = school.get(path(requested))
    assert "Mind lærestedet" in words(page)
    for _ in range(2):
        done = school.post(f"{path(requested)}/remind", remind_id=hidden(page, "remind_id"))
        assert done.status_code == 303
    assert "Én får en påmindelse." in words(school.get(done.headers["location"]))
    same = {"remind_id": hidden(page, "remind_id"), "note": "Øv samlinger", "revision": "0"}
    kept = school.post(f"{path(requested)}/remind", **same)
    assert "Én får en påmindelse." in words(kept)
    assert ">\nØv samlinger</textarea>" in kept.text
    row = next(one for one in apprentice.declaration(requested)["recipients"] if one["address"] == SUPERVISOR)
    assert row["reminded"]["count"] == 1
    again = school.post(f"{path(requested)}/remind", remind_id=str(uuid4()))
    assert "1 har fået en inden for det sidste døgn" in words(school.get(again.headers["location"]))
    contact = panel(CONTACT)
    assert "remind" not in contact.get(path(requested)).text
    assert contact.post(f"{path(requested)}/remind", remind_id=str(uuid4())).status_code == 404


def test_what_was_erased_takes_the_note_about_it_along(
    apprentice: Apprentice, sealed: str, running: TestClient, panel: Panel
) -> None:
    school = panel(SCHOOL)
    school.post(f"{path(sealed)}/note", note="Om det, der stod", revision="0")

    async def erase() -> None:
        version = await SealedVersion.get(declaration_id=sealed)
        await erasure.erase(version.id, "retention", now=who.now())

    running.portal.call(erase)
    said = words(school.get(path(sealed)))
    assert "Indholdet er slettet." in said
    assert SECRET not in said
    assert "Om det" not in said
    assert school.post(f"{path(sealed)}/note", note="Om det, der stod", revision="1").status_code == 409

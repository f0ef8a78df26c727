"""A sheet of paper typed in at the panel: the page, what is saved, and how the workplace confirms it."""

import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server.storage.declarations import Declaration
from server.storage.schools import School, Staff
from server.storage.summonses import Summons
from tests.cast import (
    ANSWERS,
    CONTACT,
    DETAILS,
    REQUIRED,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    PanelReader,
    Visitor,
    batch,
    operation,
)
from tests.example import EDITION

Panel = Callable[..., PanelReader]
Browser = Callable[[], TestClient]
GOAL = f"supervisor.goal.{REQUIRED[0]}"


def at(declaration_id: str) -> str:
    return f"/panel/declarations/{declaration_id}/paper"


def typed(page: str) -> dict[str, list[str]]:
    """What a browser would send of the page's form."""
    form = page[page.index('class="stack loose paper"') :]
    sent: dict[str, list[str]] = {}
    for found in re.findall(r"<input [^>]*>", form):
        name, value = (re.search(rf'\b{of}="([^"]*)"', found) for of in ("name", "value"))
        box = 'type="radio"' in found or 'type="checkbox"' in found
        if name and (not box or " checked" in found):
            sent.setdefault(name[1], []).append(html.unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n?([^<]*)<', form):
        sent[name] = [html.unescape(text)]
    return sent


def whole(page: str, then: str = "send", **more: Any) -> dict[str, Any]:
    """The form as a secretary types it."""
    boxes = {field: "1" if value is True else value for field, value in ANSWERS.items()}
    boxes = {field: value for field, value in boxes.items() if not field.endswith("_confirmed")}
    return {**typed(page), **boxes, "typist": "Hanne Holm", "then": then, **more}


def problems(page: str) -> dict[str, str]:
    return dict(re.findall(r'id="([^"]+)-problem">([^<]+)<', page))


async def staff_of(declaration_id: str) -> None:
    """Lone is of the school whose code the declaration was made with."""
    now = datetime.now(UTC)
    school = await School.create(id=uuid4(), name="Skolen", created_at=now)
    await Staff.create(id=uuid4(), school=school, address="lone@skole.example", name="Lone Lind", created_at=now)
    called = await Summons.create(
        id=uuid4(), school=school, code="ABCD2345", programme="bygningssnedker", main_course=2, school_class="h2",
        training_period_ends_on=now.date(), school_period_starts_on=now.date(), contacts="[]", created_by="x",
        created_at=now,
    )  # fmt: skip
    await Declaration.filter(id=declaration_id).update(summons_id=called.id)


def test_the_school_types_it_in_and_the_workplace_confirms_with_one_tap(
    apprentice: Apprentice, requested: str, panel: Panel, browser: Browser, mailbox: Mailbox
) -> None:
    reader = panel(SCHOOL)
    sent = reader.post(at(requested), **whole(reader.get(at(requested)).text))
    assert (sent.status_code, sent.headers["location"]) == (303, f"{at(requested)}?done=typed_sent")
    mine = apprentice.declaration(requested)
    assert (mine["status"], mine["awaiting"]["door"]) == ("requested", "paper")
    assert (mine["paper"]["name"], mine["paper"]["role"], mine["paper"]["refused_at"]) == ("Hanne Holm", "school", None)
    assert SCHOOL not in json.dumps(mine["paper"])
    assert [one["address"] for one in mine["openings"]] == [SCHOOL], "told as opened"
    mail = mailbox.all("confirmation_asked", SUPERVISOR)[-1]
    assert "på papir og tastet ind af Hanne Holm på skolen" in mail["text"]
    supervisor = Visitor(browser(), mailbox, SUPERVISOR)
    view = supervisor.view()
    assert (view["awaiting"]["door"], view["paper"]["name"]) == ("paper", "Hanne Holm")
    assert view["answers"][GOAL]["value"] == "routine"
    sealed = supervisor.submit().json()["sealed"]["payload"]
    assert (sealed["door"], sealed["typed_by"]) == ("paper", {"name": "Hanne Holm", "role": "school"})
    page = reader.get(f"/panel/declarations/{requested}").text
    assert "Fra papir, tastet af</dt><dd>Hanne Holm, skolen" in page
    assert "på papir, bekræftet fra lærestedets mail" in page
    assert apprentice.declaration(requested)["paper"] is None
    assert "Erklæringen kan ikke tastes ind" in reader.get(at(requested)).text


@pytest.mark.parametrize(("address", "role"), [(CONTACT, "lærestedet"), (SUPERVISOR, "lærestedet")])
def test_somebody_at_the_workplace_does_the_same(
    requested: str, panel: Panel, browser: Browser, mailbox: Mailbox, address: str, role: str
) -> None:
    reader = panel(address)
    assert reader.post(at(requested), **whole(reader.get(at(requested)).text)).status_code == 303
    assert "tastet ind af Hanne Holm hos jer" in mailbox.all("confirmation_asked", SUPERVISOR)[-1]["text"]
    assert Visitor(browser(), mailbox, SUPERVISOR).submit().status_code == 200
    assert f"Hanne Holm, {role}" in reader.get(f"/panel/declarations/{requested}").text


def test_staff_of_the_school_whose_code_it_was_made_with_may_too(
    requested: str, running: TestClient, panel: Panel
) -> None:
    running.portal.call(staff_of, requested)
    reader = panel("lone@skole.example", name="Lone Lind")
    page = reader.get(at(requested)).text
    assert 'name="typist" type="text" value="Lone Lind"' in page
    assert reader.post(at(requested), **whole(page)).status_code == 303


def test_what_is_missing_is_told_at_its_field_and_all_that_was_typed_is_saved(requested: str, panel: Panel) -> None:
    reader = panel(SCHOOL)
    form = whole(reader.get(at(requested)).text)
    del form[GOAL]
    answer = reader.post(at(requested), **form)
    assert answer.status_code == 422
    assert problems(answer.text) == {GOAL: "Vælg et trin."}
    text = re.search(rf'id="{re.escape(GOAL)}"[^>]*>\n<legend><span>([^<]+)<', answer.text)[1]
    assert f'<a href="#{GOAL}">{text}: Vælg et trin.</a>' in answer.text
    again = typed(answer.text)
    assert again["supervisor.special_needs"] == ["Mere tid til tegning"]
    later = typed(reader.get(at(requested)).text)
    assert later["supervisor.special_needs"] == ["Mere tid til tegning"], "saved"
    assert reader.post(at(requested), **{**again, GOAL: "alone", "then": "send"}).status_code == 303


def test_what_is_missing_is_told_to_somebody_who_was_not_there(requested: str, panel: Panel) -> None:
    reader = panel(SCHOOL)
    form = whole(reader.get(at(requested)).text)
    form |= {"supervisor.name": "", "supervisor.talked_through_on": "", "supervisor.goals_reached": "no"}
    told = problems(reader.post(at(requested), **{**form, "supervisor.goals_reached_why": ""}).text)
    assert told["supervisor.name"] == "Skriv navnet på den, der har skrevet under på papiret."
    assert told["supervisor.talked_through_on"].startswith("Skriv datoen, der står på papiret.")
    assert told["supervisor.goals_reached_why"] == "Skriv det, der står på papiret om hvorfor."
    assert "typist" not in told


def test_nothing_typed_is_lost_when_the_name_is_missing(requested: str, panel: Panel) -> None:
    reader = panel(SCHOOL)
    answer = reader.post(at(requested), **whole(reader.get(at(requested)).text, typist=" "))
    assert answer.status_code == 422
    assert problems(answer.text) == {"typist": "Skriv dit navn."}
    sent = {**typed(answer.text), "typist": "Hanne Holm", "then": "send"}
    assert sent[GOAL] == ["routine"]
    assert reader.post(at(requested), **sent).status_code == 303


def test_whole_pages_of_words_are_taken_and_a_letter_too_many_is_told_at_its_field(
    requested: str, panel: Panel
) -> None:
    reader, words = panel(SCHOOL), ("Æbler, høvl og ål. " * 300)[:4000].strip()
    fields = [f"supervisor.{name}" for name in ("goals_reached_why", "remarks", "special_needs")]
    form = whole(reader.get(at(requested)).text, then="save")
    assert reader.post(at(requested), **{**form, **dict.fromkeys(fields, words)}).status_code == 303
    page = reader.get(at(requested)).text
    assert [typed(page)[field] for field in fields] == [[words]] * 3
    answer = reader.post(at(requested), **{**typed(page), fields[1]: "x" * 4001, "then": "save"})
    assert (answer.status_code, list(problems(answer.text))) == (422, [fields[1]])
    assert typed(answer.text)[fields[1]] == ["x" * 4001]


def test_it_is_saved_for_later_and_a_colleague_at_the_school_goes_on(
    requested: str, running: TestClient, panel: Panel, mailbox: Mailbox
) -> None:
    running.portal.call(staff_of, requested)
    reader, colleague = panel(SCHOOL), panel("lone@skole.example")
    sent = reader.post(at(requested), **whole(reader.get(at(requested)).text, then="save"))
    assert sent.headers["location"].endswith("done=typed_saved")
    assert not mailbox.all("confirmation_asked")
    page = colleague.get(at(requested)).text
    assert typed(page)[GOAL] == ["routine"]
    assert colleague.post(at(requested), **{**typed(page), "typist": "Lone Lind", "then": "send"}).status_code == 303


def test_a_colleagues_answer_is_not_typed_over(requested: str, running: TestClient, panel: Panel) -> None:
    running.portal.call(staff_of, requested)
    reader, colleague = panel(SCHOOL), panel("lone@skole.example")
    form = whole(reader.get(at(requested)).text, then="save")
    assert reader.post(at(requested), **form).status_code == 303
    shown = reader.get(at(requested)).text
    theirs = {**typed(colleague.get(at(requested)).text), "typist": "Lone", "then": "save", GOAL: "alone"}
    assert colleague.post(at(requested), **theirs).status_code == 303
    answer = reader.post(at(requested), **{**typed(shown), "then": "save", GOAL: "with_help"})
    assert answer.status_code == 422
    assert "En kollega har tastet noget andet her imens" in problems(answer.text)[GOAL]
    assert typed(answer.text)[GOAL] == ["with_help"], "as they typed it: the next save stands"
    assert reader.post(at(requested), **{**typed(answer.text), "then": "save"}).status_code == 303
    assert typed(reader.get(at(requested)).text)[GOAL] == ["with_help"]


def test_the_school_sees_nothing_of_what_the_supervisor_answers(
    requested: str, supervisor: Visitor, panel: Panel, mailbox: Mailbox
) -> None:
    reader = panel(SCHOOL)
    shown = reader.get(at(requested)).text
    assert reader.post(at(requested), **whole(shown, then="save")).status_code == 303
    shown = reader.get(at(requested)).text
    stands = supervisor.view()["answers"]["supervisor.special_needs"]["revision"]
    sent = batch(operation("supervisor.special_needs", "Hemmeligt fra mester", stands))
    assert supervisor.client.post(f"{supervisor.path}/operations", json=sent).status_code == 200
    form = {**typed(shown), "supervisor.special_needs": "Som der står på papiret", "then": "save"}
    answer = reader.post(at(requested), **form)
    assert answer.headers["location"].endswith("done=typed_beside")
    page = reader.get(answer.headers["location"]).text
    assert "Hemmeligt" not in page
    assert "Der er svaret et andet sted" in page
    assert [one["value"] for one in supervisor.view()["set_aside"]] == ["Som der står på papiret"]


def test_where_the_supervisor_has_begun_nobody_begins_to_type(
    requested: str, supervisor: Visitor, panel: Panel
) -> None:
    reader = panel(SCHOOL)
    form = whole(reader.get(at(requested)).text)
    supervisor.answer({GOAL: "alone"})
    answer = reader.post(at(requested), **form)
    assert answer.status_code == 409
    assert "ikke gemt" in answer.text
    assert typed(answer.text)["supervisor.special_needs"] == ["Mere tid til tegning"], "to be read off the screen"
    assert 'name="then"' not in answer.text
    assert "Erklæringen er begyndt på en skærm" in reader.get(at(requested)).text
    case = reader.get(f"/panel/declarations/{requested}").text
    assert "En anden er begyndt at udfylde" in case
    assert "paper_form.pdf" not in case
    assert "Tast den ind" not in case
    assert "supervisor.special_needs" not in supervisor.view()["answers"]


def test_who_began_on_a_screen_is_led_back_to_it(requested: str, supervisor: Visitor, panel: Panel) -> None:
    reader = panel(SUPERVISOR)
    assert "Fortsæt på skærmen" not in reader.get(f"/panel/declarations/{requested}").text
    supervisor.answer({GOAL: "alone"})
    for page in (reader.get(at(requested)).text, reader.get(f"/panel/declarations/{requested}").text):
        assert "Du har allerede svaret på skærmen" in page
        assert "Fortsæt på skærmen" in page
        assert "En anden er begyndt" not in page
    led = reader.post(f"/panel/declarations/{requested}/fill", declaration_id=requested)
    assert led.status_code == 303
    assert "Fortsæt på skærmen" not in panel(CONTACT).get(at(requested)).text


def test_the_mailed_link_and_the_panel_offer_typing_in_by_one_rule(
    requested: str, supervisor: Visitor, panel: Panel, browser: Browser, mailbox: Mailbox
) -> None:
    contact, at_panel = Visitor(browser(), mailbox, CONTACT), panel(CONTACT)

    def offered() -> list[bool]:
        case = at_panel.get(f"/panel/declarations/{requested}").text
        return [contact.view()["types_in"], f'href="{at(requested)}"' in case]

    assert offered() == [True, True]
    supervisor.answer({"supervisor.name": "Mester Eksempel"})
    assert offered() == [True, True], 'no more than "Ja, det er mig"'
    supervisor.answer({f"supervisor.machine.{EDITION.machines[0].key}": True})
    assert offered() == [False, False], "begun on a screen, though no goal is answered"
    assert not supervisor.view()["types_in"], "fills in where they are"


def test_what_the_school_types_is_not_offered_at_the_workplace(
    requested: str, panel: Panel, browser: Browser, mailbox: Mailbox
) -> None:
    contact = Visitor(browser(), mailbox, CONTACT)
    assert contact.view()["types_in"]
    reader = panel(SCHOOL)
    assert reader.post(at(requested), **whole(reader.get(at(requested)).text, "save")).status_code == 303
    assert not contact.view()["types_in"]


def test_the_workplace_says_no_with_a_reason_and_the_school_mends_it(
    apprentice: Apprentice, requested: str, panel: Panel, browser: Browser, mailbox: Mailbox
) -> None:
    reader = panel(SCHOOL)
    assert reader.post(at(requested), **whole(reader.get(at(requested)).text)).status_code == 303
    supervisor = Visitor(browser(), mailbox, SUPERVISOR)
    refuse = f"{supervisor.path}/confirmation/refuse"
    assert "Rettet" not in mailbox.all("confirmation_asked", SUPERVISOR)[-1]["subject"]
    empty = supervisor.client.post(refuse, json={"refusal_id": str(uuid4()), "text": " "})
    assert (empty.status_code, empty.json()["fields"][0]["field"]) == (422, "text")
    body = {"refusal_id": str(uuid4()), "text": "<b>Mål 1</b> er på rutinen"}
    assert supervisor.client.post(refuse, json=body).json()["awaiting"] is None
    for told in (apprentice.declaration(requested), supervisor.view()):
        assert told["paper"]["refused_at"]
        assert "rutinen" not in json.dumps(told), "it speaks of answers that nobody has sent yet"
    mail = mailbox.all("typed_refused", SCHOOL)[-1]
    assert f"/panel/declarations/{requested}/paper" in mail["text"]
    assert "rutinen" not in mail["text"] + mail["subject"]
    missing = reader.get("/panel/missing").text
    assert "Skal rettes af skolen" in missing
    assert f'href="{at(requested)}">Ret det tastede' in missing
    case = reader.get(f"/panel/declarations/{requested}").text
    assert "Skal rettes af skolen" in case
    assert "Lærestedet siger, at det tastede ikke passer" in case
    assert "Mind lærestedet" not in missing + case
    page = reader.get(at(requested)).text
    assert "&lt;b&gt;Mål 1&lt;/b&gt; er på rutinen" in page
    assert supervisor.client.post(refuse, json={**body, "refusal_id": str(uuid4())}).status_code == 409
    assert reader.post(at(requested), **{**typed(page), GOAL: "alone", "then": "send"}).status_code == 303
    second = mailbox.all("confirmation_asked", SUPERVISOR)[-1]
    assert len(mailbox.all("confirmation_asked", SUPERVISOR)) == 2
    assert second["subject"].startswith("Rettet: ")
    assert "rettet af Hanne Holm, efter at I sagde nej" in second["text"]
    assert supervisor.view()["paper"]["mended"] == [GOAL], "what was typed anew is marked"
    assert "mended" not in apprentice.declaration(requested)["paper"]
    assert supervisor.submit().json()["sealed"]["payload"]["goals"][0]["supervisor"] == "alone"
    receipt = mailbox.all("submission_receipt", SUPERVISOR)[-1]["text"]
    assert "på papir af Mester Eksempel, tastet ind af Hanne Holm" in receipt


def test_opening_the_mail_confirms_nothing(requested: str, panel: Panel, browser: Browser, mailbox: Mailbox) -> None:
    reader = panel(SCHOOL)
    assert reader.post(at(requested), **whole(reader.get(at(requested)).text)).status_code == 303
    for _ in range(3):
        view = Visitor(browser(), mailbox, SUPERVISOR).view()
        assert (view["status"], view["sealed"], view["awaiting"]["door"]) == ("requested", None, "paper")


def test_a_correction_of_what_was_typed_in_is_the_supervisors_own(
    requested: str, panel: Panel, browser: Browser, mailbox: Mailbox
) -> None:
    reader = panel(SCHOOL)
    assert reader.post(at(requested), **whole(reader.get(at(requested)).text)).status_code == 303
    supervisor = Visitor(browser(), mailbox, SUPERVISOR)
    assert supervisor.submit().status_code == 200
    assert supervisor.client.post(f"{supervisor.path}/correction/code", json={}).status_code == 202
    code = re.search(r"\b\d{6}\b", mailbox.all("correction_code")[-1]["text"])[0]
    body = {"correction_id": str(uuid4()), "code": code, "reason": "Tastet forkert"}
    assert supervisor.client.post(f"{supervisor.path}/correction", json=body).status_code == 200
    stands = supervisor.view()["answers"][GOAL]["revision"]
    again = {"typist": "x", "seen": "9", GOAL: "alone", "then": "save"}
    assert reader.post(at(requested), **again).status_code == 409, "what was sent is corrected from the mailbox alone"
    sent = batch(operation(GOAL, "alone", stands))
    assert supervisor.client.post(f"{supervisor.path}/operations", json=sent).status_code == 200
    sealed = supervisor.submit().json()["sealed"]
    assert (sealed["payload"]["door"], sealed["payload"]["typed_by"]) == ("mail_link", None)
    assert sealed["versions"][0]["payload"]["typed_by"] == {"name": "Hanne Holm", "role": "school"}


@pytest.mark.parametrize(
    "form",
    [
        {"then": "send", "recipient_id": "x"},
        {"then": "send", "recipient_id": str(uuid4()), "deed_id": str(uuid4())},
        {"then": "send", "deed_id": "x"},
        {"seen": "-1"},
        {"seen": "9" * 30},
        {"ticks": ["self.remarks", "details.workplace_name", "supervisor.goal.x"]},
        {"supervisor.remarks": "\x00"},
        {"supervisor.goal.finds_not": "routine"},
        {GOAL: ["routine", "alone"]},
    ],
)
def test_a_form_that_is_none_of_ours_breaks_nothing(requested: str, panel: Panel, form: dict[str, Any]) -> None:
    reader = panel(SCHOOL)
    sent = whole(reader.get(at(requested)).text, then="save")
    assert reader.post(at(requested), **{**sent, **form}).status_code in (303, 422)
    assert DETAILS["details.workplace_name"] in reader.get(at(requested)).text


def test_who_only_reads_is_shown_no_way_to_type(apprentice: Apprentice, panel: Panel) -> None:
    others = {"details.others": [{"name": "Onkel", "address": "onkel@post.example"}]}
    made = apprentice.make({**DETAILS, **others})
    assert apprentice.request(made).status_code == 200
    uncle = panel("onkel@post.example")
    assert uncle.get(at(made)).status_code == 404
    assert uncle.post(at(made), typist="Onkel", then="save").status_code == 404
    assert "Fra papir" not in uncle.get(f"/panel/declarations/{made}").text
    assert "Fra papir" in panel(SCHOOL).get(f"/panel/declarations/{made}").text

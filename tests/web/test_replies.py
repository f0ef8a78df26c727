"""The apprentice's answer to a declaration that arrived, and asking for it to be opened again."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from server.actions import erasure
from server.storage.sealed import SealedVersion
from server.web import who
from tests.cast import ANSWERS, CONTACT, OTHER_APPRENTICE, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.web.test_corrections import begin, change, code

Browser = Callable[[], TestClient]


def reply(apprentice: Apprentice, declaration: str, kind: str = "comment", text: str = "", **more: Any) -> Any:
    body = {"reply_id": str(uuid4()), "kind": kind, "text": text, **more}
    return apprentice.client.post(f"/api/declarations/{declaration}/reply", json=body)


def ask(apprentice: Apprentice, declaration: str, text: str = "Et mål mangler", deed: str | None = None) -> Any:
    body = {"ask_id": deed or str(uuid4()), "text": text}
    return apprentice.client.post(f"/api/declarations/{declaration}/ask_correction", json=body)


def test_a_comment_stands_beside_the_version_for_all_and_its_text_is_in_no_mail(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, browser: Browser
) -> None:
    before, deed = sent.view()["sealed"], str(uuid4())
    for _ in range(2):
        answer = reply(apprentice, requested, text="Jeg lærte mere\nend der står", reply_id=deed)
        assert answer.status_code == 200, answer.text
    [told] = answer.json()["replies"]
    assert (told["id"], told["number"], told["kind"]) == (deed, 1, "comment")
    assert told["text"] == "Jeg lærte mere\nend der står"
    assert {mail["to"] for mail in mailbox.all("reply_added")} == {SUPERVISOR, SCHOOL, CONTACT}
    assert len(mailbox.all("reply_added")) == 3
    assert not [mail for mail in mailbox.all() if "lærte mere" in mail["text"] + mail["html"]]
    for visitor in (sent, Visitor(browser(), mailbox, SCHOOL), Visitor(browser(), mailbox, CONTACT)):
        assert visitor.view()["replies"] == [told]
        assert visitor.view()["sealed"] == before, "nothing sealed changes"


def test_it_is_agreed_once_a_version_and_commented_until_the_days_limit(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox
) -> None:
    for _ in range(2):
        assert reply(apprentice, requested, "agree").status_code == 200
    assert [one["kind"] for one in apprentice.declaration(requested)["replies"]] == ["agree"]
    assert len(mailbox.all("reply_added", SCHOOL)) == 1
    codes = {reply(apprentice, requested, text=f"Nr. {n}").status_code for n in range(9)}
    assert codes == {200}
    refused = reply(apprentice, requested, text="For mange")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_mails")
    assert len(apprentice.declaration(requested)["replies"]) == 10


def test_a_reply_belongs_to_the_version_it_was_written_to(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox
) -> None:
    begin(sent, code(sent, mailbox))
    change(sent, {"supervisor.remarks": "Nyt"})
    assert sent.submit().status_code == 200
    assert reply(apprentice, requested, "agree", number=1).json()["replies"][0]["number"] == 1
    assert reply(apprentice, requested, "agree").json()["replies"][1]["number"] == 2
    assert reply(apprentice, requested, "agree", number=3).json()["code"] == "not_sealed"


@pytest.mark.parametrize(
    ("body", "field", "said"),
    [
        ({"kind": "comment", "text": " \n"}, "text", "message_empty"),
        ({"kind": "comment", "text": "x" * 4001}, "text", "text_too_long"),
        ({"kind": "comment", "text": "a\u202eb"}, "text", "text_hidden_characters"),
        ({"kind": "agree", "text": "og mere"}, "kind", "value_wrong_type"),
        ({"kind": "disagree", "text": "x"}, "kind", "value_wrong_type"),
        ({"kind": "agree", "text": "", "number": "1"}, "number", "value_wrong_type"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    apprentice: Apprentice, requested: str, sent: Visitor, body: dict[str, Any], field: str, said: str
) -> None:
    answer = apprentice.client.post(f"/api/declarations/{requested}/reply", json={"reply_id": str(uuid4()), **body})
    assert answer.status_code == 422
    assert [(wrong["field"], wrong["code"]) for wrong in answer.json()["fields"]] == [(field, said)]


def test_nobody_answers_what_is_not_theirs_or_not_sent(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox, browser: Browser
) -> None:
    assert reply(apprentice, requested, "agree").json()["code"] == "not_sealed"
    assert ask(apprentice, requested).json()["code"] == "not_sealed"
    supervisor.answer(ANSWERS)
    supervisor.submit()
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    assert [reply(stranger, requested, "agree").status_code, ask(stranger, requested).status_code] == [404, 404]
    body = {"reply_id": str(uuid4()), "kind": "agree", "text": ""}
    assert supervisor.client.post(f"/api/declarations/{requested}/reply", json=body).status_code == 401
    assert not mailbox.all("reply_added")


def test_asking_to_open_it_again_reaches_the_workplace_alone(
    apprentice: Apprentice, requested: str, sent: Visitor, mailbox: Mailbox, browser: Browser
) -> None:
    deed = str(uuid4())
    for _ in range(2):
        answer = ask(apprentice, requested, "Mit svar kom for sent", deed)
        assert answer.status_code == 200, answer.text
    [told] = answer.json()["asked"]
    assert (told["id"], told["text"]) == (deed, "Mit svar kom for sent")
    [mail] = mailbox.all("correction_asked")
    assert (mail["to"], "Mit svar kom for sent" in mail["text"] + mail["html"]) == (SUPERVISOR, False)
    assert f"/e/{sent.public_id}#" in mail["text"]
    assert sent.view()["asked"] == [told]
    for address in (SCHOOL, CONTACT):
        assert Visitor(browser(), mailbox, address).view()["asked"] == []
    assert [ask(apprentice, requested).status_code for _ in range(3)] == [200, 200, 429]
    begin(sent, code(sent, mailbox))
    assert ask(apprentice, requested).json()["code"] == "already_correcting"
    assert reply(apprentice, requested, "agree").status_code == 200


def test_erasing_a_version_takes_what_was_said_to_it_and_it_is_corrected_no_more(
    apprentice: Apprentice, requested: str, sent: Visitor, running: TestClient, mailbox: Mailbox
) -> None:
    reply(apprentice, requested, text="Om mig")
    ask(apprentice, requested, "Om mig")
    sent.client.post(f"{sent.path}/not_me", json={"dispute_id": str(uuid4()), "text": "Om mig"})

    async def erase() -> None:
        version = await SealedVersion.get(declaration_id=UUID(requested))
        await erasure.erase(version.id, "asked", now=who.now())

    running.portal.call(partial(erase))
    seen = apprentice.declaration(requested)
    assert seen["sealed"]["payload"] is None
    assert [one["text"] for one in (*seen["replies"], *seen["asked"], *seen["disputes"])] == [""] * 3
    answer = begin(sent, code(sent, mailbox), "Det, der blev slettet")
    assert (answer.status_code, answer.json()["code"]) == (409, "version_erased")

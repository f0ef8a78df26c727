"""A link that was lost or does not work is mailed to whom it belongs, with the same answer for everybody."""

import re
from collections.abc import Callable
from uuid import uuid4

from starlette.testclient import TestClient

from tests.cast import (
    ANSWERS,
    APPRENTICE,
    CONTACT,
    DETAILS,
    OTHER_APPRENTICE,
    SCHOOL,
    SUPERVISOR,
    Apprentice,
    Mailbox,
    Visitor,
    batch,
    operation,
)

Browser = Callable[[], TestClient]


def links(text: str) -> set[str]:
    return set(re.findall(r"/e/([0-9a-f]{16})#", text))


def test_a_mail_lists_every_open_link_of_an_address_and_each_works(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    other = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    other.finish_profile()
    assert other.request(other.make()).status_code == 200
    newer = mailbox.link(SUPERVISOR)[0]
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    withdrawn = apprentice.make({**DETAILS, "details.main_course": 3})
    apprentice.request(withdrawn)
    gone = mailbox.link(SUPERVISOR)[0]
    body = {"withdrawal_id": str(uuid4()), "reason": "mistake"}
    apprentice.client.post(f"/api/declarations/{withdrawn}/withdraw", json=body)

    assert browser().post("/api/find", json={"address": f"  {SUPERVISOR.upper()} "}).status_code == 202
    mail = mailbox.all("open_links", SUPERVISOR)[-1]
    assert links(mail["text"]) == links(mail["html"]) == {supervisor.public_id, newer}
    assert gone not in mail["text"]
    assert mail["text"].index("Udfyld erklæringen:") < mail["text"].index("Læs erklæringen:")
    assert "Mere tid til tegning" not in mail["text"] + mail["html"]
    public_id, secret = re.search(rf"/e/({newer})#(\S+)", mail["text"]).groups()
    assert browser().post(f"/api/e/{public_id}/open", json={"secret": secret}).json()["may"] == "fill"


def test_every_address_gets_the_same_answer_and_a_row_but_only_a_known_one_a_mail(
    requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    known, school, unknown = (
        browser().post("/api/find", json={"address": address})
        for address in (SUPERVISOR, SCHOOL, "ukendt@ingen.example")
    )
    assert {(answer.status_code, answer.text) for answer in (known, school, unknown)} == {(202, "{}")}
    assert [mail["to"] for mail in mailbox.all("open_links")] == [SUPERVISOR]  # the school is not sent a link yet
    wrong = browser().post("/api/find", json={"address": "mester"})
    assert (wrong.status_code, wrong.json()["fields"][0]["field"]) == (422, "address")


def test_a_contact_who_only_reads_is_told_so(requested: str, browser: Browser, mailbox: Mailbox) -> None:
    browser().post("/api/find", json={"address": CONTACT})
    assert "Under udfyldelse" in mailbox.all("open_links", CONTACT)[-1]["text"]


def test_asking_again_and_again_is_limited_for_the_mailbox_and_the_client(browser: Browser) -> None:
    answers = [browser().post("/api/find", json={"address": SUPERVISOR}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) > 3000
    for number in range(56):
        answer = browser().post("/api/find", json={"address": f"n{number}@ingen.example"})
    assert (answer.status_code, answer.json()["code"]) == (429, "links_on_their_way")


def test_a_link_that_does_not_work_is_mailed_anew_to_the_address_it_was_made_for(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    stranger = browser()
    assert stranger.get(f"{supervisor.path}/address").json() == {"masked": "m•••r@snedkeriet.example"}
    answer = stranger.post(f"{supervisor.path}/fresh_link", json={})
    assert (answer.status_code, answer.json()) == (202, {})
    assert mailbox.all("fresh_link")[-1]["to"] == SUPERVISOR
    assert mailbox.link(SUPERVISOR) == (supervisor.public_id, supervisor.secret)  # the one that works, none is closed
    assert supervisor.client.get(supervisor.path).status_code == 200
    assert SUPERVISOR not in answer.text
    again = [stranger.post(f"{supervisor.path}/fresh_link", json={}).status_code for _ in range(5)]
    assert again == [202] * 4 + [429]


def test_an_unknown_link_and_one_whose_address_was_taken_off_are_the_same_nothing(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    revision = apprentice.declaration(requested)["answers"]["details.supervisors"]["revision"]
    new = [{"name": "Ny", "address": "ny@snedkeriet.example"}]
    sent = batch(operation("details.supervisors", new, revision))
    apprentice.client.post(f"/api/declarations/{requested}/operations", json=sent)
    assert apprentice.request(requested).status_code == 200
    before = len(mailbox.all())
    answers = [
        stranger
        for path in (supervisor.path, f"/api/e/{'0' * 16}", "/api/e/nothing")
        for stranger in (browser().get(f"{path}/address"), browser().post(f"{path}/fresh_link", json={}))
    ]
    assert {(answer.status_code, answer.text) for answer in answers} == {(404, answers[0].text)}
    assert len(mailbox.all()) == before


def test_the_apprentices_own_read_link_is_found_too(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    for address in (APPRENTICE, SCHOOL):
        browser().post("/api/find", json={"address": address})
        assert len(links(mailbox.all("open_links", address)[-1]["text"])) == 1

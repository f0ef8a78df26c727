"""Messages over HTTP: from whom to whom, once, within limits; what is asked wrongly is said; strangers get nothing."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import tokens
from server.domain import doors, messages
from tests.cast import ANSWERS, APPRENTICE, CONTACT, OTHER_APPRENTICE, SCHOOL, SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.web.test_strangers import recipient_id

Browser = Callable[[], TestClient]


def message(*to: Any, text: Any = "Hej, kan vi mødes på fredag?", **more: Any) -> dict[str, Any]:
    return {"message_id": str(uuid4()), "to": list(to), "text": text, **more}


def ids(visitor: Visitor) -> dict[str, str]:
    """Receivers' ids by role."""
    return {one["roles"][0]: one["id"] for one in visitor.view()["receivers"]}


def to_whom(mailbox: Mailbox) -> list[str]:
    return sorted(mail["to"] for mail in mailbox.all("message"))


def test_the_apprentice_writes_to_some_and_only_they_get_it(
    apprentice: Apprentice, requested: str, mailbox: Mailbox
) -> None:
    to = [recipient_id(apprentice, requested, address) for address in (SUPERVISOR, SCHOOL)]
    body, path = message(*to, to[0]), f"/api/declarations/{requested}/messages"
    answers = [apprentice.client.post(path, json=body) for _ in range(3)]
    assert [(answer.status_code, answer.json()) for answer in answers] == [(202, {})] * 3
    assert to_whom(mailbox) == sorted([SUPERVISOR, SCHOOL])
    school = mailbox.all("message", SCHOOL)[0]
    assert school["subject"] == "Besked fra Lærling Et (lærling) om erklæringen for Lærling Et"
    assert "/e/" not in school["text"] + school["html"], "the school has no link before the declaration is sent"
    assert "/e/" in mailbox.all("message", SUPERVISOR)[0]["text"]
    rows = {row["address"]: row["mail"] for row in apprentice.declaration(requested)["recipients"]}
    assert rows[SCHOOL] == "none", "a message is not the mail with the link"


def test_every_holder_of_a_link_writes_to_the_others_also_after_it_is_sent(
    requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact = Visitor(browser(), mailbox, CONTACT)
    assert set(ids(supervisor)) == {"apprentice", "school", "workplace_contact"}
    assert set(ids(contact)) == {"apprentice", "school", "supervisor"}
    assert contact.client.post(f"{contact.path}/messages", json=message("apprentice")).status_code == 202
    assert to_whom(mailbox) == [APPRENTICE]
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    school, own = Visitor(browser(), mailbox, SCHOOL), Visitor(browser(), mailbox, APPRENTICE)
    assert school.client.post(f"{school.path}/messages", json=message(ids(school)["supervisor"])).status_code == 202
    assert "apprentice" not in ids(own)
    assert own.client.post(f"{own.path}/messages", json=message(ids(own)["school"])).status_code == 202
    assert to_whom(mailbox) == sorted([APPRENTICE, SUPERVISOR, SCHOOL])
    assert "Lærling Et (lærling)" in mailbox.all("message", SCHOOL)[-1]["text"]
    assert "/e/" in mailbox.all("message", SCHOOL)[-1]["text"]


def test_a_reader_sees_names_and_roles_and_no_whole_address(
    requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact = Visitor(browser(), mailbox, CONTACT)
    shown = {one["roles"][0]: (one["name"], one["address"]) for one in contact.view()["receivers"]}
    assert shown == {
        "apprentice": ("Lærling Et", "l•••g@post.example"),
        "supervisor": ("Mester Eksempel", "m•••r@snedkeriet.example"),
        "school": ("", "s•••n@skole.example"),
    }
    assert not [
        address for address in (APPRENTICE, SUPERVISOR, SCHOOL) if address in contact.client.get(contact.path).text
    ]


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"text": " \n\t "}, "text", "message_empty"),
        ({"text": ""}, "text", "message_empty"),
        ({"text": "x" * (messages.LONGEST + 1)}, "text", "text_too_long"),
        ({"text": "a\u202eb"}, "text", "text_hidden_characters"),
        ({"text": "a\0b"}, "text", "text_hidden_characters"),
        ({"text": 7}, "text", "value_wrong_type"),
        ({"to": []}, "to", "receivers_none"),
        ({"to": ["0" * 16]}, "to", "receiver_unknown"),
        ({"to": [{}, [], None]}, "to", "receiver_unknown"),
        ({"to": ["apprentice"]}, "to", "receiver_unknown"),
        ({"to": "apprentice"}, "to", "value_wrong_type"),
        ({"message_id": "x"}, "message_id", "value_wrong_type"),
        ({"also": 1}, "also", "field_unknown"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    wrong: dict[str, Any], field: str, code: str, apprentice: Apprentice, requested: str, mailbox: Mailbox
) -> None:
    body = {**message(recipient_id(apprentice, requested, SCHOOL)), **wrong}
    answer = apprentice.client.post(f"/api/declarations/{requested}/messages", json=body)
    assert answer.status_code == 422, answer.text
    assert [(problem["field"], problem["code"]) for problem in answer.json()["fields"]] == [(field, code)]
    assert mailbox.all("message") == []


def test_the_longest_text_goes(apprentice: Apprentice, requested: str) -> None:
    body = message(recipient_id(apprentice, requested, SCHOOL), text="å" * messages.LONGEST)
    assert apprentice.client.post(f"/api/declarations/{requested}/messages", json=body).status_code == 202


def test_nobody_outside_a_declaration_writes_on_it_or_is_written_to(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    stranger = Apprentice(browser(), mailbox, OTHER_APPRENTICE)
    stranger.finish_profile()
    path, school = f"/api/declarations/{requested}/messages", recipient_id(apprentice, requested, SCHOOL)
    for nowhere in (path, f"/api/declarations/{uuid4()}/messages"):
        assert stranger.client.post(nowhere, json=message(school)).status_code == 404
        assert browser().post(nowhere, json=message(school)).status_code == 401
    assert browser().post(f"{supervisor.path}/messages", json=message(school)).json()["code"] == "grant_missing"
    assert stranger.client.post(f"{supervisor.path}/messages", json=message(school)).status_code == 401
    theirs = stranger.make()
    assert stranger.request(theirs).status_code == 200
    answer = stranger.client.post(f"/api/declarations/{theirs}/messages", json=message(school))
    assert answer.json()["fields"][0]["code"] == "receiver_unknown"
    other_site = apprentice.client.post(path, json=message(school), headers={"origin": "https://ond.example"})
    assert other_site.status_code == 403
    assert mailbox.all("message") == []


def test_a_door_that_the_apprentice_opened_does_not_write_in_the_supervisors_name(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    school, guest = ids(supervisor)["school"], browser()
    for door in doors.LINKS[1:]:
        secret = tokens.link_secret(b"k" * 40, recipient_id(apprentice, requested, SUPERVISOR), 1, door)
        opened = guest.post(f"{supervisor.path}/open", json={"secret": secret})
        assert (opened.json()["may"], opened.json()["receivers"]) == ("fill", [])
        refused = guest.post(f"{supervisor.path}/messages", json=message(school))
        assert (refused.status_code, refused.json()["code"]) == (409, "mail_link_only")
    assert mailbox.all("message") == []


def test_an_old_link_and_an_address_taken_off_neither_write_nor_get(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact, school = Visitor(browser(), mailbox, CONTACT), ids(supervisor)["school"]
    gone = ids(supervisor)["workplace_contact"]
    path = f"/api/declarations/{requested}"
    revision = apprentice.declaration(requested)["answers"]["details.workplace_contacts"]["revision"]
    off = {"id": str(uuid4()), "field": "details.workplace_contacts", "value": [], "base": revision}
    batch = {"device": "d", "app": "t", "operations": [{**off, "form_version": 1, "typed_at": "2026-11-23T10:00:00Z"}]}
    apprentice.client.post(f"{path}/operations", json=batch)
    assert apprentice.request(requested).status_code == 200
    assert contact.client.post(f"{contact.path}/messages", json=message(school)).status_code == 401
    refused = supervisor.client.post(f"{supervisor.path}/messages", json=message(gone))
    assert refused.json()["fields"][0]["code"] == "receiver_unknown"
    row = recipient_id(apprentice, requested, SUPERVISOR)
    apprentice.client.post(f"{path}/recipients/{row}/new_link", json={})
    assert supervisor.client.post(f"{supervisor.path}/messages", json=message(school)).status_code == 401


def test_no_message_before_it_is_asked_for_or_after_it_is_withdrawn(
    apprentice: Apprentice, requested: str, supervisor: Visitor
) -> None:
    draft = apprentice.make()
    early = apprentice.client.post(f"/api/declarations/{draft}/messages", json=message("apprentice"))
    assert (early.status_code, early.json()["code"]) == (409, "not_requested")
    body = {"withdrawal_id": str(uuid4()), "reason": "mistake"}
    apprentice.client.post(f"/api/declarations/{requested}/withdraw", json=body)
    late = supervisor.client.post(f"{supervisor.path}/messages", json=message("apprentice"))
    assert (late.status_code, late.json()["code"]) == (409, "withdrawn")
    assert supervisor.view()["receivers"] == []


def test_nobody_writes_without_end(
    apprentice: Apprentice, requested: str, supervisor: Visitor, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "A_WRITER_A_DAY", 3)
    monkeypatch.setattr(messages, "AN_ADDRESS_A_DAY", 4)
    path, school = f"/api/declarations/{requested}/messages", recipient_id(apprentice, requested, SCHOOL)
    both = message(school, recipient_id(apprentice, requested, SUPERVISOR))
    assert apprentice.client.post(path, json=both).status_code == 202
    refused = apprentice.client.post(path, json={**both, "message_id": str(uuid4())})
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_mails")
    assert 86_000 < int(refused.headers["retry-after"]) <= 86_400
    assert apprentice.client.post(path, json=message(school)).status_code == 202, "what was refused has not counted"
    for expected in (202, 202, 429):
        answer = supervisor.client.post(f"{supervisor.path}/messages", json=message(school))
        assert answer.status_code == expected, "the school has its four"
    assert supervisor.client.post(f"{supervisor.path}/messages", json=message("apprentice")).status_code == 202
    assert len(mailbox.all("message")) == 6


def test_the_id_of_another_deed_is_no_message(apprentice: Apprentice, requested: str) -> None:
    body, path = message(recipient_id(apprentice, requested, SCHOOL)), f"/api/declarations/{requested}"
    assert apprentice.client.post(f"{path}/messages", json=body).status_code == 202
    again = apprentice.request(requested, body["message_id"])
    assert (again.status_code, again.json()["code"]) == (409, "id_reused")

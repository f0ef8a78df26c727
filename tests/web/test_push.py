"""Push subscriptions over HTTP: told to whom, by whom they are turned off, and what nobody else can do to them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server import vapid
from server.domain.doors import LINKS
from server.settings import Settings
from tests.cast import ANSWERS, APPRENTICE, CONTACT, OTHER_APPRENTICE, SUPERVISOR, Apprentice, Mailbox, Visitor
from tests.doors import through
from tests.push_service import Subscribed

Browser = Callable[[], TestClient]
FCM = "https://fcm.googleapis.com/fcm/send/"


def pushes(mailbox: Mailbox) -> list[dict[str, Any]]:
    return list(mailbox.client.get("/dev/pushes.json").json())


def told(mailbox: Mailbox) -> list[tuple[str, str]]:
    """What phones were told beside the first push: the event and where a tap leads."""
    found = [(push["kind"], push["payload"]["notification"]["navigate"]) for push in pushes(mailbox)]
    return [(kind, path.removeprefix("http://localhost:8000")) for kind, path in found if kind != "push_echo"]


class Phone:
    """A browser that subscribed, as an apprentice or behind a link."""

    def __init__(self, client: TestClient, path: str = "/api/push", endpoint: str = "") -> None:
        self.client, self.path = client, path
        self.browser = Subscribed(endpoint or f"{FCM}{uuid4()}")

    def subscribe(self) -> Any:
        return self.client.post(self.path, json=self.browser.body())

    def list(self) -> list[dict[str, Any]]:
        return list(self.client.get(self.path).json()["subscriptions"])

    def turn_on(self, mailbox: Mailbox) -> "Phone":
        """As the browser does: says where, gets the first push, brings back what it carried."""
        answer = self.subscribe()
        assert answer.status_code == 200, answer.text
        self.id = answer.json()["id"]
        [*_, echo] = [push["payload"]["echo"] for push in pushes(mailbox) if push["kind"] == "push_echo"]
        assert echo["id"] == self.id
        assert self.client.post("/api/push/echo", json=echo).status_code == 204
        return self

    def turn_off(self, subscription_id: str | None = None) -> int:
        return int(self.client.post(f"{self.path}/forget", json={"id": subscription_id or self.id}).status_code)


@pytest.fixture
def phone(apprentice: Apprentice, mailbox: Mailbox) -> Phone:
    return Phone(apprentice.client).turn_on(mailbox)


def test_a_browser_counts_once_it_has_brought_back_what_the_push_carried(
    apprentice: Apprentice, mailbox: Mailbox, configuration: Settings
) -> None:
    phone = Phone(apprentice.client)
    answer = phone.subscribe()
    assert answer.status_code == 200, answer.text
    first = answer.json()
    assert first["active"] is False
    shown = apprentice.client.get("/api/push").json()
    assert shown["public_key"] == vapid.public(configuration.vapid_key)
    assert [(row["id"], row["active"], row["current"]) for row in shown["subscriptions"]] == [
        (first["id"], False, True)
    ]
    [echo] = pushes(mailbox)
    assert "web_push" not in echo["payload"]  # our worker must see it, also in Safari
    right = echo["payload"]["echo"]
    for wrong in (
        {**right, "token": right["token"][:-1] + ("a" if right["token"][-1] != "a" else "b")},
        {**right, "token": ""},
        {**right, "id": str(uuid4())},
    ):
        assert apprentice.client.post("/api/push/echo", json=wrong).status_code == 404
    assert apprentice.client.post("/api/push/echo", json={**right, "id": "x"}).status_code == 422
    assert phone.list()[0]["active"] is False
    for _ in range(2):
        assert apprentice.client.post("/api/push/echo", json=right).status_code == 204
    assert phone.list()[0]["active"] is True
    assert phone.subscribe().json() == {"id": first["id"], "active": True}
    assert len(pushes(mailbox)) == 1


def test_the_apprentice_is_told_that_it_was_filled_in_and_the_push_says_no_more(
    phone: Phone, requested: str, supervisor: Visitor, mailbox: Mailbox
) -> None:
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    assert told(mailbox) == [("push_submitted", f"/app/declarations/{requested}")]
    payload = pushes(mailbox)[-1]["payload"]
    assert payload["web_push"] == 8030
    assert set(payload) == {"web_push", "notification", "app_badge"}
    assert set(payload["notification"]) == {"title", "body", "lang", "navigate"}
    text = str(payload)
    for word in ("Lærling", "Mester", "Snedkeriet", "tegning", "routine", "rutine", "@", supervisor.secret):
        assert word not in text
    assert len(mailbox.all("declaration_submitted", APPRENTICE)) == 1  # the mail goes as well


def test_a_browser_that_has_not_brought_back_the_first_push_is_told_nothing(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    contact = Visitor(browser(), mailbox, CONTACT)
    for waiting in (Phone(apprentice.client), Phone(contact.client, f"{contact.path}/push")):
        assert waiting.subscribe().json()["active"] is False
    supervisor.answer(ANSWERS)
    assert supervisor.submit().status_code == 200
    assert told(mailbox) == []


def test_who_turned_it_on_behind_a_link_is_told_of_requests_and_of_what_arrived(
    apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    visitors = {address: Visitor(browser(), mailbox, address) for address in (SUPERVISOR, CONTACT)}
    for address in visitors:
        Phone(visitors[address].client, f"{visitors[address].path}/push").turn_on(mailbox)
    apprentice.request(apprentice.make())
    newest = mailbox.link(SUPERVISOR)[0]
    assert told(mailbox) == [("push_requested", f"/e/{newest}")]
    visitors[SUPERVISOR].answer(ANSWERS)
    assert visitors[SUPERVISOR].submit().status_code == 200
    assert told(mailbox)[1:] == [("push_arrived", f"/e/{visitors[CONTACT].public_id}")]  # not to who sent it


def test_only_who_came_by_the_mailed_link_stands_for_its_address(
    supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    stranger = Phone(browser(), f"{supervisor.path}/push")
    assert stranger.subscribe().status_code == 401
    assert stranger.client.get(stranger.path).status_code == 401
    assert Phone(supervisor.client, f"{supervisor.path}/push").turn_on(mailbox).list()[0]["active"]


@pytest.mark.parametrize("door", LINKS[1:])
def test_a_door_that_the_apprentice_opened_tells_nobody_in_the_supervisors_name(
    door: str, apprentice: Apprentice, requested: str, browser: Browser, mailbox: Mailbox
) -> None:
    caller = through(door, apprentice, requested, browser, mailbox)
    answer = Phone(caller.client, f"{caller.path}/push").subscribe()
    assert (answer.status_code, answer.json()["code"]) == (409, "push_needs_mailed_link")


def test_with_a_newer_link_the_browser_that_has_the_older_is_told_nothing_more(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    Phone(supervisor.client, f"{supervisor.path}/push").turn_on(mailbox)
    rows = apprentice.declaration(requested)["recipients"]
    [row] = [row for row in rows if row["address"] == SUPERVISOR]
    renew = f"/api/declarations/{requested}/recipients/{row['id']}/new_link"
    assert apprentice.client.post(renew, json={}).status_code == 200
    newer = mailbox.link(SUPERVISOR)
    apprentice.request(apprentice.make())
    assert told(mailbox) == []
    supervisor.client.post(f"{supervisor.path}/open", json={"secret": newer[1]})
    apprentice.request(apprentice.make())
    assert [kind for kind, _ in told(mailbox)] == ["push_requested"]


def test_another_persons_endpoint_is_neither_taken_over_nor_ended(
    phone: Phone, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    thief = Phone(Apprentice(browser(), mailbox, OTHER_APPRENTICE).client, endpoint=phone.browser.endpoint)
    assert thief.subscribe().json()["active"] is False
    visiting = Phone(supervisor.client, f"{supervisor.path}/push", phone.browser.endpoint)
    assert visiting.subscribe().json()["active"] is False
    for stranger in (thief, visiting):
        assert stranger.turn_off(phone.id) == 404
    assert [row["active"] for row in phone.list()] == [True]
    supervisor.answer(ANSWERS)
    supervisor.submit()
    assert told(mailbox) == [("push_submitted", f"/app/declarations/{requested}")]


def test_turned_off_here_there_or_by_signing_out_nothing_is_told(
    apprentice: Apprentice, requested: str, supervisor: Visitor, browser: Browser, mailbox: Mailbox
) -> None:
    here, there, leaving = (
        Phone(client).turn_on(mailbox)
        for client in (apprentice.client, Apprentice(browser(), mailbox).client, Apprentice(browser(), mailbox).client)
    )
    assert len(here.list()) == 3
    assert here.turn_off() == 204
    assert here.turn_off() == 404
    assert here.turn_off(there.id) == 204
    assert leaving.client.post("/api/sign_out", json={}).status_code == 204
    assert here.list() == []
    supervisor.answer(ANSWERS)
    supervisor.submit()
    assert told(mailbox) == []


def test_new_keys_must_show_themselves_anew(phone: Phone, mailbox: Mailbox) -> None:
    again = Phone(phone.client, endpoint=phone.browser.endpoint)
    answer = again.subscribe().json()
    assert answer == {"id": phone.id, "active": False}
    old = pushes(mailbox)[0]["payload"]["echo"]
    assert phone.client.post("/api/push/echo", json=old).status_code == 404


def test_a_device_that_several_share_is_told_nothing(browser: Browser, mailbox: Mailbox) -> None:
    client = browser()
    client.post("/api/sign_in/code", json={"address": APPRENTICE})
    body = {"address": APPRENTICE, "code": mailbox.code(APPRENTICE), "shared_device": True}
    assert client.post("/api/sign_in", json=body).status_code == 200
    answer = Phone(client).subscribe()
    assert (answer.status_code, answer.json()["code"]) == (409, "push_shared_device")


def test_ten_browsers_and_the_dead_make_room(apprentice: Apprentice, mailbox: Mailbox) -> None:
    for _ in range(9):
        Phone(apprentice.client).turn_on(mailbox)
    dead = Phone(apprentice.client)
    dead_id = dead.subscribe().json()["id"]
    tenth = Phone(apprentice.client).turn_on(mailbox)
    assert dead_id not in {row["id"] for row in tenth.list()}
    answer = Phone(apprentice.client).subscribe()
    assert (answer.status_code, answer.json()["code"]) == (409, "push_too_many_devices")
    assert "10 enheder" in answer.json()["message"]
    assert tenth.subscribe().json()["active"]  # a known one is no new one


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"endpoint": "http://fcm.googleapis.com/x"}, "endpoint", "push_service_unknown"),
        ({"endpoint": "https://127.0.0.1/x"}, "endpoint", "push_service_unknown"),
        ({"endpoint": f"{FCM}{'x' * 1000}"}, "endpoint", "push_service_unknown"),
        ({"p256dh": "B" * 87}, "p256dh", "push_key_wrong"),
        ({"auth": "kort"}, "auth", "push_key_wrong"),
        ({"auth": 7}, "auth", "value_wrong_type"),
    ],
)
def test_a_wrong_subscription_is_told_at_the_field(
    apprentice: Apprentice, mailbox: Mailbox, wrong: dict[str, Any], field: str, code: str
) -> None:
    answer = apprentice.client.post("/api/push", json={**Subscribed(f"{FCM}x").body(), **wrong})
    assert answer.status_code == 422
    assert [(problem["field"], problem["code"]) for problem in answer.json()["fields"]] == [(field, code)]
    assert pushes(mailbox) == []


def test_asking_again_and_again_ends(apprentice: Apprentice) -> None:
    phone = Phone(apprentice.client)
    assert [phone.subscribe().status_code for _ in range(31)] == [200] * 30 + [429]

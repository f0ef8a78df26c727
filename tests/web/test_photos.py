"""The server hears a number of photos, and takes no picture on any route."""

from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from server.web.routes import ROUTES
from tests.cast import OTHER_APPRENTICE, Apprentice, Mailbox, Visitor

# They read no body at all; some would sign out.
BODILESS = ("/api/sign_out", "/api/sessions", "/panel/sign_out", "/api/calendar")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200)


def devices(apprentice: Apprentice) -> list[tuple[str, int]]:
    return [(row["device"], row["count"]) for row in apprentice.client.get("/api/changes").json()["photo_devices"]]


def test_a_number_per_device_is_kept_and_shown_to_its_owner_alone(
    apprentice: Apprentice, browser: type[TestClient], mailbox: Mailbox
) -> None:
    for device, count in (("a", 3), ("b", 5), ("a", 43)):
        answer = apprentice.client.post("/api/photo_count", json={"device": device, "count": count})
        assert (answer.status_code, answer.content) == (204, b"")
    assert devices(apprentice) == [("a", 43), ("b", 5)]
    assert devices(Apprentice(browser(), mailbox, OTHER_APPRENTICE)) == []
    assert browser().post("/api/photo_count", json={"device": "a", "count": 1}).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        {"device": "a", "count": -1}, {"device": "a", "count": 10**9}, {"device": "a", "count": "3"},
        {"device": "a", "count": True}, {"device": "a b", "count": 1}, {"device": "", "count": 1}, {"count": 1},
        {"device": "a", "count": 1, "picture": "x"},
    ],
)  # fmt: skip
def test_anything_but_a_number_is_refused(apprentice: Apprentice, body: dict[str, object]) -> None:
    assert apprentice.client.post("/api/photo_count", json=body).status_code == 422
    assert devices(apprentice) == []


def test_a_person_is_known_on_fifty_devices_at_most(apprentice: Apprentice) -> None:
    for number in range(55):
        apprentice.client.post("/api/photo_count", json={"device": f"d{number}", "count": number})
    assert len(devices(apprentice)) == 50
    assert devices(apprentice)[0] == ("d54", 54)


def test_no_route_takes_a_picture(apprentice: Apprentice, supervisor: Visitor) -> None:
    tried = 0
    for route in (route for route in ROUTES if not route.path.startswith(BODILESS)):
        path = route.path
        for name, value in (("declaration_id", uuid4()), ("public_id", supervisor.public_id)):
            path = path.replace(f"{{{name}:uuid}}", str(value)).replace(f"{{{name}}}", str(value))
        path = path.replace("{recipient_id:uuid}", str(uuid4())).replace("{session_id:uuid}", str(uuid4()))
        for method in {"POST", "PUT", "PATCH"} & (route.methods or set()):
            for kind in ("image/jpeg", "multipart/form-data; boundary=x", "application/octet-stream"):
                answer = apprentice.client.request(method, path, content=JPEG, headers={"content-type": kind})
                assert answer.status_code >= 400, path
                tried += 1
    assert tried > 40
